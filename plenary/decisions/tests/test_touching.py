"""A proposal that touches a subject of a member: the member is told when it opens, the author with consent alone."""

import json

import pytest

from plenary.core import clock
from plenary.decisions import actions
from plenary.decisions.tests import factories
from plenary.membership.actions import ask_accommodation
from plenary.membership.models import Member, Room, TouchedSubject
from plenary.membership.rules.opening import Audience
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db


def told(of: str) -> list[tuple[str, list[str]]]:
    """What was entered of touching, with whom it is for."""
    rows = Entry.objects.of(of).filter(kind__in=["membership.subject_touched", "membership.author_told"]).order_by("n")
    return [(row.kind.rpartition(".")[2], sorted(each.token for each in row.audiences.all())) for row in rows]


@pytest.mark.parametrize("consents", [False, True])
@pytest.mark.parametrize(("subject", "is_touched"), [("tirana", True), ("Lima", False)])
def test_a_member_is_told_when_a_proposal_opens_that_touches_its_subject(
    subject: str, is_touched: bool, consents: bool
) -> None:
    of = founding.coalition(rules=factories.charter())
    mover, other = founding.standings(of, 2)
    member = Member.objects.of(of.id).get(id=other.member)
    room = Room(subject="Venues", key_words=subject, cannot="Be named with it.")
    ask_accommodation(
        by=other, member=member, room=room, audience=Audience.FACILITATOR, language="en", consents=consents
    )
    with clock.set_to(factories.MONDAY):
        kept = actions.draft_proposal(
            by=mover,
            title="Meet in Tirana",
            body="",
            language="en",
            effects=[("decisions.resolve", {"text": "We meet there."})],
        )
        assert told(of.id) == []
        proposal = actions.open_proposal(by=mover, proposal=kept)
    own, author = ("subject_touched", [f"member:{other.member}"]), ("author_told", [f"member:{mover.member}"])
    assert told(of.id) == ([own, *([author] if consents else [])] if is_touched else [])
    assert list(TouchedSubject.objects.of(of.id).values_list("about", flat=True)) == [proposal.id] * is_touched
    payloads = [
        bytes(opening.payload).decode()
        for entry in Entry.objects.of(of.id).filter(kind="membership.subject_touched")
        for opening in entry.openings.all()
    ]
    assert [word for word in ("Tirana", "Venues") for each in payloads if word in json.dumps(each)] == []


def test_ones_own_words_touch_nothing() -> None:
    of = founding.coalition(rules=factories.charter())
    mover, _other = founding.standings(of, 2)
    member = Member.objects.of(of.id).get(id=mover.member)
    room = Room(subject="Tirana", cannot="Be named with it.")
    ask_accommodation(by=mover, member=member, room=room, audience=Audience.MEMBERS, language="en")
    with clock.set_to(factories.MONDAY):
        kept = actions.draft_proposal(
            by=mover,
            title="Meet in Tirana",
            body="",
            language="en",
            effects=[("decisions.resolve", {"text": "We meet there."})],
        )
        actions.open_proposal(by=mover, proposal=kept)
    assert told(of.id) == []
