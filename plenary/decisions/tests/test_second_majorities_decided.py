"""Proposals decided under a second majority, and by a majority of those present: rows, record, audit, page and API."""

from dataclasses import replace

import pytest

from plenary.accounts.models import Account
from plenary.bodies.models import Term
from plenary.bodies.queries import electorate
from plenary.charter.rules.schema import Base, Disclosed, Disclosure, Second
from plenary.core import clock
from plenary.core.standing import standing_of
from plenary.decisions import actions, audits, queries
from plenary.decisions.labels.sentences import outcome_sentences
from plenary.decisions.models import Elector, Proposal
from plenary.decisions.queries.calls import expected, places_for, places_in
from plenary.decisions.rules.calls import Said
from plenary.decisions.tests import factories
from plenary.decisions.tests.found import facts_read, in_voting
from plenary.decisions.tests.test_views import page, signed_in
from plenary.directory.models import Organisation, Person
from plenary.membership.models import Member
from tests import founding
from tests.programs import Program

pytestmark = pytest.mark.django_db

PLACES = ("ALB", "ALB", "XKX", "XKX", "", "")
"""Where the members are at home: two in Albania, two in Kosovo, one in an area without a code, one nowhere."""
AREAS = ("", "", "", "", "Northern  Cyprus ", "")


def settled_in(second=Second.NONE, disclosure=None, **terms):
    """A coalition that decides so, and the standings of its members."""
    rules = factories.charter(ordinary={"second": second, "discussion_days": 0, **terms})
    house = founding.coalition(rules=replace(rules, disclosure=disclosure) if disclosure else rules)
    people = founding.standings(house, len(PLACES))
    for by, country, area in zip(people, PLACES, AREAS, strict=True):
        Organisation.objects.of(house.id).filter(name=name_of(by)).update(country=country, area=area)
    return house, people


def name_of(by):
    return Member.objects.of(by.coalition).select_related("organisation").get(pk=by.member).name


def decided(people, words, *, hidden=None):
    """A proposal on which each cast a ballot in order (y, n, a, or - for none), closed."""
    proposal = factories.opened(people[0])
    choices = {"y": "yes", "n": "no", "a": "abstain"}
    with in_voting(proposal):
        for by, word in zip([*people, *([hidden] if hidden else [])], words, strict=True):
            if word != "-":
                actions.cast_ballot(by=by, proposal=proposal, choice=choices[word])
    return factories.close(proposal)


def read_by(by, house, proposal):
    """What a member reads: the page, and the outcome by the API."""
    account = Account.objects.get(pk=by.account)
    shown = page(signed_in(account), "proposal", house, proposal.pk).content.decode()
    answer = Program.of(account).get(f"/coalitions/{house.slug}/proposals/{proposal.pk}")
    assert answer.status_code == 200
    return shown, answer.json()["decided"]


def test_a_region_is_frozen_when_it_opens_and_protected_ones_have_none(house):
    people = founding.standings(house, 2)
    cards = Organisation.objects.of(house.id)
    cards.filter(name="Member 0").update(country="ALB", area="Tirana")
    cards.filter(name="Member 1").update(area=" Northern   Cyprus")
    for hidden in ("Hidden", "Hidden card"):
        founding.member(house, hidden, protected=hidden == "Hidden")
        cards.filter(name=hidden).update(country="PER", area="Lima", protected=True)
    lone = Person.objects.create(coalition=house, name="Ana", country="PER", made_at=clock.now())
    Member.objects.create(
        coalition=house,
        individual=lone,
        category="member",
        status="active",
        status_since=clock.now(),
        commitment="networking",
    )
    proposal = factories.opened(people[0])
    cards.update(country="FRA")
    found = dict(Elector.objects.of(house.id).filter(proposal=proposal).values_list("name", "region"))
    assert found == {"Member 0": "ALB", "Member 1": "Northern Cyprus", "Hidden": "", "Hidden card": "", "Ana": ""}
    assert list(audits.audit(house.id)) == []
    Elector.objects.of(house.id).filter(name="Member 1").update(region="ALB")
    assert list(audits.audit(house.id)) == [f"proposal {proposal.pk}: its electors is not what was opened"]


