"""A network lists the organisations that belong to it: who keeps the list, who reads it, what is counted."""

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.core import visibility
from plenary.core.standing import Mandate, Standing
from plenary.membership import actions, queries
from plenary.membership.models import NetworkMember
from plenary.membership.rules.networks import MOST, OwnMember, WrongRow, rows_pasted
from plenary.membership.tests import factories
from plenary.membership.tests.reading import acting, last, refused

PUBLIC = Disclosure(members=Disclosed.PUBLIC)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("Coast", ""),
        ("Coast; Kenya; 2019; 2020-05-31", ""),
        ("Coast;;2019", ""),
        ("; Kenya", "name"),
        (f"{'x' * 301};", "name"),
        ("Coast; Atlantis", "country"),
        ("Coast;; yesterday", "day"),
        ("Coast;; 2019-13", "day"),
        ("Coast;; 2020; 2019", "order"),
        ("Coast;; 2020-05; 2020", ""),
        ("HILLS;", "twice"),
        ("Coast;;;; more", "cells"),
    ],
)
def test_each_line_says_an_organisation_or_what_is_wrong_with_it(line: str, wrong: str) -> None:
    found, told = rows_pasted(f"\n{line}\n", known=["Hills"])
    assert told == ([WrongRow(2, wrong)] if wrong else [])
    assert [row.name for row in found] == ([] if wrong else ["Coast"])


def test_lines_are_cut_at_tabs_or_commas_where_there_is_no_semicolon() -> None:
    whole = [OwnMember(name="Coast", country="KEN", since="2019")]
    for sign in (";", "\t", ","):
        assert rows_pasted(sign.join(("Coast", "kenya", "2019"))) == (whole, [])
    many = "\n".join(f"N{number};" for number in range(MOST + 1))
    assert rows_pasted(many)[1] == [WrongRow(MOST + 1, "many")]


@pytest.mark.django_db
def test_those_who_decide_for_it_and_officers_keep_the_list() -> None:
    of = factories.coalition(disclosure=PUBLIC)
    network, other = factories.member(of, "Network"), factories.member(of, "Other")
    ours, theirs = acting(network, "ours@example.org"), acting(other, "theirs@example.org")
    watching = acting(network, "watching@example.org", Mandate.CONSULTS)
    rows = [OwnMember(name="Coast", country="KEN"), OwnMember(name="Gone", until="2019")]
    for by in (theirs, watching, Standing.nobody(of.id)):
        with refused("membership.not_yours"):
            actions.add_own_members(by=by, member=network, rows=rows)
    made = actions.add_own_members(by=ours, member=network, rows=rows)
    kind, facts, heard = last(of.id)
    assert (kind, facts["added"], set(heard)) == (
        "membership.network_changed",
        2,
        {visibility.MEMBERS, visibility.member(network.id)},
    )
    assert actions.add_own_members(by=factories.officer(of), member=network, rows=rows) == []
    with refused("membership.network_none"):
        actions.remove_own_members(by=theirs, member=other, ids=[made[0].id])
    assert actions.remove_own_members(by=ours, member=network, ids=[made[0].id]) == 1
    assert [row.name for row in queries.own_members_of(theirs, network)] == ["Gone"]
    with refused("membership.among_members"):
        actions.withdraw(by=ours, member=network)
        network.refresh_from_db()
        actions.add_own_members(by=factories.officer(of), member=network, rows=rows)


@pytest.mark.django_db
def test_the_public_reads_what_is_public_and_each_reader_counts_what_it_reads() -> None:
    of = factories.coalition(disclosure=PUBLIC)
    network, other = factories.member(of, "Network"), factories.member(of, "Other")
    hidden = factories.member(of, "Hidden", protected=True)
    ours, theirs, unseen = (acting(each, f"{each.name.lower()}@example.org") for each in (network, other, hidden))
    own = [OwnMember(name="Inner"), OwnMember(name="Former", until="2019")]
    actions.add_own_members(by=ours, member=network, rows=own)
    actions.add_own_members(by=ours, member=network, rows=[OwnMember(name="Outer")], is_public=True)
    actions.add_own_members(by=unseen, member=hidden, rows=[OwnMember(name="Secret")], is_public=True)
    assert last(of.id)[0] == "membership.sealed"
    nobody = Standing.nobody(of.id)
    told = {by: [row.name for row in queries.own_members_of(by, network)] for by in (ours, theirs, nobody)}
    assert told == {ours: ["Former", "Inner", "Outer"], theirs: ["Former", "Inner", "Outer"], nobody: ["Outer"]}
    assert [queries.own_members_of(by, hidden) for by in (theirs, nobody)] == [[], []]
    assert [row.name for row in queries.own_members_of(unseen, hidden)] == ["Secret"]
    counted = [queries.reach_of_networks(by) for by in (theirs, unseen, factories.officer(of), nobody)]
    assert [(each.networks, each.organisations) for each in counted] == [(1, 2), (1, 2), (1, 2), (1, 1)]


@pytest.mark.django_db
def test_lines_are_pasted_and_what_is_wrong_is_told_by_its_line(client: Client) -> None:
    of = factories.coalition()
    network = factories.member(of, "Network")
    factories.represent(network, "ours@example.org")
    client.force_login(Account.objects.get(email="ours@example.org"))
    page = reverse("membership:network", args=[of.slug, network.id])
    wrong = client.post(page, {"lines": "Coast; Kenya\nHills; Atlantis\n; Mali"})
    assert wrong.context["form"].errors["lines"] == [
        "Line 2: this country is not known.",
        "Line 3: a name of at most 300 characters must come first.",
    ]
    assert not NetworkMember.objects.of(of.id).exists()
    assert client.post(page, {"lines": "Coast; Kenya; 2019\n=Hills"}).status_code == 302
    assert b"Coast" in client.get(reverse("membership:member", args=[of.slug, network.id])).content
    file = client.get(reverse("membership:network_csv", args=[of.slug, network.id])).content.decode("utf-8-sig")
    assert file.splitlines() == ["name,country,since,until", "'=Hills,,,", "Coast,KEN,2019,"]
    gone = NetworkMember.objects.of(of.id).get(name="Coast")
    assert client.post(page, {"step": "take_out", "own": gone.id}).status_code == 302
    assert [row.name for row in NetworkMember.objects.of(of.id)] == ["=Hills"]
    listed = client.get(reverse("membership:members", args=[of.slug])).content.decode()
    assert "One network with one organisation of its own" in listed
