"""Forms of who was at a meeting: one's own word, and the list that the one who keeps the minutes ticks off."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.core.standing import Standing
from plenary.core.verdicts import Label, refuse
from plenary.meetings.forms.named import MemberField
from plenary.meetings.labels import MANNER
from plenary.meetings.models import Attendance
from plenary.meetings.queries import Place, own_principal
from plenary.meetings.rules import Manner


class MannerForm(forms.Form):
    """How one takes part, empty: not; and for whom else."""

    manner = forms.ChoiceField(
        label=_("How do you take part?"), required=False, choices=[("", _("not there")), *MANNER.items()]
    )
    acts_for = MemberField(
        label=_("Do you act for another member, by proxy?"),
        required=False,
        help_text=_("Its name, where it is not there. All who are invited read for whom you act."),
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["acts_for"].standing = standing  # type: ignore[attr-defined]  # a field of this room's own

    def manner_given(self) -> Manner | None:
        """How, or None. Ask when the form is valid."""
        return Manner(self.cleaned_data["manner"]) if self.cleaned_data["manner"] else None


def own_form(standing: Standing, own: Attendance | None) -> MannerForm:
    """The form as it stands on the page of a meeting, with what one said before; it suggests no names there. One query."""
    principal = own_principal(own)
    told = {"manner": own.manner if own else "", "acts_for": principal.name if principal else ""}
    form = MannerForm(initial=told, standing=standing)
    form.fields["acts_for"].widget.attrs.pop("list")
    return form


@dataclass(frozen=True, slots=True)
class Line:
    """One who may be there, the name of its field, each answer with whether it is marked, the field of who acts for it, and where
    that waits to be confirmed the field that does."""

    place: Place
    field: str
    answers: tuple[tuple[str, Label, bool], ...]
    by: forms.BoundField
    right: forms.BoundField | None = None


class AttendanceForm(forms.Form):
    """Who was there, a line for each who may be. A line that was not on the page that is sent stays as it is, and so does a proxy
    that waits, unless it is ticked that it is right or the line says otherwise."""

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        for place in places:
            self.fields[_field(place)] = forms.ChoiceField(required=False, choices=[("", ""), *MANNER.items()])
            self.initial[_field(place)] = place.manner or ""
            self.fields[_by(place)] = forms.CharField(
                required=False,
                max_length=300,
                widget=forms.TextInput({"list": "members", "autocomplete": "off", "size": 16}),
            )
            self.initial[_by(place)] = place.carrier.name if place.carrier else ""
            if place.waits:
                self.fields[_right(place)] = forms.BooleanField(required=False)

    def lines(self) -> Iterator[Line]:
        """The table, by name."""
        for place in self.places:
            marked = str(self[_field(place)].value() or "")
            answers = tuple((code, word, code == marked) for code, word in MANNER.items())
            right = self[_right(place)] if place.waits else None
            yield Line(place, _field(place), answers, self[_by(place)], right)

    def clean(self) -> dict[str, Any]:
        """Find those who act for others, by name or key: somebody who is there, and not by proxy."""
        given: dict[str, Any] = self.cleaned_data
        known: dict[str, list[Place]] = {}
        for place in self.places:
            known.setdefault(place.name.casefold(), []).append(place)
            known.setdefault(place.key, []).append(place)
        for place in self.places:
            words = given.get(_by(place), "").strip()
            if words and self._manner(place) == Manner.PROXY:
                there = [
                    each
                    for each in known.get(words, known.get(words.casefold(), []))
                    if each != place and self._manner(each) not in ("", Manner.PROXY)
                ]
                if len(there) == 1:
                    given[_by(place)] = there[0].key
                else:
                    wrong = {"name": place.name, "why": refuse("meetings.bad_proxy").sentence}
                    self.add_error(_by(place), _("%(name)s: %(why)s") % wrong)
        return given

    def _manner(self, place: Place) -> str:
        """How it took part, as it was sent, and else as it stands."""
        return str(self.cleaned_data.get(_field(place), "") if _field(place) in self.data else place.manner or "")

    def _is_left(self, place: Place) -> bool:
        """True for a proxy that waits, and goes on waiting: as it stands, and not ticked."""
        if not place.waits or self.cleaned_data.get(_right(place)):
            return False
        by_whom = self.cleaned_data[_by(place)].strip() if _by(place) in self.data else None
        stands = {None, place.carrier.key, place.carrier.name} if place.carrier else {None, ""}
        return self._manner(place) == Manner.PROXY and by_whom in stands

    def proxies(self) -> dict[str, str]:
        """Who acts for those that took part by proxy, by key, of the lines that were sent with how they did: a line with nothing
        marked still sends an empty field of who acts for it. Ask when the form is valid."""
        return {
            place.key: self.cleaned_data[_by(place)].strip()
            for place in self.places
            if {_field(place), _by(place)} <= set(self.data)
            and self._manner(place) == Manner.PROXY
            and not self._is_left(place)
        }

    def manners(self) -> dict[str, Manner | None]:
        """How each took part, by key, of the lines that were sent. Ask when the form is valid."""
        return {
            place.key: Manner(word) if (word := self.cleaned_data[_field(place)]) else None
            for place in self.places
            if _field(place) in self.data and not self._is_left(place)
        }


def _field(place: Place) -> str:
    return f"at-{place.key}"


def _by(place: Place) -> str:
    return f"by-{place.key}"


def _right(place: Place) -> str:
    return f"right-{place.key}"


def as_sent(manners: Mapping[str, str], proxies: Mapping[str, str], right: Iterable[str] = ()) -> dict[str, str]:
    """What the page would have sent of how these keys took part, who acted for whom, and of whom that is right."""
    told = {f"at-{key}": manner for key, manner in manners.items()}
    return told | {f"by-{key}": carrier for key, carrier in proxies.items()} | {f"right-{key}": "on" for key in right}