def test_a_seat_counts_with_the_region_of_its_member_and_a_persons_own_with_none(house):
    of = founding.member(house, "Member")
    Organisation.objects.of(house.id).update(country="ALB")
    own = Person.objects.create(coalition=house, name="Ana", country="PER", made_at=clock.now())
    for holder in ({"member": of}, {"person": own}):
        Term.objects.create(coalition=house, body="board", seats="seat", starts=clock.now(), **holder)
    assert [(each.name, each.region) for each in electorate(house.id, "board")] == [("Ana", ""), ("Member", "ALB")]


def test_by_members_the_many_light_ones_stop_what_the_heavy_one_wants():
    house, people = settled_in(Second.MEMBERS)
    proposal = factories.opened(people[0])
    Elector.objects.of(house.id).filter(proposal=proposal, member=people[0].member).update(weight=9)
    with in_voting(proposal):
        for by, choice in zip(people, ("yes", "no", "no", "yes", "no", "abstain"), strict=True):
            actions.cast_ballot(by=by, proposal=proposal, choice=choice)
    closed = factories.close(proposal)
    count = closed.final_count
    assert (closed.outcome, count.reason) == ("rejected", "decisions.second_missed")
    assert (count.yes_weight, count.basis, count.needed) == (10, 13, 7)
    shown, told = read_by(people[1], house, closed)
    assert "10 of 13 votes said yes, which is enough, but a second majority was needed besides." in shown
    assert "Each elector counted once, 2 of 5 that said yes or no said yes; 3 were needed." in shown
    assert "What each region said" not in shown
    assert told["second"] == {"counted": "members", "yes": 2, "no": 3, "needed": 3, "basis": 5, "regions": []}


def test_by_regions_the_regions_are_told_with_their_votes():
    house, people = settled_in(Second.REGIONS)
    closed = decided(people, "yynayn")  # Albania says yes, Kosovo no, the area yes; who is of no region said no
    count = closed.final_count
    assert (closed.outcome, count.reason) == ("adopted", "decisions.threshold_met")
    assert (count.second_yes, count.second_no, count.second_needed, count.second_basis) == (2, 1, 2, 3)
    shown, told = read_by(people[1], house, closed)
    assert "It was adopted: 3 of 5 votes said yes, and 3 were needed." in shown
    assert "Each region counted once, 2 of 3 that said yes or no said yes; 2 were needed." in shown
    rows = [
        ("ALB", "Albania", 2, 0, "yes"),
        ("XKX", "Kosovo", 0, 1, "no"),
        ("Northern Cyprus", "Northern Cyprus", 1, 0, "yes"),
    ]
    names = ("code", "name", "yes", "no", "said")
    assert told["second"]["regions"] == [dict(zip(names, row, strict=True)) for row in rows]
    for _code, name, yes, no, _said in rows:
        cells = f'<td class="n" data-label="Votes for">{yes}</td><td class="n" data-label="Votes against">{no}</td>'
        assert f'<td dir="auto">{name}</td>{cells}' in shown
    assert list(audits.audit(house.id)) == []
    [facts, _roll] = facts_read(people[1], "decisions.decided")
    assert facts["count"] == count.to_json()


def test_the_audit_counts_the_second_majority_again():
    house, people = settled_in(Second.REGIONS)
    closed = decided(people, "yynayn")
    Elector.objects.of(house.id).filter(proposal=closed, member=people[4].member).update(region="")
    assert list(audits.audit(house.id)) == [
        f"proposal {closed.pk}: its electors is not what was opened",
        f"proposal {closed.pk}: the count that was entered is not the count of its ballots",
        f"proposal {closed.pk}: the outcome adopted is not the one that its ballots give",
    ]


def test_a_region_that_is_even_says_neither():
    house, people = settled_in(Second.REGIONS)
    closed = decided(people, "ynyy-n")
    assert (closed.outcome, closed.final_count.second_basis) == ("adopted", 1)
    shown, told = read_by(people[1], house, closed)
    assert [(each["code"], each["said"]) for each in told["second"]["regions"]] == [("ALB", "abstain"), ("XKX", "yes")]
    assert '<span class="state abstain">neither</span>' in shown


def test_no_region_at_all_cannot_adopt():
    house, people = settled_in(Second.REGIONS)
    Organisation.objects.of(house.id).update(country="", area="")
    closed = decided(people, "yyyyyy")
    assert (closed.outcome, closed.final_count.reason) == ("rejected", "decisions.second_missed")
    assert "The second majority is one of regions, and no region said yes or no." in outcome_sentences(
        closed.final_count
    )


