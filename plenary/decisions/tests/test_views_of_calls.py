"""Pages of decisions on calls, of what cannot wait, and of questions put again: what each shows, and what its forms do."""

from datetime import timedelta

import pytest
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.bodies.models import Term
from plenary.core import clock
from plenary.core.standing import standing_of
from plenary.decisions import actions
from plenary.decisions.models import Effect, Proposal
from plenary.decisions.queries.calls import said_on_call
from plenary.decisions.rules.calls import Said
from plenary.decisions.rules.phases import Phase
from plenary.decisions.tests import factories, test_urgency
from plenary.decisions.tests.test_calls import ON_CALLS, entered
from plenary.decisions.tests.test_views import address, page, signed_in
from tests import founding

pytestmark = pytest.mark.django_db

QUERIES_OF_FORM = 10


@pytest.fixture
def house():
    return founding.coalition(rules=factories.charter(ordinary=ON_CALLS | {"again_after_days": 30}))


@pytest.fixture
def people(house):
    accounts = [founding.represent(founding.member(house, f"Member {n}")).account for n in range(4)]
    found = [standing_of(str(account.pk), house.id) for account in accounts]
    Term.objects.create(coalition=house, office="chair", body="board", person_id=found[0].person, starts=clock.now())
    return [standing_of(by.account, house.id) for by in found]


def client_of(by):
    return signed_in(Account.objects.get(pk=by.account))


def sent(people, **changes):
    return {
        "effect": "decisions.resolve",
        "title": "Meet in Tirana",
        "text": "We meet in Tirana.",
        "body": "",
        "language": "en",
        "occasion": "call of the board",
        "held_on": "2026-03-02",
        "held_at": "13:00",
        "rest": "absent",
        "notes": "*Quick.*",
        f"said-{people[0].member}": "for",
        f"said-{people[1].member}": "for",
        f"said-{people[2].member}": "against",
        **changes,
    }


def test_the_secretary_enters_a_call_in_two_steps(house, people):
    client, url = client_of(people[0]), address("record_call", house)
    assert "Enter a decision of a call" in page(client, "proposals", house).content.decode()
    kinds = client.get(url).content.decode()
    assert ("?effect=decisions.resolve" in kinds, "?effect=membership.remove" in kinds) == (True, False)
    form = client.get(url, {"effect": "decisions.resolve"})
    assert [line.place.name for line in form.context["call"].lines()] == [f"Member {n}" for n in range(4)]
    assert "Protected members are not named here" in form.content.decode()
    preview = client.post(url, sent(people) | {"step": "preview"})
    assert preview.context["outcome_sentences"][0] == "It was adopted: 2 of 3 votes said yes, and 2 were needed."
    assert preview.context["numbers"] == {"for": 2, "against": 1, "silent": 0, "absent": 1}
    assert Proposal.objects.of(house.id).count() == 0
    assert dict(preview.context["sent"]) == sent(people)
    changed = client.post(url, sent(people) | {"step": "change"})
    assert (changed.context["previews"], 'value="call of the board"' in changed.content.decode()) == (False, True)
    done = client.post(url, sent(people) | {"step": "enter"})
    made = Proposal.objects.of(house.id).get()
    assert (done.status_code, done["Location"]) == (302, address("proposal", house, made.pk))
    assert (made.phase, made.decided_elsewhere["at"]) == (Phase.WINDOW, "2026-03-02T13:00:00+00:00")


def test_whoever_writes_a_proposal_is_shown_the_shorter_way(house, people):
    url = f"{address('new', house)}?effect=decisions.resolve"
    shorter = f"{address('record_call', house)}?effect=decisions.resolve"
    shown = [shorter in client_of(by).get(url).content.decode() for by in people[:2]]
    assert shown == [True, False]


