"""The effect of an election: those whom the ballots choose take seats of a body, or an office; and when one arises by itself."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.bodies.actions.elections import Winner, nomination_for, seat_elected
from plenary.bodies.actions.terms import standing_problem
from plenary.bodies.effects.appointing import holder_of
from plenary.bodies.elections import KIND, elected_by, elections_arise, holders_beyond, start_problem, vacant_at
from plenary.bodies.formed import charter_for
from plenary.bodies.queries import place_in_words
from plenary.bodies.rules import Place, seats_of
from plenary.bodies.rules.elections import Elected, fills_the_same, is_kept, starts_of
from plenary.charter.decidable import (
    AGAIN,
    Asked,
    CannotCarryOut,
    Choosing,
    Keeping,
    Lasting,
    Payload,
    register_arising,
    register_effect,
)
from plenary.charter.rules.schema import Charter, Holder
from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Refused


class Elect(Choosing, Lasting):
    """Elect to seats of a body, together in one ballot, or to an office, for the charter's term.

    Payload: ``{"body": code, "seats": [codes]}`` or ``{"office": code}``, with ``"starts": ISO 8601`` where the terms do
    not start at once. ``"vacant": {code: number}`` holds fast how many seats of each code are filled, which is else how
    many are vacant at the start.
    """

    code = KIND
    matter = KIND
    label: Label = gettext_lazy("Elect to seats or to an office")
    nominates = True

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """`bodies.bad_start`; `bodies.not_elected` for what the charter does not fill so; as `start_problem` says;
        `bodies.full` where nothing, or less than is told, is vacant then."""
        try:
            starts = starts_of(payload)
        except ValueError:
            return ["bodies.bad_start"]
        charter = charter_for(coalition_id, _codes(payload))
        elected = elected_by(charter, payload)
        if elected is None:
            return ["bodies.not_elected"]
        if problem := start_problem(charter, starts):
            return [problem]
        free = vacant_at(coalition_id, elected, starts)
        told = payload.get("vacant", free)
        if not isinstance(told, dict) or not set(told) <= set(free):
            return ["bodies.not_elected"]
        fits = all(type(number) is int and 0 <= number <= free[code] for code, number in told.items())
        return [] if fits and sum(told.values()) else ["bodies.full"]

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """One sentence an election: what is filled, and from when. No query besides the charter's where the numbers are told."""
        given = list(payloads)
        charter = charter_for(coalition_id, _codes(*given))
        return [_sentence(charter, coalition_id, payload) for payload in given]

    def asked(self, coalition_id: str, payload: Payload) -> Asked:
        """So many of those who are nominated, by the body that the charter lets elect, with the seats that are kept. Raises
        CannotCarryOut."""
        charter = charter_for(coalition_id, _codes(payload))
        elected = elected_by(charter, payload)
        if elected is None:
            raise CannotCarryOut("bodies.not_elected")
        free = _numbers(coalition_id, elected, payload)
        kept = tuple(
            _keeping(charter, place, free[place.seats]) for place in elected.places if _is_kept(charter, place)
        )
        return Asked(
            seats=sum(free.values()),
            nominated=True,
            of_persons=_is_of_persons(charter, elected),
            kept=tuple(each for each in kept if each.at_least),
            electorate=elected.filled_by,
        )

    def candidate_problem(self, coalition_id: str, payload: Payload, *, member: str, person: str) -> str:
        """The reason why a member or a person may take none of the seats, or empty: the charter's limit of terms, what kind
        of holder they have, categories, protection, good standing, and the mandate of who would sit for a member."""
        charter = charter_for(coalition_id, _codes(payload))
        elected = elected_by(charter, payload)
        if elected is None:
            return "bodies.not_elected"
        holder, starts = holder_of(coalition_id, {"member": member, "person": person}), starts_of(payload)
        found = [
            standing_problem(charter, coalition_id, nomination_for(place, *holder, starts)) for place in elected.places
        ]
        if not all(found):
            return "bodies.holds_already" if (member or person) in holders_beyond(coalition_id, elected, starts) else ""
        others = [problem for problem in found if problem != "bodies.wrong_category"]
        return (others or found)[0]

    def holders(self, coalition_id: str, payload: Payload) -> frozenset[str]:
        """Who sits on a seat of these, or holds the office, beyond the start. One query besides the charter's."""
        elected = elected_by(charter_for(coalition_id, _codes(payload)), payload)
        return holders_beyond(coalition_id, elected, starts_of(payload)) if elected else frozenset()

    def groups_of(
        self, coalition_id: str, payload: Payload, *, member: str, declared: Iterable[str]
    ) -> tuple[str, ...]:
        """The codes of the kept seats that a candidate may take: by its category, which is known, or as it declares."""
        charter, said = charter_for(coalition_id, _codes(payload)), set(declared)
        elected = elected_by(charter, payload)
        if elected is None:
            return ()
        category = holder_of(coalition_id, {"member": member})[0]
        known = category.category if category else ""
        rows = [seats_of(charter.body(elected.body), code) for code in elected.seats]
        return tuple(
            row.code
            for row in rows
            if is_kept(row) and (row.reserved_category == known if row.reserved_category else row.code in said)
        )

    def is_same(self, one: Payload, other: Payload) -> bool:
        """True for elections to the same office, or to some of the same seats."""
        return fills_the_same(one, other)

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Let those who were chosen take up, until nominations were to be opened again; who can no longer is left out. Cannot
        where the charter no longer elects to it."""
        charter = charter_for(by.coalition, _codes(payload))
        elected = elected_by(charter, payload)
        if elected is None:
            raise CannotCarryOut("bodies.not_elected")
        try:
            seat_elected(
                by=by,
                elected=elected,
                winners=_winners(charter, by.coalition, elected, payload["chosen"]),
                starts=starts_of(payload),
                adopted_by=str(payload.get("proposal") or ""),
                numbers=_numbers(by.coalition, elected, payload),
            )
        except Refused as refusal:
            raise CannotCarryOut(refusal.verdict.reason, **refusal.verdict.facts) from refusal


def _codes(*payloads: Payload) -> list[str]:
    return [str(payload.get(key) or "") for payload in payloads for key in ("body", "office")]


def _numbers(coalition_id: str, elected: Elected, payload: Payload) -> dict[str, int]:
    told = payload.get("vacant")
    if isinstance(told, dict):
        return {place.seats or place.office: told.get(place.seats or place.office, 0) for place in elected.places}
    return vacant_at(coalition_id, elected, starts_of(payload))


def _sentence(charter: Charter, coalition_id: str, payload: Payload) -> str:
    elected = elected_by(charter, payload)
    if elected is None:
        return _("An election to what the charter no longer fills so.")
    free, starts = _numbers(coalition_id, elected, payload), starts_of(payload)
    parts = [
        _("%(place)s (%(number)s)")
        % {
            "place": place_in_words(charter, body=place.body, seats=place.seats, office=place.office),
            "number": free[place.seats or place.office],
        }
        for place in elected.places
        if free[place.seats or place.office]
    ]
    facts = {"places": ", ".join(parts), "day": formats.date_format(starts, "DATE_FORMAT") if starts else ""}
    if starts:
        return _("Those who are chosen take up, from %(day)s: %(places)s.") % facts
    return _("Those who are chosen take up: %(places)s.") % facts


def _is_kept(charter: Charter, place: Place) -> bool:
    return not place.office and is_kept(seats_of(charter.body(place.body), place.seats))


def _is_of_persons(charter: Charter, elected: Elected) -> bool:
    rows = (seats_of(charter.body(elected.body), code) for code in elected.seats)
    return bool(elected.office) or any(row.holder is Holder.PERSON for row in rows)


def _keeping(charter: Charter, place: Place, number: int) -> Keeping:
    row = seats_of(charter.body(place.body), place.seats)
    names = row.reserved_for or charter.category(row.reserved_category).names
    return Keeping(group=row.code, names=dict(names), at_least=number, is_declared=not row.reserved_category)


def _winners(
    charter: Charter, coalition_id: str, elected: Elected, chosen: Sequence[Mapping[str, Any]]
) -> list[Winner]:
    found = []
    rows = [] if elected.office else [seats_of(charter.body(elected.body), code) for code in elected.seats]
    for each in chosen:
        if each["id"] == AGAIN:
            break
        member, person = holder_of(coalition_id, each)
        kept = [row.code for row in rows if is_kept(row) and row.code in each.get("groups", ())]
        open_to_all = [row.code for row in rows if not is_kept(row)]
        may_take = (elected.office,) if elected.office else (*kept, *open_to_all)
        found.append(Winner(id=each["id"], member=member, person=person, may_take=may_take))
    return found


register_effect(Elect(), matter=gettext_lazy("Election to seats and offices"))
register_arising(elections_arise)
