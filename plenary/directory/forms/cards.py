"""What is asked when cards are added, amended, searched, imported and exported."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plenary.core.forms import offer
from plenary.core.verdicts import refuse
from plenary.directory import labels
from plenary.directory.actions.exports import CSV, POPOLO, XLSX
from plenary.directory.formats import MOST_BYTES
from plenary.directory.models import Organisation, Person
from plenary.directory.queries import values_of
from plenary.directory.rules import lists
from plenary.directory.rules.choices import ADD, LEAVE_OUT, Choices
from plenary.directory.rules.countries import country_names
from plenary.directory.rules.details import CardValues, Contact
from plenary.directory.rules.fields import DATES, OF_ORGANISATIONS, ORGANISATIONS, PERSONS, fields_of
from plenary.directory.rules.rows import Problem, read_card

NOTHING = ""
_KINDS = [(ORGANISATIONS, _("Organisations")), (PERSONS, _("Persons"))]
_LINES = ("other_names", "identifiers")
_REACHED_BY = {"phone": "voice", "website": "url", "address": "address"}
_ASKED_OF_BOTH = ("summary", "description", "country", "area", "email", "phone", "website", "address")
_TEXTS = tuple(field.code for field in OF_ORGANISATIONS if not field.is_date)
_NAMES = ("given_name", "family_name")
_ASKED = {
    ORGANISATIONS: ("name", "name_language", "other_names", *_TEXTS, *_ASKED_OF_BOTH, *DATES, "identifiers"),
    PERSONS: (
        "name",
        "name_language",
        *_NAMES,
        "honorific_prefix",
        "gender",
        "other_names",
        *_ASKED_OF_BOTH,
        "identifiers",
    ),
}
_HELP = {
    "name_language": _("A language tag such as fr, ar or sr-Latn."),
    "other_names": _(
        "One a line: other languages and scripts, short forms, former names. Say the language in brackets: [ar]."
    ),
    "identifiers": _("One a line: who issued it, a colon, the number. ROR:04x1abc23"),
    "summary": _("At most 300 characters."),
    "description": _("You may use Markdown."),
    "area": _("A region or town, or a place that has no country code."),
    "founding_date": _("A year, or a date such as 2019-05-31."),
}


def sentence_of(problem: Problem) -> str:
    """What is wrong, in words."""
    return refuse(problem.reason, value=problem.value, longest=problem.longest).sentence


def country_choices(codes: Sequence[str] | None = None) -> list[tuple[str, str]]:
    """Countries by name in the reader's language; all, or those given."""
    named = country_names(get_language() or "en")
    return [(code, name) for code, name in named.items() if codes is None or code in codes]