def test_the_rest_may_have_been_for_it(house, people):
    client = client_of(people[0])
    client.post(address("record_call", house), sent(people, rest="for") | {"step": "enter"})
    said = said_on_call(Proposal.objects.of(house.id).get())
    assert list(said.values()) == [Said.FOR, Said.FOR, Said.AGAINST, Said.FOR]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"occasion": " "}, "occasion"),
        ({"held_on": "2026-03-03"}, "held_on"),
        ({"held_at": "x"}, "held_at"),
        ({"rest": "perhaps"}, "rest"),
    ],
)
def test_what_is_wrong_is_told_by_field(house, people, changes, field):
    answer = client_of(people[0]).post(address("record_call", house), sent(people, **changes) | {"step": "enter"})
    assert (answer.status_code, list(answer.context["call"].errors), answer.context["previews"]) == (
        200,
        [field],
        False,
    )


def test_nobody_there_is_no_call(house, people):
    given = {key: value for key, value in sent(people).items() if not key.startswith("said-")}
    answer = client_of(people[0]).post(address("record_call", house), given | {"step": "enter"})
    assert "Say who was there" in answer.content.decode()


def test_others_are_told_who_enters_calls(house, people):
    answer = client_of(people[1]).get(address("record_call", house))
    assert (
        answer.status_code,
        "What was decided on a call is entered by others: chair." in answer.content.decode(),
    ) == (
        403,
        True,
    )
    assert "Enter a decision of a call" not in page(client_of(people[1]), "proposals", house).content.decode()


def test_the_page_of_a_call_shows_all_that_a_dispute_needs(house, people):
    proposal = entered(people)
    actions.object_to(by=people[3], proposal=proposal, reason="I was not asked.")
    shown = page(client_of(people[3]), "proposal", house, proposal.pk)
    told = shown.content.decode()
    for words in ("On the call it was adopted.", "call of the board", "chair", "<em>Quick.</em>", "I was not asked."):
        assert words in told
    assert [(step.label, step.state) for step in shown.context["steps"]] == [
        ("Decided on a call", "done"),
        ("Objections", "current"),
        ("Outcome", "coming"),
        ("Carried out", "coming"),
    ]
    assert [(name, str(word)) for name, _shape, word in shown.context["entered"].lines] == [
        ("Member 0", "for"),
        ("Member 1", "for"),
        ("Member 2", "against"),
    ]
    assert "Correct the entry" not in told
    officer = client_of(people[0])
    assert "Correct the entry" in page(officer, "proposal", house, proposal.pk).content.decode()
    form = page(officer, "correct_call", house, proposal.pk)
    marked = [[code for code, _word, is_marked in line.answers if is_marked] for line in form.context["call"].lines()]
    assert marked == [["for"], ["for"], ["against"], []]
    officer.post(address("correct_call", house, proposal.pk), sent(people, rest="silent") | {"step": "enter"})
    assert said_on_call(proposal)[people[3].member] is Said.SILENT
    again = factories.close(Proposal.objects.of(house.id).get(pk=proposal.pk))
    told = page(officer, "proposal", house, again.pk).content.decode()
    assert "There were objections, and so it is voted on in writing." in told
    assert "I was not asked." in told


def test_a_proposal_that_is_open_is_settled_on_a_call(house, people):
    proposal = factories.opened(people[1])
    officer = client_of(people[0])
    assert "It was decided on a call: enter it" in page(officer, "proposal", house, proposal.pk).content.decode()
    assert page(client_of(people[1]), "settle_on_call", house, proposal.pk).status_code == 403
    answer = officer.post(address("settle_on_call", house, proposal.pk), sent(people) | {"step": "enter"})
    proposal.refresh_from_db()
    assert (answer.status_code, proposal.phase) == (302, Phase.WINDOW)


@pytest.mark.parametrize("more", [0, 2])
def test_the_form_of_a_call_takes_as_many_queries_for_more_electors(house, people, django_assert_num_queries, more):
    for number in range(more):
        founding.standing(founding.member(house, f"More {number}"))
    client = client_of(people[0])
    with django_assert_num_queries(QUERIES_OF_FORM):
        client.get(address("record_call", house), {"effect": "decisions.resolve"})


