"""The pages of those who act in another's place, of the brief, and of names in a personal capacity."""

from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from plenary.charter.rules.schema import Category, Who
from plenary.core import clock
from plenary.core.standing import standing_of
from plenary.decisions import actions, queries
from plenary.decisions.tests import factories
from plenary.decisions.tests.found import in_voting
from plenary.decisions.tests.test_views import address, inside, page, signed_in
from plenary.directory.models import Person
from plenary.membership.models import Member, Representative
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    """A coalition whose ordinary process lets an elector delegate and gives more time."""
    return founding.coalition(
        rules=factories.charter(ordinary={"delegation": True, "quorum": Fraction(0), "extension_days": 2})
    )


def text_of(client, name, house, *args, **query):
    return page(client, name, house, *args, **query).content.decode()


def test_a_ballot_is_delegated_declined_and_taken_back_on_the_page(house):
    client, giver = inside(house, "Giver")
    other, carrier = inside(house, "Carrier")
    third, _by = inside(house, "Third")
    proposal = factories.opened(giver)
    with in_voting(proposal):
        client.post(address("delegate", house, proposal.pk), {"carrier": carrier.member})
        assert "Carrier casts this ballot for you" in text_of(client, "proposal", house, proposal.pk)
        assert "Ballots that you carry" in text_of(other, "proposal", house, proposal.pk)
        assert "Ballots that you carry" not in text_of(third, "proposal", house, proposal.pk)
        [lent, _carried] = queries.lent(giver, proposal, queries.electors_in(proposal))
        ends = address("end-delegation", house, lent.delegation.pk)
        assert third.post(ends).status_code == 404
        assert other.post(ends).status_code == 302
        assert "Carrier casts this ballot for you" not in text_of(client, "proposal", house, proposal.pk)


def test_ballots_of_a_body_are_delegated_on_a_page_of_their_own(house):
    client, _giver = inside(house, "Giver")
    _other, carrier = inside(house, "Carrier")
    given = client.post(address("delegations", house), {"body": "plenary", "carrier": carrier.member})
    assert given.status_code == 302
    assert "Carrier casts your ballots here" in text_of(client, "delegations", house)
    assert client.post(address("delegations", house), {"body": "board", "carrier": carrier.member}).status_code == 404


def test_a_member_finds_that_page_from_its_own_and_others_do_not(house):
    client, by = inside(house, "Giver")
    other, _by = inside(house, "Other")
    own = reverse("membership:member", args=[house.slug, by.member])
    assert f'href="{address("delegations", house)}"' in client.get(own).content.decode()
    assert f'href="{address("delegations", house)}"' not in other.get(own).content.decode()


def test_a_coalition_without_delegation_has_no_such_page_to_find():
    client, by = inside(founding.coalition(rules=factories.charter()))
    own = reverse("membership:member", args=["clear-fields", by.member])
    assert "Who casts them" not in client.get(own).content.decode()


def test_who_stands_back_is_named_with_the_reason_and_steps_in_again(house):
    client, by = inside(house, "Campo Limpo")
    other, _by = inside(house, "Other")
    proposal = factories.opened(by)
    assert client.post(address("stand-back", house, proposal.pk), {"reason": ""}).status_code == 403
    client.post(address("stand-back", house, proposal.pk), {"reason": "We are paid by it."})
    shown = text_of(other, "proposal", house, proposal.pk)
    assert 'Campo Limpo <small dir="auto">We are paid by it.</small>' in shown
    assert "Step in again" in text_of(client, "proposal", house, proposal.pk)
    client.post(address("step-in", house, proposal.pk))
    assert "We are paid by it." not in text_of(other, "proposal", house, proposal.pk)


def test_more_time_is_asked_for_on_the_page_by_who_must_consult(house):
    client, _by = inside(house, "Asks first", mandate="consults")
    decides, mover = inside(house, "Mover")
    proposal = factories.opened(mover)
    with in_voting(proposal):
        assert "Ask for more time" in text_of(client, "proposal", house, proposal.pk)
        assert "Ask for more time" not in text_of(decides, "proposal", house, proposal.pk)
        assert client.post(address("extend", house, proposal.pk)).status_code == 302
        assert "the deadline moved for everyone" in text_of(decides, "proposal", house, proposal.pk)


def test_a_member_on_leave_may_vote_and_come_back_from_there(house):
    org = founding.member(house, "Away", status="on_leave")
    client = signed_in(founding.represent(org).account)
    _other, mover = inside(house, "Mover")
    proposal = factories.opened(mover)
    with in_voting(proposal):
        shown = text_of(client, "proposal", house, proposal.pk)
        assert "Your member is away and is not waited for." in shown
        client.post(address("cast", house, proposal.pk), {"choice": "yes"})
        assert queries.count_now(proposal).electorate == 2


def test_a_split_ballot_is_written_as_numbers():
    heavy = Category(code="member", names={"en": "Member"}, weight=3, split=True)
    house = founding.coalition(rules=replace(factories.charter(), categories=(heavy,)))
    client, by = inside(house)
    proposal = factories.opened(by)
    with in_voting(proposal):
        cast = address("cast", house, proposal.pk)
        client.post(cast, {"part_yes": "2", "part_no": "2"})
        assert "The parts make 4; your ballot has 3 votes." in text_of(client, "proposal", house, proposal.pk)
        client.post(cast, {"choice": "yes", "part_yes": "2", "part_no": "1"})
        assert "Your ballot is split: yes: 2; no: 1." in text_of(client, "proposal", house, proposal.pk)
        client.post(cast, {"part_no": "3"})
        assert "Your ballot says no." in text_of(client, "proposal", house, proposal.pk)