def test_a_protected_member_is_in_no_region_and_in_the_total_alone():
    house, people = settled_in(Second.REGIONS)
    hidden = founding.standing(founding.member(house, "Hidden", protected=True))
    Organisation.objects.of(house.id).filter(name="Hidden").update(country="PER")
    closed = decided(people, "yynayny", hidden=hidden)
    count = closed.final_count
    assert (count.yes, count.second_yes, count.second_no) == (4, 2, 1)
    for by in (people[1], hidden):
        shown, told = read_by(by, house, closed)
        assert {each["code"] for each in told["second"]["regions"]} == {"ALB", "XKX", "Northern Cyprus"}
        assert ("Peru" in shown, "PER" in str(told)) == (False, False)


def test_who_reads_no_roll_call_reads_no_regions():
    public = Disclosure(proposals=Disclosed.PUBLIC, outcomes=Disclosed.PUBLIC)
    house, people = settled_in(Second.REGIONS, public)
    closed = decided(people, "yynayn")
    outside = founding.standing(
        founding.member(founding.coalition("elsewhere", rules=factories.charter()), "Elsewhere")
    )
    account = Account.objects.get(pk=outside.account)
    reader = standing_of(outside.account, house.id)
    assert (reader.is_inside, queries.roll_call(reader, closed)) == (False, ())
    shown = page(signed_in(account), "proposal", house, closed.pk)
    assert shown.status_code == 200
    assert "Each region counted once, 2 of 3" in shown.content.decode()
    assert ("Albania" in shown.content.decode(), shown.context["regions"]) == (False, ())


def test_of_those_present_abstentions_make_it_harder():
    house, people = settled_in(base=Base.PRESENT)
    proposal = factories.opened(people[0])
    with in_voting(proposal):
        shown = page(
            signed_in(Account.objects.get(pk=people[0].account)), "proposal", house, proposal.pk
        ).content.decode()
        assert "Counts as present: the more abstain, the more must say yes" in shown
        assert "not for the majority" not in shown
    closed = decided(people, "yyyana")
    count = closed.final_count
    assert (closed.outcome, count.yes_weight, count.basis, count.needed) == ("rejected", 3, 6, 4)
    shown, told = read_by(people[1], house, closed)
    assert "It was rejected: 3 of 6 votes said yes, and 4 were needed." in shown
    assert (told["basis"], told["needed"], told["second"]) == (6, 4, None)
    assert list(audits.audit(house.id)) == []


def test_a_ballot_that_is_carried_counts_in_the_region_of_its_own_elector():
    house, people = settled_in(Second.REGIONS, delegation=True)
    proposal = factories.opened(people[0])
    with in_voting(proposal):
        actions.delegate(by=people[4], proposal=proposal, carrier=people[0].member)
        actions.cast_ballot(by=people[0], proposal=proposal, choice="yes")
        for by in people[2:4]:
            actions.cast_ballot(by=by, proposal=proposal, choice="abstain")
    closed = factories.close(proposal)
    count = closed.final_count
    assert (closed.outcome, count.carried, count.second_yes, count.second_basis) == ("adopted", 1, 2, 2)
    _shown, told = read_by(people[1], house, closed)
    assert [(each["code"], each["yes"]) for each in told["second"]["regions"]] == [
        ("ALB", 1),
        ("XKX", 0),
        ("Northern Cyprus", 1),
    ]


def test_voting_ends_early_when_the_regions_cannot_turn_any_more():
    house, people = settled_in(Second.REGIONS, early=True)
    proposal = factories.opened(people[0])
    with in_voting(proposal):
        for at, by in enumerate(people[:4]):
            actions.cast_ballot(by=by, proposal=proposal, choice="yes")
            proposal = Proposal.objects.of(house.id).get(pk=proposal.pk)
            assert (proposal.voting_until == clock.now()) == (at == 3)


def test_what_comes_of_a_call_is_told_by_regions():
    house, people = settled_in(Second.REGIONS, recorded_by=("chair",))
    process = factories.opened(people[0]).frozen_process
    said = {by.member: Said.FOR if at < 2 else Said.AGAINST for at, by in enumerate(people[:3])}
    figures = expected(process, places_for(house.id, process), said)
    assert (figures.second_yes, figures.second_no, figures.reason) == (1, 1, "decisions.second_missed")
    opened = factories.opened(people[0], title="Again")
    assert expected(process, places_in(opened), said) == figures
