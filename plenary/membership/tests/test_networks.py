"""A network lists the organisations that belong to it: who keeps the list, who reads it, what is counted, how it ends."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from plenary.accounts.models import Account
from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.core import visibility
from plenary.core.standing import Mandate, Standing
from plenary.membership import actions, queries
from plenary.membership.models import Member, NetworkMember
from plenary.membership.pages import its_networks
from plenary.membership.rules.networks import MOST, NetworkStep, OwnMember, WrongRow, is_same, rows_pasted
from plenary.membership.tests.reading import acting, last, refused
from plenary.record.models import Entry
from tests import founding

PUBLIC = Disclosure(members=Disclosed.PUBLIC)


def _list(by: Standing, member: Member, *names: str, is_public: bool = False) -> list[NetworkMember]:
    rows = [OwnMember(name=name) for name in names]
    return actions.add_own_members(by=by, member=member, rows=rows, is_public=is_public)


def _names(by: Standing, member: Member) -> list[str]:
    return [row.name for row in queries.own_members_of(by, member)]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("Coast", ""),
        ("Coast; Kenya; 2019", ""),
        ("Coast;;2019-05", ""),
        ("Hills; Mali", ""),  # the section of another country
        ('"Coast', ""),
        ("; Kenya", "name"),
        ("...", "name"),
        (f"{'x' * 301};", "name"),
        ("Coast; Atlantis", "country"),
        ("Coast;; yesterday", "day"),
        ("Coast;; 2019-13", "day"),
        ("HILLS Ltd;", "twice"),
        ("Coast;;; more", "cells"),
    ],
)
def test_each_line_says_an_organisation_or_what_is_wrong_with_it(line: str, wrong: str) -> None:
    found, told = rows_pasted(f"\n{line}\n", known=[("hills", "")])
    assert told == ([WrongRow(2, wrong)] if wrong else [])
    assert len(found) == (0 if wrong else 1)


def test_lines_are_cut_at_tabs_or_commas_where_there_is_no_semicolon() -> None:
    whole = [OwnMember(name="Coast", country="KEN", since="2019")]
    for sign in (";", "؛", "\t", "،", ","):
        assert rows_pasted(sign.join(("Coast", "kenya", "2019"))) == (whole, [])
    many = "\n".join(f"N{number};" for number in range(MOST + 1))
    assert rows_pasted(many)[1] == [WrongRow(MOST + 1, "many")]
    assert rows_pasted("Coast; Kenya\ncoast; Kenya\ncoast; Mali")[1] == [WrongRow(2, "twice")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("coast", "KEN"), ("coast", "KEN"), True),
        (("coast", ""), ("coast", "KEN"), True),
        (("coast", "MLI"), ("coast", "KEN"), False),
        (("coast", ""), ("hills", ""), False),
        (("", ""), ("", ""), False),
    ],
)
def test_names_mean_one_organisation_unless_their_countries_differ(
    one: tuple[str, str], other: tuple[str, str], same: bool
) -> None:
    assert (is_same(one, other), is_same(other, one)) == (same, same)


@pytest.mark.django_db
def test_those_who_decide_for_it_and_officers_keep_the_list() -> None:
    of = founding.coalition(disclosure=PUBLIC)
    network, other = founding.member(of, "Network"), founding.member(of, "Other")
    ours, theirs = acting(network, "ours@example.org"), acting(other, "theirs@example.org")
    watching = acting(network, "watching@example.org", Mandate.CONSULTS)
    for by in (theirs, watching, Standing.nobody(of.id)):
        with refused("membership.not_yours"):
            _list(by, network, "Coast")
    made = _list(ours, network, "Coast", "Hills")
    kind, facts, heard = last(of.id)
    assert (kind, facts["added"], set(heard)) == (
        "membership.network_changed",
        2,
        {visibility.MEMBERS, visibility.member(network.id)},
    )
    entries = Entry.objects.of(of.id).count()
    assert _list(founding.officer(of), network, "coast") == []
    assert Entry.objects.of(of.id).count() == entries  # nothing changed, so nothing is told
    for step in NetworkStep:
        for by in (watching, theirs):
            with refused("membership.not_yours"):
                actions.change_own_members(by=by, member=network, ids=[made[0].id], step=step)
        with refused("membership.network_none"):
            actions.change_own_members(by=theirs, member=other, ids=[made[0].id], step=step)
    assert actions.change_own_members(by=ours, member=network, ids=[made[0].id], step=NetworkStep.TAKE_OUT) == 1
    assert (last(of.id)[1]["take_out"], _names(theirs, network)) == (1, ["Hills"])


@pytest.mark.django_db
def test_a_list_has_an_end_and_names_nobody_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    of = founding.coalition()
    network = founding.member(of, "Network")
    ours = acting(network, "ours@example.org")
    monkeypatch.setattr("plenary.membership.actions.networks.MOST_IN_ALL", 2)
    (row,) = _list(ours, network, "Coast")
    with refused("membership.network_full"):
        _list(ours, network, "Hills", "Lakes")
    assert len(_list(ours, network, "Coast", "Hills")) == 1
    with refused("membership.network_none"):
        _list(ours, network)
    with pytest.raises(IntegrityError), transaction.atomic():
        NetworkMember.objects.create(coalition=of, member=network, name="x", name_key="coast", added_at=row.added_at)


@pytest.mark.django_db
def test_the_public_reads_what_is_public_and_each_reader_counts_what_it_reads() -> None:
    of = founding.coalition(disclosure=PUBLIC)
    network, other = founding.member(of, "Network"), founding.member(of, "Other")
    hidden = founding.member(of, "Hidden", protected=True)
    ours, theirs, unseen = (acting(each, f"{each.name.lower()}@example.org") for each in (network, other, hidden))
    inner, _far = _list(ours, network, "Inner", "Far")
    _list(ours, network, "Outer", is_public=True)
    _list(theirs, other, "FAR")  # on two lists, and counted once
    _list(unseen, hidden, "Secret", is_public=True)
    assert last(of.id)[0] == "membership.sealed"
    nobody = Standing.nobody(of.id)
    assert [_names(by, network) for by in (ours, theirs)] == [["Far", "Inner", "Outer"]] * 2
    assert _names(nobody, network) == ["Outer"]
    assert [_names(by, hidden) for by in (theirs, nobody)] == [[], []]
    assert [_names(by, hidden) for by in (unseen, founding.officer(of))] == [["Secret"]] * 2
    counted = [queries.reach_of_networks(by) for by in (theirs, unseen, founding.officer(of), nobody)]
    assert counted == [3, 3, 3, 1]
    actions.change_own_members(by=ours, member=network, ids=[inner.id], step=NetworkStep.SHOW_ALL)
    assert _names(nobody, network) == ["Inner", "Outer"]
    actions.change_own_members(by=ours, member=network, ids=[inner.id], step=NetworkStep.SHOW_MEMBERS)
    assert _names(nobody, network) == ["Outer"]
    told = [str(its_networks(by, network).lines[0].sentence) for by in (theirs, nobody)]
    assert told == [
        "It speaks for 3 organisations.",
        "Organisations that belong to it, as far as you may read of them: 1.",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("disclosed", [Disclosed.MEMBERS, Disclosed.OFFICERS])
def test_whoever_may_not_read_of_a_member_reads_nothing_of_what_belongs_to_it(disclosed: Disclosed) -> None:
    of = founding.coalition(disclosure=Disclosure(members=disclosed))
    network, other = founding.member(of, "Network"), founding.member(of, "Other")
    ours, theirs = acting(network, "ours@example.org"), acting(other, "theirs@example.org")
    _list(ours, network, "Coast", "Other", is_public=True)
    nobody, reads = Standing.nobody(of.id), disclosed is Disclosed.MEMBERS
    assert [_names(nobody, network), queries.reach_of_networks(nobody)] == [[], 0]
    assert (_names(theirs, network) != [], queries.reach_of_networks(theirs) > 0) == (reads, reads)
    assert [each.name for each in queries.networks_of(theirs, other)] == (["Network"] if reads else [])
    assert _names(ours, network) == ["Coast", "Other"]


@pytest.mark.django_db
def test_whoever_is_heard_twice_is_shown_on_both_pages_and_a_protected_member_on_none() -> None:
    of = founding.coalition(disclosure=PUBLIC)
    network, second = founding.member(of, "Network"), founding.member(of, "Second")
    itself = founding.member(of, organisation=founding.organisation(of, "Coast Ltd", country="KEN"))
    hidden = founding.member(of, "Hidden", protected=True)
    ours, more, theirs = (acting(each, f"{each.pk}@example.org") for each in (network, second, itself))
    unseen = acting(hidden, "hidden@example.org")
    rows = [OwnMember(name="Coast", country=country) for country in ("KEN", "MLI")]
    kenya, _mali = actions.add_own_members(by=ours, member=network, rows=rows)
    named, hills = _list(ours, network, "Hidden", "Hills")
    _list(more, second, "HILLS")
    _list(unseen, hidden, "Coast", "Hills", is_public=True)
    for by in (ours, theirs, founding.officer(of)):
        told = queries.heard_as(by, network, list(queries.own_members_of(by, network)))
        assert {key: (each.itself, each.networks) for key, each in told.items()} == {
            kenya.id: (itself, ()),
            hills.id: (None, (second,)),
        }
        assert list(queries.networks_of(by, itself)) == [network]
        assert named.id not in told
    nobody = Standing.nobody(of.id)
    assert queries.networks_of(nobody, itself) == []  # the list that says so is for members
    section = its_networks(theirs, itself)
    assert section is not None
    assert [str(line.sentence) for line in section.lines] == [
        "Is it a network? List the organisations that belong to it.",
        "Network lists it among the organisations that belong to it.",
    ]


@pytest.mark.django_db
def test_what_belongs_to_a_network_casts_no_ballot_and_is_no_member() -> None:
    of = founding.coalition()
    network = founding.member(of, "Network")
    ours = acting(network, "ours@example.org")
    _list(ours, network, "Coast", "Hills")
    assert [each.name for each in queries.members_with_vote(of.id)] == ["Network"]
    assert (queries.total_members(of.id), list(queries.found_members(ours))) == (1, [network])


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["left", "removed"])
def test_the_list_goes_with_the_membership(end: str) -> None:
    of = founding.coalition()
    network, other = founding.member(of, "Network"), founding.member(of, "Other")
    ours, theirs = acting(network, "ours@example.org"), acting(other, "theirs@example.org")
    _list(ours, network, "Coast")
    _list(theirs, other, "Hills")
    if end == "left":
        actions.withdraw(by=ours, member=network)
    else:
        actions.remove_member(by=founding.system(of), member_id=network.id)
    assert [row.name for row in NetworkMember.objects.of(of.id)] == ["Hills"]
    network.refresh_from_db()
    with refused("membership.among_members"):
        _list(founding.officer(of), network, "Coast")


@pytest.mark.django_db
def test_the_list_goes_over_with_a_member_that_merges_and_names_nobody_twice() -> None:
    of = founding.coalition()
    gone, into = founding.member(of, "Gone"), founding.member(of, "Into")
    theirs, ours = acting(gone, "theirs@example.org"), acting(into, "ours@example.org")
    _list(theirs, gone, "Coast", "Into")
    _list(theirs, gone, "Hills", is_public=True)
    _list(ours, into, "hills")
    merging = actions.agree_merging(by=ours, merging=actions.ask_merging(by=theirs, member=gone, into=into))
    actions.merge_members(by=founding.officer(of), merging=merging)
    held = NetworkMember.objects.of(of.id).order_by("name").values_list("member", "name", "is_public")
    assert list(held) == [(into.id, "Coast", False), (into.id, "hills", False)]


@pytest.mark.django_db
def test_a_list_takes_as_many_queries_for_more_as_for_few(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    of = founding.coalition()
    network, second = founding.member(of, "Network"), founding.member(of, "Second")
    ours, more = acting(network, "ours@example.org"), acting(second, "more@example.org")
    client.force_login(Account.objects.get(email="ours@example.org"))
    page = reverse("membership:network", args=[of.slug, network.id])
    for names in (["Coast"], ["Hills", "Lakes"]):
        _list(ours, network, *names)
        _list(more, second, *names)
        for name in names:
            founding.member(of, name)
        client.get(page)
        with django_assert_num_queries(14):
            told = client.get(page).content.decode()
        assert (
            told.count("as a member itself")
            == told.count(">Second</bdi>")
            == NetworkMember.objects.of(of.id).count() / 2
        )


@pytest.mark.django_db
def test_lines_are_pasted_and_what_is_wrong_is_told_by_its_line(client: Client) -> None:
    of = founding.coalition()
    network = founding.member(of, "Network")
    founding.member(of, "Hills")
    founding.represent(network, "ours@example.org")
    client.force_login(Account.objects.get(email="ours@example.org"))
    page = reverse("membership:network", args=[of.slug, network.id])
    wrong = client.post(page, {"lines": "Coast; Kenya\nHills; Atlantis\n; Mali"})
    assert wrong.context["form"].errors["lines"] == [
        "Line 2: this country is not known.",
        "Line 3: a name of at most 300 characters must come first.",
    ]
    assert not NetworkMember.objects.of(of.id).exists()
    assert client.post(page, {"lines": "Coast; Kenya; 2019\n=Hills"}).status_code == 302
    shown = client.get(page).content.decode()
    assert "It speaks for 2 organisations. They act here through this member alone: they have no vote" in shown
    assert "as a member itself" in shown
    file = client.get(reverse("membership:network_csv", args=[of.slug, network.id])).content.decode("utf-8-sig")
    assert file.splitlines() == ["name,country,since,shown_to", "'=Hills,,,members", "Coast,KEN,2019,members"]
    gone = NetworkMember.objects.of(of.id).get(name="Coast")
    assert client.post(page, {"step": "take_out"}, follow=True).context["rows"][1][0] == gone  # none was chosen
    assert client.post(page, {"step": "nothing", "own": gone.id}).status_code == 404
    assert client.post(page, {"step": "take_out", "own": gone.id}).status_code == 302
    assert [row.name for row in NetworkMember.objects.of(of.id)] == ["=Hills"]
    told = client.get(reverse("membership:member", args=[of.slug, network.id])).content.decode()
    assert "It speaks for one organisation." in told
    listed = client.get(reverse("membership:members", args=[of.slug])).content.decode()
    assert "Networks among them speak for one organisation, which" in listed
