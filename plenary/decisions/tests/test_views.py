"""Pages of proposals: what each reader sees, what forms do, and how many queries lists take."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from plenary.core import clock
from plenary.core.languages import TAGS
from plenary.core.standing import standing_of
from plenary.decisions import actions, queries
from plenary.decisions.models import Ballot, Proposal
from plenary.decisions.rules.phases import Phase
from plenary.decisions.tests import factories
from plenary.membership.models import Member
from plenary.record import queries as record
from plenary.record.models import Tree
from tests import founding

pytestmark = pytest.mark.django_db

LIST_QUERIES = 15
PROPOSAL_QUERIES = 26


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def inside(house, name="Campo Limpo", mandate="decides"):
    """A client and the standing of a new member's representative."""
    account = founding.represent(founding.member(house, name), mandate=mandate).account
    return signed_in(account), standing_of(str(account.pk), house.id)


def address(name, house, *args):
    return reverse(f"decisions:{name}", args=[house.slug, *args])


def page(client, name, house, *args, **query):
    return client.get(address(name, house, *args), query)


def test_the_empty_list_says_what_comes_next(house):
    client, _by = inside(house)
    shown = page(client, "proposals", house)
    assert shown.status_code == 200
    assert "Nothing is open to be decided" in shown.content.decode()


def test_the_title_tells_of_the_list_that_is_shown(house):
    client, by = inside(house)
    titles = []
    for _time in range(2):
        shown = [page(client, "proposals", house, state=state) for state in ("", "drafts", "decided", "withdrawn")]
        titles.append(
            [re.sub(r"\s+", " ", each.text.partition("<h1>")[2].partition("</h1>")[0]).strip() for each in shown]
        )
        factories.opened(by)
        factories.draft(by)
    waits, none = "No draft waits to be opened", "No proposal was withdrawn"
    assert titles[0] == ["Nothing is open to be decided", waits, "Nothing is decided yet", none]
    assert titles[1] == ["One proposal is open", "One draft waits to be opened", "Nothing is decided yet", none]


def test_strangers_learn_nothing(house):
    _client, by = inside(house)
    proposal = factories.opened(by)
    draft = factories.draft(by)
    elsewhere = founding.member(founding.coalition("other"), "Elsewhere")
    stranger = signed_in(founding.represent(elsewhere).account)
    assert page(stranger, "proposals", house).status_code == 404
    assert page(stranger, "proposal", house, proposal.pk).status_code == 404
    assert page(Client(), "proposal", house, proposal.pk).status_code == 302
    colleague, _other = inside(house, "Other")
    assert page(colleague, "proposal", house, proposal.pk).status_code == 200
    assert page(colleague, "proposal", house, draft.pk).status_code == 404
    assert page(colleague, "proposal", house, "0000000000000000").status_code == 404


def test_a_proposal_is_written_opened_and_voted_on(house):
    client, by = inside(house)
    assert page(client, "new", house).status_code == 200
    assert page(client, "new", house, effect="decisions.resolve").status_code == 200
    given = {
        "effect": "decisions.resolve",
        "text": "We meet in Tirana.",
        "title": "Meet",
        "body": "*So*",
        "language": "en",
    }
    made = client.post(address("new", house), given)
    proposal = Proposal.objects.of(house.id).get()
    assert made.url == address("proposal", house, proposal.pk)
    assert "Open the proposal" in page(client, "proposal", house, proposal.pk).content.decode()
    client.post(address("open", house, proposal.pk))
    proposal = queries.visible_proposal(by, proposal.pk)
    assert proposal.phase is Phase.DISCUSSION
    with clock.set_to(proposal.voting_from):
        shown = page(client, "proposal", house, proposal.pk).content.decode()
        places = [shown.index(each) for each in ("<h3>The rule", "<h3>So far", 'id="ballot"', 'id="comments"')]
        assert places == sorted(places)  # what binds the answer is read before it is given
        client.post(address("cast", house, proposal.pk), {"choice": "yes"})
        assert [row.choice for row in Ballot.objects.of(house.id)] == ["yes"]
        fragment = client.post(address("cast", house, proposal.pk), {"choice": "no"}, headers={"HX-Request": "true"})
        assert "<html" not in fragment.content.decode()
        assert "Your ballot says no." in fragment.content.decode()
        head = '<div id="remarks" hx-swap-oob="true">\n  \n    <p>The record holds {} entries.'
        assert head.format(Tree.objects.of(house.id).get().size) in fragment.content.decode()  # with this ballot in it
        assert [row.choice for row in Ballot.objects.of(house.id)] == ["no"]
        empty = client.post(address("cast", house, proposal.pk), {}, headers={"HX-Request": "true"})
        assert "Choose an answer" in empty.content.decode()
    closed = factories.close(proposal)
    shown = page(client, "proposal", house, closed.pk).content.decode()
    assert "It was rejected: 0 of 1 votes said yes, and 1 were needed." in shown


