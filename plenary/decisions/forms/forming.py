"""The forms by which a member proposes to form a committee or a task force, to change what it is for, or to close it."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.bodies.formed import formed_bodies, name_of, terms_of_reference
from plenary.bodies.grounds import grounds_to_choose
from plenary.bodies.labels import KIND
from plenary.bodies.rules.formed import KINDS, LONGEST_NAME, LONGEST_TERMS, MOST_SEATS
from plenary.charter.queries import called, charter_of
from plenary.core import clock
from plenary.core.verdicts import refuse
from plenary.decisions.forms.effects import EffectForm, Payloads
from plenary.texts.labels import language_name


class _InLanguages(EffectForm):
    """Words in each language of the charter: the first must be given, the others may."""

    asked: ClassVar[Mapping[str, tuple[Any, int, bool]]]  # field -> label, how long at most, on several lines

    def choose(self) -> None:
        """A field for each of the charter's languages."""
        self.languages = charter_of(self.standing.coalition).languages
        for name, (label, longest, is_long) in self.asked.items():
            for number, tag in enumerate(self.languages):
                self.fields[f"{name}:{tag}"] = forms.CharField(
                    label=f"{label} ({language_name(tag)})" if len(self.languages) > 1 else label,
                    max_length=longest,
                    required=number == 0,
                    widget=forms.Textarea(attrs={"rows": 6}) if is_long else forms.TextInput,
                )

    def words(self, name: str) -> dict[str, str]:
        """What was given, by language."""
        given = {tag: self.cleaned_data.get(f"{name}:{tag}", "") for tag in self.languages}
        return {tag: words for tag, words in given.items() if words}

    @classmethod
    def from_payloads(cls, payloads: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The words of each language in its field, the rest as it is."""
        payload = dict(payloads[0]) if payloads else {}
        words = {f"{name}:{tag}": text for name in cls.asked for tag, text in (payload.pop(name, None) or {}).items()}
        return payload | words


CHAIRS = [("elected", _("Elected by those who sit in it")), ("rotates", _("Passes by turns among them"))]


class FormBodyForm(_InLanguages):
    """A committee or a task force to form."""

    kind = "bodies.form_body"
    order = 110
    asked = {"names": (_("Its name"), LONGEST_NAME, False), "terms": (_("What it is for"), LONGEST_TERMS, True)}

    body_kind = forms.ChoiceField(label=_("What is formed"), choices=[(kind.value, KIND[kind]) for kind in KINDS])
    seats = forms.IntegerField(label=_("How many seats"), min_value=1, max_value=MOST_SEATS, initial=7)
    filling = forms.ChoiceField(
        label=_("How its seats are filled"),
        choices=[("open", _("Members join as they wish, while a seat is free")), ("decided", _("By decision"))],
    )
    office_months = forms.IntegerField(
        label=_("Months that its chair and its secretary serve"), min_value=1, max_value=120, initial=12
    )
    chair = forms.ChoiceField(label=_("Its chair"), choices=CHAIRS, required=False)
    reports_to = forms.ChoiceField(label=_("It reports to"), required=False)
    agreement = forms.ChoiceField(
        label=_("It rests on the agreement"),
        required=False,
        help_text=_("Terms of reference that members adopted and signed; its page leads to them."),
    )
    review = forms.DateField(
        label=_("Looked at again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("On that day it is on the desk of its members: it goes on, changes, or is closed."),
    )

    def choose(self) -> None:
        """The words in each language, the bodies of the charter, and the agreements on which it may rest, if any."""
        super().choose()
        charter = charter_of(self.standing.coalition)
        bodies = [(body.code, called(charter, body.names, body.code)) for body in charter.bodies]
        self.fill("reports_to", [("", "–"), *bodies])
        agreed = grounds_to_choose(self.standing)
        if agreed:
            self.fill("agreement", [("", "–"), *agreed])
        else:
            del self.fields["agreement"]
        first = ["body_kind", *(f"{name}:{tag}" for name in self.asked for tag in self.languages)]
        self.order_fields(first)

    def clean(self) -> dict[str, Any]:
        """A day to look at it again lies ahead."""
        given = super().clean() or self.cleaned_data
        review = given.get("review")
        if review and review < clock.now().date():
            self.add_error("review", refuse("bodies.review_is_past").sentence)
        return given

    def payloads(self) -> Payloads:
        """The body; what was left empty is left out."""
        given = self.cleaned_data
        payload = {
            "kind": given["body_kind"],
            "names": self.words("names"),
            "terms": self.words("terms"),
            "seats": given["seats"],
            "open": given["filling"] == "open",
            "office_months": given["office_months"],
            "rotates": given["chair"] == "rotates",
            "reports_to": given["reports_to"],
            "agreement": given.get("agreement", ""),
            "review": given["review"].isoformat() if given["review"] else "",
        }
        return [{key: value for key, value in payload.items() if value != ""}]

    @classmethod
    def from_payloads(cls, payloads: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The words of each language in its field; how it is filled as one choice."""
        given = super().from_payloads(payloads)
        filling = {"filling": "open" if given.pop("open") else "decided"} if "open" in given else {}
        kind, chair = {"body_kind": given.pop("kind")} if "kind" in given else {}, _chair(given)
        return given | filling | chair | kind


def _chair(given: dict[str, Any]) -> dict[str, str]:
    """How the chair is found, as the choice of a form: taken out of what is given."""
    return {"chair": "rotates" if given.pop("rotates") else "elected"} if "rotates" in given else {}


class _OfBodyForm(EffectForm):
    chosen = "body"
    empty = _("No committee or task force was formed by decision. Those of the charter are changed with the charter.")

    body = forms.ChoiceField(label=_("Which"))

    def choose(self) -> None:
        """The bodies that were formed and not closed."""
        charter = charter_of(self.standing.coalition)
        self.rows = {row.code: row for row in formed_bodies(self.standing.coalition).filter(closed_at=None)}
        self.fill("body", [(code, name_of(row, charter)) for code, row in self.rows.items()])


class AmendTermsForm(_InLanguages, _OfBodyForm):
    """Other terms of reference for a formed body, or another way to get its chair: what is in force is there to be changed."""

    kind = "bodies.amend_terms"
    order = 120
    asked = {"terms": (_("What it is for from then on"), LONGEST_TERMS, True)}

    chair = forms.ChoiceField(label=_("Its chair"), choices=[("", _("As it is now")), *CHAIRS], required=False)

    def choose(self) -> None:
        """The bodies, and their words in each language."""
        _OfBodyForm.choose(self)
        super().choose()
        row = self.rows.get(str(self.initial.get("body") or ""))
        if row and not any(name.startswith("terms:") for name in self.initial):
            self.initial = dict(self.initial) | {
                f"terms:{tag}": text for tag, text in terms_of_reference(row)[0].words.items()
            }

    def clean(self) -> dict[str, Any]:
        """The words, or how the chair is found, must be others than those in force."""
        given = super().clean() or self.cleaned_data
        if given.get("body") in self.rows and not self.errors and len(self.payloads()[0]) == 1:
            self.add_error(f"terms:{self.languages[0]}", refuse("bodies.same_terms_of_reference").sentence)
        return given

    def payloads(self) -> Payloads:
        """The body, and what is to be another than it is: the words, how it gets its chair."""
        row, words = self.rows[self.cleaned_data["body"]], self.words("terms")
        rotates = self.cleaned_data.get("chair") and self.cleaned_data["chair"] == "rotates"
        terms = {"terms": words} if terms_of_reference(row)[0].words != words else {}
        chair = {"rotates": rotates} if rotates not in ("", None, row.rotates) else {}
        return [{"body": row.code, **terms, **chair}]

    @classmethod
    def from_payloads(cls, payloads: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The words of each language in its field; how the chair is found as one choice."""
        given = super().from_payloads(payloads)
        chair = _chair(given)
        return given | chair


class CloseBodyForm(_OfBodyForm):
    """A formed body to close."""

    kind = "bodies.close_body"
    order = 130

    def payloads(self) -> Payloads:
        """The body."""
        return [{"body": self.cleaned_data["body"]}]
