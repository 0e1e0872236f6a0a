"""What is read of effects: whom they concern, whether they govern, what happens if adopted, and which objections stand."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from plenary.charter.rules.schema import Accountability
from plenary.core import clock
from plenary.decisions import queries
from plenary.decisions.models import Effect, Elector, Objection, Proposal
from plenary.decisions.queries import Happening
from plenary.decisions.tests import factories
from tests import founding

pytestmark = pytest.mark.django_db

RESOLVE = ("decisions.resolve", {"text": "We meet in Tirana."})


def part(name: str, *, severed: bool = False, objections: tuple[Any, ...] = (), **payload: object) -> Happening:
    return Happening(
        id=name, kind="k", payload=payload, sentence="", severable=True, severed=severed, objections=objections
    )


def test_what_is_in_dispute_is_read_first_and_the_rest_in_its_order() -> None:
    against = (Objection(),)
    parts = [part("a"), part("b", severed=True), part("c"), part("d", objections=against)]
    assert [each.id for each in queries.in_dispute_first(parts)] == ["b", "d", "a", "c"]


def test_what_its_mover_wrote_is_told_apart() -> None:
    assert part("a", text="We meet.").is_in_words is True
    assert part("a", member="m").is_in_words is False


def test_what_suspends_a_member_governs_concerns_it_and_may_be_appealed() -> None:
    house = founding.coalition(rules=replace(factories.charter(), accountability=Accountability(answer_days=1)))
    by, own = founding.standings(house, 2)
    plain = factories.draft(by, [RESOLVE])
    grave = factories.draft(by, [RESOLVE, ("membership.suspend", {"member": own.member, "reason": "Thrice."})])
    found = [
        (queries.governs(row), queries.concerned_in(row), queries.may_be_appealed(house.id, queries.what_happens(row)))
        for row in (plain, grave)
    ]
    assert found == [(False, frozenset(), False), (True, {own.member, own.person}, True)]
    assert [row.kind for row in queries.effects_of(grave)] == ["decisions.resolve", "membership.suspend"]
    assert [row.kind for row, _kind in queries.effects_concerning(grave)] == ["membership.suspend"]


def test_words_are_told_as_they_are_read_beside_what_has_none(house: Any) -> None:
    by, own = founding.standings(house, 2)
    proposal = factories.draft(by, [RESOLVE, ("membership.remove", {"member": own.member, "reason": "Thrice."})])
    row = queries.effects_of(proposal)[0]
    removed = "Member 1 is removed; those who represent it no longer take part, and seats that it holds fall vacant."
    assert [each.sentence for each in queries.what_happens(proposal)] == ["We meet in Tirana.", removed]
    read: Any = SimpleNamespace(effects={row.pk: SimpleNamespace(shown=SimpleNamespace(body="We meet in Durrës."))})
    assert [each.sentence for each in queries.what_happens(proposal, read)] == ["We meet in Durrës.", removed]


def objection(of: Proposal, elector: Elector | None, effect: Effect | None, objector: str, **fields: Any) -> str:
    row = Objection.objects.create(
        coalition_id=of.coalition_id,
        proposal=of,
        elector=elector,
        effect=effect,
        objector=objector,
        reason="No.",
        by_person="p",
        at=clock.now(),
        **fields,
    )
    return row.pk


def test_an_objection_to_a_part_stands_and_one_to_the_whole_in_its_round(house: Any) -> None:
    by, *_others = founding.standings(house, 3)
    proposal = factories.opened(by)
    effect = Effect.objects.of(house.id).get(proposal=proposal)
    first, second, *_rest = Elector.objects.of(house.id).filter(proposal=proposal)
    Elector.objects.of(house.id).filter(pk=second.pk).update(round=first.round + 1)
    standing = {
        objection(proposal, None, effect, "a"),
        objection(proposal, second, effect, "b"),  # of a part, in another round
        objection(proposal, first, None, "c"),
    }
    objection(proposal, second, None, "d")
    objection(proposal, None, effect, "e", withdrawn_at=clock.now())
    assert {row.pk for row in queries.standing_objections(proposal)} == standing