# the brief
def test_the_brief_says_what_is_asked_by_when_and_how(house):
    client, by = inside(house)
    proposal = factories.opened(by)
    shown, words = text_of(client, "brief", house, proposal.pk), page(client, "brief-text", house, proposal.pk)
    assert words["Content-Type"] == "text/plain; charset=utf-8"
    for told in (shown, words.content.decode()):
        assert "Meet in Tirana" in told
        assert "Answer by: Wed" in told.replace("\u00a0", " ")
        assert "Because." in told
        assert "Adopt what is proposed" in told
        assert "Members see how each member answered when voting has closed." in told
    assert "Clear Fields" in words.content.decode()


def test_the_brief_fits_on_one_page_of_paper(house):
    client, by = inside(house)
    body = "We need this for many reasons. " * 300
    told = {"title": "Meet in Tirana", "body": body, "language": "en", "effects": factories.RESOLVE}
    proposal = actions.open_proposal(by=by, proposal=actions.draft_proposal(by=by, **told))
    made = PdfReader(BytesIO(page(client, "brief-pdf", house, proposal.pk).content))
    assert len(made.pages) == 1
    assert "Meet in Tirana" in made.pages[0].extract_text()


def test_the_brief_is_in_the_language_that_was_asked_for(house):
    client, by = inside(house)
    draft = factories.draft(by)
    resolved = {row.pk: "Nous nous réunissons." for row in queries.texts_to_amend(draft)}
    told = {"title": "Se réunir", "body": "Parce que.", "resolved": resolved, "ready": True}
    actions.translate(by=by, proposal=draft, language="fr", **told)
    proposal = actions.open_proposal(by=by, proposal=draft)
    where = address("brief", house, proposal.pk)
    words = client.get(f"{address('brief-text', house, proposal.pk)}?language=fr").content.decode()
    assert words.startswith("Se réunir\n")
    assert "Parce que." in words
    assert "Nous nous réunissons." in words
    assert '<h1 lang="fr" dir="auto">Se réunir</h1>' in client.get(f"{where}?language=fr").content.decode()
    assert '<h1 lang="en" dir="auto">Meet in Tirana</h1>' in client.get(f"{where}?language=en").content.decode()


def test_the_brief_tells_the_objections_of_the_page_in_its_order(house):
    client, by = inside(house)
    hidden = signed_in(founding.represent(founding.member(house, "Hidden", protected=True)).account)
    wanted = [founding.member(house, name, status="applied") for name in ("Alpha", "Beta")]
    proposal = factories.opened(by, [("membership.admit", {"member": row.pk}) for row in wanted])
    beta = queries.effects_of(proposal)[1]
    actions.object_to(by=by, proposal=proposal, effect=beta, reason="Unknown to us. " * 40)
    words = page(client, "brief-text", house, proposal.pk).content.decode()
    assert words.index("- Beta") < words.index("- Alpha")
    assert "- Campo Limpo objects to “Beta is admitted.”: Unknown to us. " in words
    assert words.count("Unknown to us.") == 13  # shortened
    assert "A member objects to “Beta is admitted.”:" in page(hidden, "brief-text", house, proposal.pk).content.decode()
    assert "Campo Limpo" not in page(hidden, "brief-text", house, proposal.pk).content.decode()


def test_a_brief_of_a_protected_member_names_no_coalition_and_no_address(house):
    client = signed_in(founding.represent(founding.member(house, "Hidden", protected=True)).account)
    _other, mover = inside(house)
    proposal = factories.opened(mover)
    words = page(client, "brief-text", house, proposal.pk).content.decode()
    paper = PdfReader(BytesIO(page(client, "brief-pdf", house, proposal.pk).content)).pages[0].extract_text()
    for told in (words, paper):
        assert "Confidential" in told
        assert "Clear Fields" not in told
        assert "http" not in told


def test_a_draft_has_no_brief(house):
    client, by = inside(house)
    assert page(client, "brief", house, factories.draft(by).pk).status_code == 404


# in a personal capacity
def test_who_takes_part_in_a_personal_capacity_is_named_so():
    insider = Category(code="insider", names={"en": "Insider"}, who=Who.INDIVIDUALS, personal=True)
    rules = factories.charter(ordinary={"quorum": Fraction(0)})
    house = founding.coalition(rules=replace(rules, categories=(*rules.categories, insider)))
    client, mover = inside(house)
    account = founding.represent(founding.member(house, "Ministry of Defence")).account
    person = Person.objects.of(house.id).get(account=account)
    Representative.objects.of(house.id).filter(person=person).delete()
    org = Member.objects.create(
        coalition=house,
        individual=person,
        category="insider",
        status="active",
        status_since=clock.now(),
        commitment="networking",
    )
    Representative.objects.create(coalition=house, member=org, person=person, mandate="decides", since=clock.now())
    by = standing_of(str(account.pk), house.id)
    proposal = factories.opened(mover)
    with in_voting(proposal):
        actions.comment(by=by, proposal=proposal, body="From the inside.")
        actions.cast_ballot(by=by, proposal=proposal, choice="yes")
        said = text_of(client, "proposal", house, proposal.pk)
    closed = factories.close(proposal)
    named = f"{person.name} (in a personal capacity)"
    assert f"<b>{named}</b>" in said
    assert "Ministry" not in said
    assert [vote.name for vote in queries.roll_call(mover, closed)] == [named]
