"""The table of statuses: nothing in it is left open, and what rooms ask of it is what it says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.membership import actions
from plenary.membership.actions import steps
from plenary.membership.audits import audit_representatives
from plenary.membership.models import Member, Representative
from plenary.membership.rules import (
    AWAITED,
    AWAY,
    BELONGING,
    SEATED,
    SIGNING,
    SILENCED,
    SPEAKING,
    UNSEATED,
    VOTING,
    WITHOUT_VOTE,
    Follows,
    Status,
    Step,
    may_become,
)
from plenary.record import kinds
from plenary.record.kinds import does
from tests import founding

CSS = Path(__file__).resolve().parents[2] / "core" / "static" / "core" / "plenary.css"
ENTERED_AS = {
    "membership.suspended": Status.SUSPENDED,
    "membership.removed": Status.REMOVED,
    "membership.withdrawn": Status.WITHDRAWN,
    "membership.merged": Status.WITHDRAWN,
    "membership.on_leave": Status.ON_LEAVE,
    "membership.dormant": Status.DORMANT,
}
"""The kinds by which a member takes a status that has fewer rights than another."""


def test_rights_are_for_those_who_belong() -> None:
    assert SPEAKING | VOTING | SEATED | SIGNING | AWAITED | AWAY <= BELONGING
    assert frozenset() == AWAY & AWAITED


def test_the_rights_of_the_first_nine_stay_what_they_are() -> None:
    nine = {
        *["invited", "applied", "provisional", "active", "on_leave", "dormant", "suspended", "withdrawn", "removed"]
    }
    assert SILENCED & nine == WITHOUT_VOTE & nine == UNSEATED & nine == {"suspended"}
    assert SPEAKING & nine == VOTING & nine == SEATED & nine == SIGNING & nine == (AWAITED | AWAY) & nine
    assert AWAITED & nine == {"provisional", "active"}
    assert AWAY & nine == {"on_leave", "dormant"}
    assert nine <= set(Status)


@pytest.mark.parametrize("status", Status)
def test_a_status_says_what_it_becomes_how_it_looks_and_how_one_comes_back(status: Status) -> None:
    assert {Status(code) for code in status.place.becomes.split()} == {o for o in Status if may_become(status, o)}
    assert f".{status.place.look}" in CSS.read_text(), "name a class of plenary.css: done, waiting, past, refused"
    assert bool(status.place.coming_back) == (status in AWAY)


def test_each_status_that_takes_rights_away_has_a_kind_that_says_what_follows() -> None:
    takes = {status for status in Status if status in AWAY or status in WITHOUT_VOTE or status.place.group == "former"}
    assert set(ENTERED_AS.values()) == takes, "add the kind that enters it to ENTERED_AS in this file"


@pytest.mark.parametrize(("kind", "status"), ENTERED_AS.items())
def test_a_kind_does_what_its_status_means(kind: str, status: Status) -> None:
    expected = {
        Follows.GOES_AWAY: status in AWAY,
        Follows.ENDS_VOTE: status not in VOTING,
        Follows.ENDS_MEMBERSHIP: status not in BELONGING,
    }
    wanted = {follows for follows, holds in expected.items() if holds}
    assert does(kind) == wanted, f"say does=… where {kind} is registered, in membership/entries.py"


def test_each_step_is_taken_by_an_action() -> None:
    assert set(steps._TAKES) == set(Step), "add it to _TAKES in membership/actions/steps.py"
    assert all(status.place.offers.words.button for status in Status if status.place.offers)


def taken(status: Status, **fields: object) -> tuple[list[str], str]:
    """Take the step that a status offers; gives what the member may become by it, and what it becomes."""
    of = founding.coalition()
    member = founding.member(of, status=status.value, **fields)
    assert status.place.offers
    actions.take_step(by=founding.officer(of), member=member, step=status.place.offers)
    return status.place.becomes.split(), Member.objects.of(of.id).get(id=member.id).status


@pytest.mark.django_db
@pytest.mark.parametrize("on_trial", [False, True])
@pytest.mark.parametrize("status", [status for status in Status if status.place.offers])
def test_a_step_that_is_offered_is_taken(status: Status, on_trial: bool) -> None:
    until = clock.now() + timedelta(days=9) if on_trial else None
    may, becomes = taken(status, provisional_until=until)
    assert becomes in may


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "step"), [(Status.SUSPENDED, Step.RETURN), (Status.ON_LEAVE, Step.REINSTATE)])
def test_whence_a_step_is_taken_follows_from_the_table(
    status: Status, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "place", replace(status.place, offers=step))
    assert taken(status)[1] == "active"


def test_who_is_away_comes_back_by_one_sign() -> None:
    assert {status for status in Status if status.place.offers is Step.RETURN} >= AWAY  # `answer_here` takes it


@pytest.mark.django_db
def test_representations_end_by_each_kind_that_ends_the_membership(monkeypatch: pytest.MonkeyPatch) -> None:
    of = founding.coalition()
    member = founding.member(of)
    actions.appoint_representative(
        by=founding.officer(of), member=member, person=founding.person(of), mandate=Mandate.DECIDES
    )
    monkeypatch.setitem(kinds._doing, "membership.suspended", frozenset({Follows.ENDS_MEMBERSHIP}))
    actions.suspend_member(by=founding.system(of), member_id=member.id)
    assert not Representative.objects.of(of.id).filter(until=None)
    assert list(audit_representatives(of.id)) == []


@pytest.mark.parametrize("status", Status)
def test_who_acts_for_one_without_a_voice_is_silenced(status: Status) -> None:
    standing = Standing(coalition="c", member="m", member_status=status.value, as_of=datetime(2026, 3, 2, tzinfo=UTC))
    assert standing.is_silenced == (status in SILENCED)
    assert not Standing(coalition="c", as_of=datetime(2026, 3, 2, tzinfo=UTC)).is_silenced
