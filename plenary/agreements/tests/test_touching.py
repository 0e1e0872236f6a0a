"""An agreement that touches a subject of a member: the member is told when an edition is laid down; the author with consent."""

from dataclasses import replace

import pytest

from plenary.agreements.tests import factories
from plenary.decisions.tests import factories as decisions
from plenary.membership import touching
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
@pytest.mark.parametrize(("subject", "is_touched"), [("cleared", True), ("Lima", False)])
def test_a_member_is_told_when_an_edition_is_laid_down_that_touches_its_subject(
    subject: str, is_touched: bool, consents: bool
) -> None:
    of = founding.coalition(rules=decisions.charter())
    author, other = founding.standings(of, 2)
    member = Member.objects.of(of.id).get(id=other.member)
    room = Room(subject="Fields", key_words=subject, cannot="Be named with it.")
    ask_accommodation(
        by=other, member=member, room=room, audience=Audience.FACILITATOR, language="en", consents=consents
    )
    agreement = factories.drafted(author)
    assert told(of.id) == []
    factories.laid_down(author, agreement)
    own, of_author = ("subject_touched", [f"member:{other.member}"]), ("author_told", [f"member:{author.member}"])
    assert told(of.id) == ([own, *([of_author] if consents else [])] if is_touched else [])
    rows = TouchedSubject.objects.of(of.id).values_list("kind", "about")
    assert list(rows) == [("agreements.agreement", agreement.id)] * is_touched
    assert (
        touching.kinds()["agreements.agreement"].address("fields", agreement.id)
        == f"/c/fields/agreements/{agreement.id}/"
    )


def test_ones_own_words_touch_nothing_and_a_protected_author_stays_unnamed() -> None:
    of = founding.coalition(rules=decisions.charter())
    author, other = founding.standings(of, 2)
    room = Room(subject="cleared", cannot="Be named with it.")
    for each in (author, other):
        member = Member.objects.of(of.id).get(id=each.member)
        ask_accommodation(
            by=each, member=member, room=room, audience=Audience.FACILITATOR, language="en", consents=True
        )
    agreement = factories.drafted(author)
    factories.laid_down(author, agreement)
    own, of_author = ("subject_touched", [f"member:{other.member}"]), ("author_told", [f"member:{author.member}"])
    assert told(of.id) == [own, of_author]
    factories.laid_down(replace(author, is_protected=True), factories.drafted(author))
    assert [kind for kind, _audience in told(of.id)[2:]] == ["subject_touched"] * 2