def test_a_draft_is_changed_and_withdrawn(house):
    client, by = inside(house)
    draft = factories.draft(by)
    assert "We meet in Tirana." in page(client, "edit", house, draft.pk).content.decode()
    given = {"text": "We meet in Lima.", "title": "Lima", "body": "", "language": "en"}
    client.post(address("edit", house, draft.pk), given)
    changed = queries.visible_proposal(by, draft.pk)
    assert (changed.title, queries.effects_of(changed)[0].payload) == ("Lima", {"text": "We meet in Lima."})
    client.post(address("withdraw", house, draft.pk))
    assert queries.visible_proposal(by, draft.pk).phase is Phase.WITHDRAWN


def test_applicants_are_prefilled_and_one_is_objected_to(house):
    client, by = inside(house)
    wanted = [founding.member(house, name, status="applied") for name in ("Alpha", "Beta")]
    form = page(client, "new", house, effect="membership.admit", member=wanted[1].pk).content.decode()
    assert form.count("checked") == 1
    given = {"effect": "membership.admit", "member": [row.pk for row in wanted], "title": "Admit two", "language": "en"}
    client.post(address("new", house), given)
    proposal = Proposal.objects.of(house.id).get()
    client.post(address("open", house, proposal.pk))
    effect = queries.effects_of(proposal)[1]
    wrong = client.post(address("object", house, proposal.pk), {"effect": effect.pk, "reason": ""})
    assert wrong.status_code == 422
    client.post(address("object", house, proposal.pk), {"effect": effect.pk, "reason": "Unknown to us."})
    [objection] = queries.standing_objections(queries.visible_proposal(by, proposal.pk))
    assert (objection.effect_id, objection.reason) == (effect.pk, "Unknown to us.")
    shown = page(client, "proposal", house, proposal.pk).content.decode()
    assert "Campo Limpo objects:" in shown
    client.post(address("withdraw-objection", house, proposal.pk, objection.pk))
    assert queries.standing_objections(proposal) == []


def test_errors_are_told_by_field_and_nothing_is_kept(house):
    client, _by = inside(house)
    wrong = client.post(
        address("new", house), {"effect": "decisions.resolve", "text": "", "title": "", "language": "en"}
    )
    assert wrong.status_code == 200
    assert wrong.content.decode().count("This field is required.") == 4
    assert Proposal.objects.of(house.id).count() == 0


def test_refusals_say_why_and_cite_the_clause(house):
    client, _by = inside(house, "Watchers", mandate="observes")
    _other_client, mover = inside(house)
    proposal = factories.opened(mover)
    with clock.set_to(proposal.voting_from):
        refused = client.post(address("cast", house, proposal.pk), {"choice": "yes"})
        shown = page(client, "proposal", house, proposal.pk).content.decode()
    assert refused.status_code == 403
    assert "Your mandate is to observe;" in refused.content.decode()
    assert "Your mandate is to observe;" in shown
    assert "Cast the ballot" not in shown


def test_a_comment_keeps_its_language(house):
    client, by = inside(house)
    proposal = factories.opened(by)
    with clock.set_to(proposal.discussion_from):
        asked = page(client, "proposal", house, proposal.pk).context["comment_form"]
        assert (asked["language"].initial, [tag for tag, _name in asked.fields["language"].choices]) == (
            "en",
            [*TAGS],
        )
        client.post(address("comment", house, proposal.pk), {"body": "Qui paie ?", "language": "fr"})
        client.post(address("comment", house, proposal.pk), {"body": "I do."})
        assert client.post(address("comment", house, proposal.pk), {"body": "x", "language": "xx"}).status_code == 422
        shown = page(client, "proposal", house, proposal.pk)
        assert sorted(said.language for said in shown.context["comments"]) == ["en", "fr"]
        html = shown.content.decode()
    assert html.count("Written in") == 1
    assert 'Written in <bdi lang="fr">français</bdi>' in html
    assert '<div class="document" lang="fr" dir="auto"><p>Qui paie ?' in html


