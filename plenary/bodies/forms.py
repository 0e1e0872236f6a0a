"""The form of the founding act: names and address, then the seven questions; and what narrows the uses of powers."""

from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from plenary.charter.forms import QuestionsForm
from plenary.charter.rules.questions import seven_questions
from plenary.charter.starting import one_page_charter
from plenary.coalitions.queries import coalition_at
from plenary.core.verdicts import Label

RESERVED = frozenset({"new"})
_NAMING = ("name", "slug", "organisation", "founder", "time_zone")


class FormingForm(QuestionsForm):
    """Who forms a coalition, what it is called, and its one-page charter in seven questions."""

    name = forms.CharField(max_length=120)
    slug = forms.SlugField(max_length=60, required=False)
    organisation = forms.CharField(max_length=300)
    founder = forms.CharField(max_length=300)
    time_zone = forms.ChoiceField(choices=[(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())])

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(seven_questions(), *args, **kwargs)
        words: Mapping[str, tuple[Label, Label]] = {
            "name": (_("What is the coalition called?"), ""),
            "slug": (
                _("Its address here"),
                _("Small letters, digits and hyphens, such as clear-fields. Left empty, it is made from the name."),
            ),
            "organisation": (_("Your organisation"), _("It is the first member.")),
            "founder": (_("Your name"), _("You act for your organisation, and coordinate until the members choose.")),
            "time_zone": (_("Time zone"), _("Deadlines are told in it.")),
        }
        for field, (label, help_text) in words.items():
            self.fields[field].label = label  # type: ignore[assignment]  # the stubs know one kind of lazy text alone
            self.fields[field].help_text = help_text  # type: ignore[assignment]  # likewise
        asked = [question.code for question in self.questions]
        self.order_fields([*_NAMING, *asked])

    def naming(self) -> list[forms.BoundField]:
        """The fields that say who forms it and what it is called."""
        return [self[code] for code in _NAMING]

    def asking(self) -> list[forms.BoundField]:
        """The fields of the seven questions, with what is asked in the same breath."""
        return [bound for bound in self if bound.name not in _NAMING]

    def founding(self, language: str) -> dict[str, Any]:
        """What the founding act is given, but for the account: names in this language, and the one-page charter that the
        answers make. Raises AnswersError."""
        given = self.cleaned_data
        return {
            "slug": given["slug"],
            "names": {language: given["name"]},
            "language": language,
            "time_zone": given["time_zone"],
            "founder_name": given["founder"],
            "organisation_name": given["organisation"],
            "charter": one_page_charter(self.answers(), language),
        }

    def clean_slug(self) -> str:
        """An address that nobody has: the one given, else one made from the name."""
        slug = str(self.cleaned_data["slug"] or slugify(self.cleaned_data.get("name", "")))[:60].strip("-").lower()
        if not slug:
            raise forms.ValidationError(_("Give it an address in small letters, digits and hyphens."))
        if slug in RESERVED or coalition_at(slug) is not None:
            raise forms.ValidationError(_("This address is taken. Choose another."))
        return slug


class UsesForm(forms.Form):
    """Narrows what officers did to one office or one power, and to what stands before a place."""

    before = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**53)

    def __init__(self, offices: Iterable[tuple[str, str]], powers: Iterable[tuple[str, Label]], *args: Any) -> None:
        super().__init__(*args)
        every = [("", _("Every office")), *offices]
        self.fields["office"] = forms.ChoiceField(label=_("Office"), required=False, choices=every)
        all_of_them = [("", _("Every power")), *powers]
        self.fields["power"] = forms.ChoiceField(label=_("Power"), required=False, choices=all_of_them)