class CardForm(forms.Form):
    """A card of either kind; what is wrong is told by the field, with the same rules as for a row of a file. It does not ask for
    the fields that `leaves` names."""

    def __init__(
        self,
        *args: Any,
        kind: str,
        card: Organisation | Person | None = None,
        leaves: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        self.kind = kind
        self.asks = tuple(code for code in _ASKED[kind] if code not in leaves)
        self.card = values_of(card) if card is not None else CardValues(fields={})
        if card is not None:
            kwargs["initial"] = _initial(kind, self.card)
        super().__init__(*args, **kwargs)
        for code in self.asks:
            self.fields[code] = _asked(code)

    def clean(self) -> dict[str, Any]:
        """Read the cells as a card. Adds an error to each field that a row would be refused for."""
        found = super().clean() or {}
        cells = {code: " | ".join(value.splitlines()) if code in _LINES else value for code, value in found.items()}
        self.values, problems = read_card(self.kind, cells)
        for problem in problems:
            at = problem.field if problem.field in self.fields else None
            if at is None or at not in self.errors:
                self.add_error(at, sentence_of(problem))
        return found

    def given(self) -> dict[str, Any]:
        """What an action of cards is given: every field asked, and the details, with notes and dates that stood there."""
        own = {code for code in self.asks if code not in (*_LINES, *_REACHED_BY, "name")}
        own -= {"email"} if self.kind == ORGANISATIONS else set()
        kept = [contact for contact in self.card.contacts if contact.kind not in self._kinds_asked()]
        return {
            "name": self.values.name,
            "other_names": _with_notes(
                self.values.names, {(name.name, name.language): name for name in self.card.names}
            ),
            "identifiers": self.values.identifiers,
            "contacts": [
                *_with_notes(self.values.contacts, {(each.kind, each.value): each for each in self.card.contacts}),
                *kept,
            ],
            **{code: self.values.fields.get(code, "") for code in own},
        }

    def _kinds_asked(self) -> set[str]:
        return {*_REACHED_BY.values()} | ({"email"} if self.kind == ORGANISATIONS else set())


def _asked(code: str) -> forms.Field:
    label, hint = labels.FIELDS[code], _HELP.get(code, "")
    if code == "country":
        choices = [(NOTHING, _("no country")), *country_choices()]
        return forms.ChoiceField(label=label, choices=choices, required=False)
    rows = {"description": 8, "other_names": 3, "identifiers": 2}.get(code)
    widget: forms.Widget = forms.Textarea({"rows": rows, "dir": "auto"}) if rows else forms.TextInput({"dir": "auto"})
    if code == "email":
        widget = forms.EmailInput({"autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, required=code == "name", widget=widget)


def _initial(kind: str, card: CardValues) -> dict[str, str]:
    found = dict(card.fields)
    found["other_names"] = lists.write_names(card.names).replace(" | ", "\n")
    found["identifiers"] = lists.write_identifiers(card.identifiers).replace(" | ", "\n")
    reached = _REACHED_BY | ({"email": "email"} if kind == ORGANISATIONS else {})
    return found | {code: lists.write_contacts(card.contacts, of) for code, of in reached.items()}


def _with_notes(read: Sequence[Any], stood: Mapping[tuple[str, str], Any]) -> list[Any]:
    """What was read, each as it stood before with its note and dates where it did."""
    return [
        stood.get(
            (detail.kind, detail.value) if isinstance(detail, Contact) else (detail.name, detail.language), detail
        )
        for detail in read
    ]


class SearchForm(forms.Form):
    """Words in names, and a country."""

    words = forms.CharField(label=_("Name"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, *args: Any, countries: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "country", [(NOTHING, _("all countries")), *country_choices(countries)])


class ShareForm(forms.Form):
    """The code of an organisation that another coalition handed over."""

    shared = forms.CharField(
        label=_("Code from the other coalition"),
        required=False,
        max_length=16,
        help_text=_("Leave it empty to make a code that you can hand to them."),
    )


class FileForm(forms.Form):
    """The file of an import, and what its rows are."""

    kind = forms.ChoiceField(
        label=_("What are its rows?"),
        choices=_KINDS,
        initial=ORGANISATIONS,
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV, XLSX, or JSON in Popolo’s terms; at most 5 MB and 20,000 rows. The first row holds the headings."
        ),
        widget=forms.ClearableFileInput({"accept": ".csv,.tsv,.txt,.xlsx,.json"}),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse a file beyond the limit before it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(refuse("directory.file.too_large", most=MOST_BYTES // 1_000_000).sentence)
        return file


class ColumnsForm(forms.Form):
    """Which column holds which field, and which rows are meant."""

    def __init__(self, *args: Any, kind: str, columns: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        choices = [(NOTHING, _("in no column")), *((column, column) for column in columns)]
        for field in fields_of(kind):
            self.fields[field.code] = forms.ChoiceField(
                label=labels.FIELDS[field.code], choices=choices, required=False
            )
        self.fields["only_column"] = forms.ChoiceField(
            label=_("Only rows where"), choices=[(NOTHING, _("all rows")), *choices[1:]], required=False
        )
        self.fields["only_value"] = forms.CharField(label=_("is"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """A name must stand in some column."""
        found = super().clean() or {}
        named = [code for code in found if found[code] and (code == "name" or code.startswith("name_"))]
        named += [code for code in ("given_name", "family_name") if found.get(code)]
        if not [code for code in named if code != "name_language"]:
            self.add_error("name", _("Choose the column that holds the name."))
        return found

    @property
    def mapping(self) -> dict[str, str]:
        """Field -> column."""
        codes = [field.code for field in fields_of(self.kind)]
        return {code: self.cleaned_data[code] for code in codes if self.cleaned_data.get(code)}

    @property
    def only(self) -> dict[str, str]:
        """Column -> value."""
        column = self.cleaned_data.get("only_column")
        return {column: self.cleaned_data.get("only_value", "")} if column else {}


class ChoicesForm(forms.Form):
    """What happens to likely duplicates and to rows with errors; single rows are chosen beside them, by ``row-NUMBER``."""

    duplicates = forms.ChoiceField(
        label=_("Rows that are likely there already"),
        choices=[(LEAVE_OUT, _("Leave them out")), (ADD, _("Add them all the same"))],
        initial=LEAVE_OUT,
        widget=forms.RadioSelect,
        required=False,
    )
    leave_out_errors = forms.BooleanField(label=_("Leave out the rows with errors"), required=False)
    after = forms.ChoiceField(label=_("And then"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, after: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "after", [(NOTHING, _("Only add them to the directory")), *after])

    @property
    def choices(self) -> Choices:
        """What was chosen."""
        rows = {
            int(key.removeprefix("row-")): str(value)
            for key, value in self.data.items()
            if key.startswith("row-")
            and len(key) < 20
            and key.removeprefix("row-").isdecimal()
            and value in (ADD, LEAVE_OUT)
        }
        return Choices(
            duplicates=self.cleaned_data.get("duplicates") or LEAVE_OUT,
            leave_out_errors=bool(self.cleaned_data.get("leave_out_errors")),
            rows=rows,
        )


class ExportForm(forms.Form):
    """What is exported, and as what."""

    kind = forms.ChoiceField(label=_("What"), choices=_KINDS, initial=ORGANISATIONS, widget=forms.RadioSelect)
    file_format = forms.ChoiceField(
        label=_("As"),
        choices=[
            (XLSX, _("XLSX, for spreadsheet programs")),
            (CSV, _("CSV, for any program")),
            (POPOLO, _("Popolo JSON, with every name and identifier, for other civic software")),
        ],
        initial=XLSX,
        widget=forms.RadioSelect,
    )
