"""One small form for each kind of effect that a member may put into a proposal: it gives the payloads."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from plenary.bodies.formed import charter_with_formed
from plenary.bodies.queries import charter_naming, place_in_words, terms_in_force, vacancies
from plenary.charter.queries import drafts
from plenary.core.forms import offer
from plenary.core.standing import Standing
from plenary.directory.queries import visible_persons
from plenary.membership.queries import listed_members
from plenary.membership.rules import BELONGING

type Payloads = list[dict[str, Any]]


_forms: dict[str, type["EffectForm"]] = {}
EFFECT_FORMS: Mapping[str, type["EffectForm"]] = _forms
"""Which form each kind of effect has, in the order in which kinds are offered."""


class EffectForm(forms.Form):
    """What the forms share: the kind, the standing that fills it in, and the payloads that come of it."""

    kind: ClassVar[str]
    order: ClassVar[int] = 1000  # where the kind stands among those that are offered; without, last
    empty: ClassVar[Any] = ""  # what to do first, when there is nothing to choose from
    chosen: ClassVar[str] = ""  # the field whose choices must not be empty

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """The form of a kind of effect is known as soon as it says of which. Raises ValueError when the kind has one."""
        super().__init_subclass__(**kwargs)
        if "kind" not in vars(cls):
            return
        if (other := _forms.get(cls.kind)) and other.__qualname__ != cls.__qualname__:
            raise ValueError(f"effect {cls.kind} has a form already")
        found = sorted({**_forms, cls.kind: cls}.values(), key=lambda form: form.order)
        _forms.clear()
        _forms.update({form.kind: form for form in found})

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing
        self.filled: set[str] = set()
        self.choose()

    def choose(self) -> None:
        """Fill the choices with what the standing may see."""

    @property
    def has_choices(self) -> bool:
        """False when there is nothing to choose from yet."""
        return not self.chosen or self.chosen in self.filled

    def payloads(self) -> Payloads:
        """The payloads of the effects, one each. Ask when the form is valid."""
        raise NotImplementedError

    @classmethod
    def from_query(cls, query: QueryDict) -> dict[str, Any]:
        """What a link to the form fills in."""
        return {name: query.get(name) for name in cls.base_fields if name in query}

    @classmethod
    def from_payloads(cls, payloads: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """What the effects of a draft fill in."""
        return dict(payloads[0]) if payloads else {}

    def fill(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        """Give a field its choices."""
        offer(self, name, choices)
        if choices:
            self.filled.add(name)


class ResolveForm(EffectForm):
    """A resolution in words."""

    kind = "decisions.resolve"
    order = 10

    text = forms.CharField(
        label=_("What the coalition resolves"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("These words are what is decided. Write them so that they can stand alone."),
    )

    def payloads(self) -> Payloads:
        """The words."""
        return [{"text": self.cleaned_data["text"]}]


class ArrangeForm(ResolveForm):
    """The same for what is settled from day to day."""

    kind = "decisions.arrange"
    order = 20


class SpendForm(ResolveForm):
    """The same for money."""

    kind = "decisions.spend"
    order = 30


class AppointForm(EffectForm):
    """A vacant seat or office, who fills it, and from when."""

    kind = "bodies.appoint"
    order = 90
    chosen = "place"
    empty = _("Every seat and office is filled.")

    place = forms.ChoiceField(label=_("Seat or office"))
    person = forms.ChoiceField(
        label=_("Person"), required=False, help_text=_("For an office, or to name who sits for one member.")
    )
    member = forms.MultipleChoiceField(
        label=_("Members"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For seats that members hold: one or several, as many as are vacant."),
    )
    starts = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}), help_text=_("Empty: at once.")
    )

    def choose(self) -> None:
        """The vacancies, those in bodies formed besides the charter's too, and the members and persons that the standing sees."""
        coalition = self.standing.coalition
        charter = charter_with_formed(coalition)
        found = list(vacancies(charter, coalition))
        self.vacant = {f"{place.body}/{place.seats}/{place.office}": number for place, number in found}
        self.fill(
            "place",
            [
                (
                    f"{place.body}/{place.seats}/{place.office}",
                    place_in_words(charter, body=place.body, seats=place.seats, office=place.office),
                )
                for place, _number in found
            ],
        )
        members = listed_members(self.standing).filter(status__in=BELONGING)
        self.fill("member", sorted(((row.id, row.name) for row in members), key=lambda one: one[1]))
        persons = visible_persons(self.standing).filter(protected=False)  # a proposal would name them
        self.fill("person", [("", "–"), *persons.order_by("name").values_list("id", "name")])

    def clean(self) -> dict[str, Any]:
        """Somebody must be named, no more than are vacant, and a person beside one member alone."""
        given = super().clean() or self.cleaned_data
        named, vacant = len(given.get("member") or ()), self.vacant.get(given.get("place", ""), 0)
        if not (named or given.get("person")):
            raise forms.ValidationError(_("Name the member or the person who takes the seat or the office."))
        if named > 1 and given.get("person"):
            self.add_error("person", _("A person sits for one member. Choose one member, or leave this empty."))
        if vacant and named > vacant:
            words = ngettext("%(number)s seat is vacant.", "%(number)s seats are vacant.", vacant)
            self.add_error("member", words % {"number": vacant})
        return given

    def payloads(self) -> Payloads:
        """One appointment for each member, or for the person; empty parts are left out."""
        body, seats, office = self.cleaned_data["place"].split("/")
        starts: date | None = self.cleaned_data["starts"]
        payload = {
            "body": "" if office else body,
            "seats": seats,
            "office": office,
            "person": self.cleaned_data["person"],
            "starts": starts.isoformat() if starts else "",
        }
        members: list[str] = self.cleaned_data["member"] or [""]
        each = ({**payload, "member": member} for member in members)
        return [{key: value for key, value in filled.items() if value} for filled in each]

    @classmethod
    def from_query(cls, query: QueryDict) -> dict[str, Any]:
        """``body`` and ``seats``, or ``office``; every ``member``, and ``person``."""
        given = {key: query.get(key, "") for key in ("body", "seats", "office", "person")}
        return cls.from_payloads([{**given, "member": member} for member in query.getlist("member") or [""]])

    @classmethod
    def from_payloads(cls, payloads: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The place as one choice, and every member."""
        payload = payloads[0] if payloads else {}
        place = "/".join(str(payload.get(key, "")) for key in ("body", "seats", "office"))
        members = [str(each["member"]) for each in payloads if each.get("member")]
        return {**payload, "place": place, "member": members}


class EndTermForm(EffectForm):
    """A term to end before its time."""

    kind = "bodies.remove"
    order = 100
    chosen = "term"
    empty = _("Nobody holds a seat or an office yet.")

    term = forms.ChoiceField(label=_("Who holds what"))

    def choose(self) -> None:
        """The terms in force, protected members left out."""
        rows = [row for row in terms_in_force(self.standing.coalition) if not (row.member and row.member.protected)]
        charter = charter_naming(self.standing.coalition, rows)
        self.fill(
            "term",
            [
                (
                    row.id,
                    f"{row.holder_name}: {place_in_words(charter, body=row.body, seats=row.seats, office=row.office)}",
                )
                for row in rows
            ],
        )

    def payloads(self) -> Payloads:
        """The term."""
        return [{"term": self.cleaned_data["term"]}]


class AmendForm(EffectForm):
    """A draft of the charter to put in force."""

    kind = "charter.amend"
    order = 70
    chosen = "draft"
    empty = _("There is no draft of a charter. Prepare one first; you see the whole text before anything is kept.")

    draft = forms.ChoiceField(label=_("Draft of the charter"))

    def choose(self) -> None:
        """The drafts that were not put aside, newest first."""
        self.fill("draft", [(row.id, row.title) for row in drafts(self.standing.coalition).filter(closed_at=None)])

    def payloads(self) -> Payloads:
        """The draft."""
        return [{"draft": self.cleaned_data["draft"]}]