def test_who_must_consult_says_whom_she_asked_on_the_page(house):
    client, _by = inside(house, "Watchers", mandate="consults")
    _other_client, mover = inside(house)
    proposal = factories.opened(mover)
    with clock.set_to(proposal.voting_from):
        asked = page(client, "proposal", house, proposal.pk).content.decode()
        client.post(address("cast", house, proposal.pk), {"choice": "yes"})
        before = queries.ballots_in(proposal).count()
        client.post(address("cast", house, proposal.pk), {"choice": "yes", "source": "Our board, on Sunday"})
        shown = page(client, "proposal", house, proposal.pk).content.decode()
    assert "Whom you asked, and when" in asked
    assert (before, queries.ballots_in(proposal).count()) == (0, 1)
    assert "After consulting: Our board, on Sunday" in shown


def test_comments_are_said_on_the_page(house):
    client, by = inside(house)
    proposal = factories.opened(by)
    made = client.post(address("comment", house, proposal.pk), {"body": "Who pays?"})
    assert made.status_code == 302
    assert "Who pays?" in page(client, "proposal", house, proposal.pk).content.decode()
    assert record.feed(by)[0].sentence.partition(", ")[2] == "Campo Limpo commented on Meet in Tirana."
    assert client.post(address("comment", house, proposal.pk), {"body": ""}).status_code == 422


def test_outcomes_are_explained_and_protected_members_never_listed(house):
    client, by = inside(house)
    _hidden_client, hidden = inside(house, "Secret")
    Member.objects.of(house.id).filter(pk=hidden.member).update(protected=True)
    proposal = factories.opened(by)
    with clock.set_to(proposal.voting_from):
        for who in (by, hidden):
            actions.cast_ballot(by=who, proposal=proposal, choice="yes")
    closed = factories.close(proposal)
    shown = page(client, "proposal", house, closed.pk).content.decode()
    assert "It was adopted: 2 of 2 votes said yes, and 2 were needed." in shown
    assert "Secret" not in shown
    assert "adopted, carried out" in page(client, "proposals", house).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_as_many_queries_for_one_as_for_three(house, number, django_assert_num_queries):
    client, by = inside(house)
    for place in range(number):
        factories.draft(by, title=f"Draft {place}")
        factories.opened(by, title=f"Open {place}")
        closing = factories.opened(by, title=f"Closed {place}")
        with clock.set_to(closing.voting_from):
            actions.cast_ballot(by=by, proposal=closing, choice="yes")
        factories.close(closing)
    page(client, "proposals", house)
    with django_assert_num_queries(LIST_QUERIES):
        shown = page(client, "proposals", house)
    assert shown.content.decode().count("Closed ") == number


@pytest.mark.parametrize("number", [1, 3])
def test_a_proposal_takes_as_many_queries_for_one_effect_as_for_three(house, number, django_assert_num_queries):
    client, by = inside(house)
    wanted = [founding.member(house, f"Applicant {place}", status="applied") for place in range(number)]
    proposal = factories.opened(by, [("membership.admit", {"member": row.pk}) for row in wanted])
    for place in range(number):
        actions.comment(by=by, proposal=proposal, body=f"Comment {place}")
    page(client, "proposal", house, proposal.pk)
    with django_assert_num_queries(PROPOSAL_QUERIES):
        page(client, "proposal", house, proposal.pk)


def test_two_who_change_a_draft_at_once_do_not_write_over_each_other(house):
    client, by = inside(house)
    draft = factories.draft(by)
    seen = page(client, "edit", house, draft.pk).context["seen"]
    given = {"body": "", "language": "en", "text": "We meet.", "seen": seen}
    assert client.post(address("edit", house, draft.pk), given | {"title": "Mine"}).status_code == 302
    late = client.post(address("edit", house, draft.pk), given | {"title": "Theirs"})
    assert (late.status_code, late.context["words"]["title"].value()) == (409, "Theirs")
    assert "A colleague changed the draft since you opened this form." in late.content.decode()
    draft.refresh_from_db()
    assert draft.title == "Mine"
    knowing = given | {"title": "Theirs", "seen": late.context["seen"]}
    assert client.post(address("edit", house, draft.pk), knowing).status_code == 302
    draft.refresh_from_db()
    assert draft.title == "Theirs"
