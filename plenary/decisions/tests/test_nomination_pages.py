"""The page of an election: candidates, nominating, answering, statements with a switch of languages, calling one."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.bodies.actions import Nomination as Seat
from plenary.bodies.actions import appoint
from plenary.core import clock, times, visibility
from plenary.core.asks import asks_of
from plenary.core.standing import Standing
from plenary.decisions import actions, permissions
from plenary.decisions.mailing import to_nominee
from plenary.decisions.models import Nomination, Proposal
from plenary.decisions.queries import effects_of
from plenary.decisions.queries.nominations import election_of, not_to_nominate
from plenary.decisions.tests import elections, factories
from plenary.membership.models import Member

pytestmark = pytest.mark.django_db


def page(name: str, proposal: Proposal, *more: str) -> str:
    return reverse(f"decisions:{name}", args=["clear-fields", proposal.pk, *more])


def sign_in(client: Client, by: Standing) -> None:
    client.force_login(Account.objects.get(pk=by.account))


def test_a_member_stands_from_the_page_and_another_is_asked_and_accepts(client: Client) -> None:
    by = elections.members(3)
    proposal = elections.opened(by[0])
    sign_in(client, by[0])
    shown = client.get(page("proposal", proposal)).context
    assert [value for value, _label in shown["nominate_form"].fields["who"].choices][:2] == ["", by[0].member]
    assert client.post(page("nominate", proposal), {"who": by[0].member}).status_code == 302
    assert client.post(page("nominate", proposal), {"who": by[1].member}).status_code == 302
    assert client.post(page("nominate", proposal), {"who": by[1].member}).status_code == 422
    candidates = client.get(page("proposal", proposal)).context["candidates"]
    assert [(each.row.name, bool(each.row.accepted_at), bool(each.form)) for each in candidates] == [
        ("Member 0", True, False),
        ("Member 1", False, False),
    ]
    (asked,) = [ask for ask in asks_of(factories.now(by[1])) if ask.url.endswith("#candidates")]
    assert (asked.due, asked.clause) == (proposal.discussion_from, "elections")
    sign_in(client, by[1])
    nomination = Nomination.objects.of(proposal.coalition_id).get(member=by[1].member)
    answered = client.post(page("answer-nomination", proposal, nomination.pk), {"step": "accept"})
    assert (answered.status_code, answered.url) == (302, page("proposal", proposal))
    assert client.post(page("withdraw-nomination", proposal, nomination.pk)).status_code == 302
    nomination.refresh_from_db()
    assert (nomination.accepted_at is not None, nomination.ended_because) == (True, "withdrawn")


def offered(client: Client, proposal: Proposal) -> list[str]:
    """Whom the list that the page shows offers, in its order."""
    text = client.get(page("proposal", proposal)).content.decode()
    shown = text.partition('id="nominate_who"')[2].partition("</select>")[0]
    return [value for value in re.findall(r'<option value="([^"]*)"', shown) if value]


def test_the_list_leaves_out_those_who_cannot_be_nominated_any_more(client: Client) -> None:
    by = elections.members(5)
    rules, row = Standing.system(by[0].coalition, "founding"), Member.objects.of(by[0].coalition).get(pk=by[4].member)
    appoint(by=rules, nomination=Seat(body="board", seats="seat", member=row))
    proposal = elections.opened(by[0], [("bodies.elect", {"body": "board", "seats": ["seat"]})])
    sign_in(client, by[0])
    members = [each.member for each in by]
    assert offered(client, proposal) == members[:4]
    actions.nominate(by=by[0], proposal=proposal, member=by[1].member)
    asked = actions.nominate(by=by[0], proposal=proposal, member=by[2].member)
    actions.decline_nomination(by=by[2], nomination=asked)
    assert offered(client, proposal) == [members[0], members[3]]
    answered = client.post(page("nominate", proposal), {"who": members[2]})
    assert answered.status_code == 422
    told = answered.context["nominate_form"].errors["who"]
    assert told == ["The one named declined in this election. They may still nominate themselves."]
    sign_in(client, by[2])
    assert offered(client, proposal) == [members[2], members[0], members[3]]


def test_the_list_asks_as_much_of_many_nominations_as_of_one() -> None:
    by = elections.members(5)
    proposal = elections.opened(by[0])
    asked = []
    for number in (1, 2, 3):
        actions.nominate(by=by[0], proposal=proposal, member=by[number].member)
        choice = election_of(proposal)
        assert choice
        with CaptureQueriesContext(connection) as queries:
            left_out = not_to_nominate(proposal, choice, by[0].member)
        asked.append(
            (len(left_out), sum("nomination" in each["sql"] or "bodies_term" in each["sql"] for each in queries))
        )
    assert asked == [(1, 2), (2, 2), (3, 2)]


def test_a_statement_is_written_in_two_languages_and_read_with_a_switch(client: Client) -> None:
    by = elections.members(2)
    proposal = elections.opened(by[0])
    nomination = elections.stands(by[0], proposal)
    sign_in(client, by[0])
    words = {"en": "We **know** the fields.", "fr": "Nous connaissons les champs."}
    for language, body in words.items():
        assert client.post(page("statement", proposal, nomination.pk, language), {"body": body}).status_code == 302
    assert client.get(page("statement", proposal, nomination.pk, "xx")).status_code == 404
    found = client.get(page("statement", proposal, nomination.pk, "fr"))
    assert found.context["form"].initial == {"body": words["fr"]}
    sign_in(client, by[1])
    assert client.get(page("statement", proposal, nomination.pk, "en")).status_code == 403
    assert "<strong>know</strong>" in client.get(page("proposal", proposal)).content.decode()
    (candidate,) = client.get(page("proposal", proposal) + "?in=fr").context["candidates"]
    assert (candidate.statement.shown.body, candidate.others) == (words["fr"], [("en", "English")])


def test_who_sits_for_a_member_is_named_on_accepting(client: Client) -> None:
    by = elections.members(2, elections.charter(kept=True))
    payload = {"body": "board", "seats": ["seat", "small"], "vacant": {"seat": 1, "small": 1}}
    proposal = elections.opened(by[0], [("bodies.elect", payload)])
    nomination = actions.nominate(by=by[0], proposal=proposal, member=by[1].member)
    sign_in(client, by[1])
    given = {"step": "accept", "person": by[1].person, "declared": ["small"]}
    assert (
        client.post(page("answer-nomination", proposal, nomination.pk), {**given, "person": by[0].person}).status_code
        == 422
    )
    assert client.post(page("answer-nomination", proposal, nomination.pk), given).status_code == 302
    nomination.refresh_from_db()
    assert (nomination.person_id, nomination.groups) == (by[1].person, ["small"])


def test_a_member_calls_an_election_from_a_form(client: Client) -> None:
    by = elections.members(2)
    sign_in(client, by[0])
    address = reverse("decisions:new", args=["clear-fields"]) + "?effect=bodies.elect&body=board&seats=seat"
    form = client.get(address).context["effect"]
    assert form["what"].initial == "body/board/seat"
    given = {"effect": "bodies.elect", "title": "Who sits?", "language": "en", "body": "", "what": "body/board/seat"}
    made = client.post(reverse("decisions:new", args=["clear-fields"]), {**given, "starts": ""})
    assert made.status_code == 302
    proposal = Proposal.objects.of(by[0].coalition).get()
    assert effects_of(proposal)[0].payload == {"body": "board", "seats": ["seat"], "vacant": {"seat": 2}}
    assert client.get(page("edit", proposal)).context["effect"]["what"].initial == "body/board/seat"
    assert client.post(page("open", proposal)).status_code == 302


def test_the_one_nominated_alone_is_mailed() -> None:
    by = elections.members(3)
    proposal = elections.opened(by[0])
    nomination = actions.nominate(by=by[0], proposal=proposal, member=by[1].member)
    told = to_nominee(proposal.coalition_id, proposal.pk, {"nomination": nomination.pk})
    assert list(told) == [visibility.member(by[1].member)]


def test_an_election_is_opened_by_the_charter_and_says_so(client: Client) -> None:
    by = elections.members(2)
    proposal = elections.opened(by[0])
    rows = Proposal.objects.of(proposal.coalition_id).filter(pk=proposal.pk)
    rows.update(moved_by_member=None, moved_by_person="", moved_by_name="")
    sign_in(client, by[0])
    text = client.get(page("proposal", proposal)).content.decode()
    assert ("opened by the charter" in text, "moved without attribution" in text) == (True, False)


@pytest.mark.parametrize("number", [1, 3])
def test_candidates_take_as_many_queries_for_three_as_for_one(client: Client, number: int) -> None:
    by = elections.members(4)
    proposal = elections.opened(by[3])
    for each in by[:number]:
        nomination = elections.stands(each, proposal)
        actions.write_statement(by=each, nomination=nomination, language="en", body="We know the fields.")
    sign_in(client, by[3])
    client.get(page("proposal", proposal))
    with CaptureQueriesContext(connection) as found:
        client.get(page("proposal", proposal))
    assert len(found) == 31


def test_those_elected_without_a_ballot_are_shown_and_no_count_is_linked(client: Client) -> None:
    by = elections.members(3)
    proposal = elections.opened(by[0])
    for each in by[:2]:
        elections.stands(each, proposal)
    done = elections.closed(proposal)
    sign_in(client, by[2])
    with clock.set_to(done.decided_at or clock.now()):
        found = client.get(page("proposal", done))
        count = client.get(page("count", done))
    text = found.content.decode()
    assert sorted(each.name for each in found.context["chosen"]) == ["Member 0", "Member 1"]
    assert [row.row.name for row in found.context["candidates"] if row.is_chosen] == ["Member 0", "Member 1"]
    links = [page("count", done), page("papers", done)]
    assert ([link in text for link in links], count.status_code) == ([False, False], 404)


def test_an_election_that_is_decided_is_not_put_again(client: Client) -> None:
    by = elections.members(3)
    proposal = elections.opened(by[0])
    elections.stands(by[0], proposal)
    done = elections.closed(proposal)
    assert permissions.may_put_again(by[0], done).reason == "decisions.called_anew"
    sign_in(client, by[0])
    with clock.set_to(done.decided_at or clock.now()):
        told = client.get(page("proposal", done))
        assert page("put_again", done) not in told.content.decode()
        assert client.post(page("put_again", done)).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_nominations_without_an_answer_take_as_many_queries_for_three_as_for_one(client: Client, number: int) -> None:
    by = elections.members(5)
    proposal = elections.opened(by[4])
    for each in by[:number]:
        actions.nominate(by=factories.now(by[3]), proposal=proposal, member=each.member)
    sign_in(client, by[4])
    client.get(page("proposal", proposal))
    with CaptureQueriesContext(connection) as found:
        client.get(page("proposal", proposal))
    assert len(found) == 29


def _briefs(client: Client, proposal: Proposal) -> tuple[str, str]:
    """The brief as plain text, and the list of its page."""
    text = client.get(page("brief-text", proposal)).content.decode()
    told = (
        client.get(page("brief", proposal)).content.decode().partition("What is chosen")[2].partition("</section>")[0]
    )
    return text.partition("What is chosen\n")[2].partition("\n\n")[0], told


def test_the_brief_of_an_election_says_until_when_more_may_stand(client: Client) -> None:
    by = elections.members(3)
    proposal = elections.opened(by[0])
    assert proposal.discussion_from is not None
    sign_in(client, by[0])
    until = times.exact(proposal.discussion_from, now=clock.now(), zone=times.zone_of("UTC"), language="en")
    places = f"2 places are filled. Nominations are open until {until}: more may stand."
    assert _briefs(client, proposal)[0].splitlines()[1:] == [f"{places} Nobody stands yet."]
    elections.stands(by[2], proposal)
    nomination = elections.stands(by[1], proposal)
    words = "We **know** the fields."
    actions.write_statement(by=factories.now(by[1]), nomination=nomination, language="en", body=words)
    text, told = _briefs(client, proposal)
    assert text.splitlines()[1:] == [
        f"{places} Those who stand so far, by name:",
        f"- Member 1: {words}",
        "- Member 2",
    ]
    assert ("<ol>" in told, told.count("<li>")) == (False, 2)


def test_the_brief_of_an_election_in_voting_lists_its_candidates_by_name(client: Client) -> None:
    by = elections.members(4)
    proposal = elections.opened(by[0])
    for each in by[:3]:
        elections.stands(each, proposal)
    closed = elections.closed(proposal)
    with clock.set_to(closed.voting_from or clock.now()):
        sign_in(client, by[0])
        text = _briefs(client, closed)[0]
    assert text.splitlines()[1:] == [
        "2 of 3 are chosen. They are listed by name.",
        "- Member 0",
        "- Member 1",
        "- Member 2",
    ]
