"""A leaving officer, and a coordinator who oversteps: what an office gives, for how long, and who sees what was done with it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from plenary.bodies.models import Term
from plenary.core import clock
from plenary.core.verdicts import Refused
from plenary.decisions import actions as decisions
from plenary.directory import actions as directory
from plenary.notices.actions.mails import write_mails
from plenary.notices.models import OutgoingMail
from plenary.record.queries import feed
from tests.story import Story
from tests.walk import address

type Visit = Callable[[str], Client]


def _leave(story: Story, role: str) -> None:
    """The term of each office of a role ends now."""
    person = story.by(role).person
    assert Term.objects.of(story.open.id).filter(person=person).exclude(office="").update(ends=clock.now()) > 0


@pytest.mark.parametrize("role", ["coordinator", "chair"])
def test_what_an_office_gave_ends_with_its_term(story: Story, role: str) -> None:
    before = story.by(role)
    _leave(story, role)
    with clock.set_to(clock.now() + timedelta(seconds=1)):
        after = story.by(role)
    assert before.powers != frozenset()
    assert (after.powers, after.offices) == (frozenset(), frozenset())
    assert [token for token in after.audiences if token.startswith("office:")] == []


def test_a_session_of_one_who_left_an_office_opens_nothing_of_it(story: Story, visit: Visit) -> None:
    client = visit("coordinator")
    pages = ("directory:export", "directory:import", "directory:add_person")
    assert [client.get(address(name, story)).status_code for name in pages] == [200, 200, 200]
    _leave(story, "coordinator")
    with clock.set_to(clock.now() + timedelta(seconds=1)):
        assert [client.get(address(name, story)).status_code for name in pages] == [403, 403, 403]


def test_an_export_is_entered_for_all_members(story: Story, visit: Visit) -> None:
    visit("coordinator").post(address("directory:export", story), {"kind": "persons", "file_format": "csv"})
    lines = feed(story.by("member"), kinds=["directory.exported"], limit=1)
    assert [line.kind for line in lines] == ["directory.exported"]


def test_an_answer_that_an_officer_entered_is_told_to_the_member_and_named_as_entered(story: Story) -> None:
    voting = story.proposals["voting"]
    elector = voting.electors.get(member=story.by("bridge").member)
    decisions.enter_answer(
        by=story.by("coordinator"),
        proposal=voting,
        elector=elector.id,
        choice="yes",
        how="phone",
        who="Awa",
        on=clock.now().date(),
    )
    seen = {
        role: feed(story.by(role), about=voting.id, kinds=["decisions.answer_entered"], limit=1)
        for role in ("bridge", "member", "outsider")
    }
    assert {role: len(lines) for role, lines in seen.items()} == {"bridge": 1, "member": 0, "outsider": 0}
    assert seen["bridge"][0].facts["office"]
    entry = seen["bridge"][0].id
    write_mails(coalition_id=story.open.id, entry_id=entry)
    told = OutgoingMail.objects.filter(key__contains=entry).values_list("to", flat=True)
    assert list(told) == [story.accounts["bridge"].email]


def test_a_coordinator_cannot_open_amend_or_withdraw_what_others_moved(story: Story) -> None:
    refused = []
    draft, voting, by = story.proposals["draft"], story.proposals["voting"], story.by("coordinator")
    for act in (
        lambda: decisions.open_proposal(by=by, proposal=draft),
        lambda: decisions.withdraw_proposal(by=by, proposal=voting),
        lambda: decisions.cast_ballot(by=story.by("observes"), proposal=voting, choice="yes"),
    ):
        with pytest.raises(Refused) as told:
            act()
        refused.append(told.value.verdict.reason)
    assert len(refused) == 3


def test_each_look_at_a_protected_member_is_entered_for_those_who_were_looked_at(story: Story, visit: Visit) -> None:
    before = len(feed(story.by("protected"), kinds=["membership.sealed"], limit=100))
    visit("chair").post(address("membership:protected", story))
    assert len(feed(story.by("protected"), kinds=["membership.sealed"], limit=100)) == before + 1


def test_cards_are_not_changed_without_an_entry(story: Story) -> None:
    card = story.members["Green Valley"].organisation
    assert card is not None
    directory.amend_organisation(by=story.by("coordinator"), organisation=card, summary="Changed")
    lines = feed(story.by("member"), about=card.id, kinds=["directory.organisation_amended"], limit=1)
    assert [line.about for line in lines] == [card.id]