def test_what_cannot_wait_is_opened_from_the_draft_and_says_how_it_stands():
    house = founding.coalition(rules=test_urgency.rules())
    accounts = [founding.represent(founding.member(house, f"Member {n}")).account for n in range(3)]
    people = [standing_of(str(account.pk), house.id) for account in accounts]
    Term.objects.create(coalition=house, body="board", seats="seat", member_id=people[0].member, starts=clock.now())
    people = [standing_of(str(account.pk), house.id) for account in accounts]
    client, draft = signed_in(accounts[0]), factories.draft(people[0])
    assert "It cannot wait" in page(client, "proposal", house, draft.pk).content.decode()
    empty = client.post(address("open_urgently", house, draft.pk), {"why": " "})
    assert (empty.status_code, list(empty.context["urgency_form"].errors)) == (422, ["why"])
    client.post(address("open_urgently", house, draft.pk), {"why": "It is tonight."})
    told = page(client, "proposal", house, draft.pk).content.decode()
    assert ("a few decide it" in told, "It is tonight." in told) == (True, True)
    actions.cast_ballot(by=people[0], proposal=draft, choice="yes")
    draft.refresh_from_db()
    proposal = factories.close(draft)
    told = page(client, "proposal", house, draft.pk).content.decode()
    assert ("In force by an urgent decision since" in told, "unless it is confirmed" in told) == (True, True)
    Effect.objects.of(house.id).filter(proposal=proposal).update(kind="membership.admit")
    factories.close(proposal)
    told = page(client, "proposal", house, draft.pk).content.decode()
    assert ("could not be undone: This cannot be undone." in told, "Try again to undo it" in told) == (True, True)
    Effect.objects.of(house.id).filter(proposal=proposal).update(kind="decisions.resolve")
    client.post(address("undo_again", house, draft.pk))
    assert "is no longer in force" in page(client, "proposal", house, draft.pk).content.decode()


def test_a_decided_question_is_put_again_once_it_has_rested(house, people):
    proposal = factories.opened(people[1])
    with clock.set_to(proposal.voting_from):
        for by in people:
            actions.cast_ballot(by=factories.now(by), proposal=proposal, choice="no")
    closed = factories.close(proposal)
    client = client_of(people[1])
    with clock.set_to(closed.decided_at + timedelta(days=1)):
        told = page(client, "proposal", house, closed.pk).content.decode()
        assert (">Put it again</button>" in told, "it may be put again from 10 Apr 2026" in told) == (False, True)
        assert client.post(address("put_again", house, closed.pk)).status_code == 403
    with clock.set_to(closed.decided_at + timedelta(days=31)):
        assert ">Put it again</button>" in page(client, "proposal", house, closed.pk).content.decode()
        client.post(address("put_again", house, closed.pk))
        made = Proposal.objects.of(house.id).get(reconsiders=closed)
        told = page(client, "proposal", house, made.pk).content.decode()
        assert "It puts again what was decided before:" in told


def test_the_date_of_effect_is_chosen_in_the_draft(house, people):
    client = client_of(people[1])
    given = {
        key: value for key, value in sent(people).items() if key in {"effect", "title", "text", "body", "language"}
    }
    client.post(reverse("decisions:new", args=[house.slug]), given | {"effects_from": "2026-05-01"})
    made = Proposal.objects.of(house.id).get()
    assert made.effects_from.isoformat() == "2026-05-01T00:00:00+00:00"
    assert "it takes effect at the soonest:" in page(client, "proposal", house, made.pk).content.decode()
    form = page(client, "edit", house, made.pk)
    assert 'value="2026-05-01"' in form.content.decode()
    client.post(address("edit", house, made.pk), given | {"effects_from": ""})
    made.refresh_from_db()
    assert made.effects_from is None
