"""The account of a count is kept with its outcome: pages, files, paper and programs read it, and the audit counts again."""

import json
import zlib
from dataclasses import replace
from typing import Any

import pytest

from plenary.accounts.models import Account
from plenary.charter.rules.schema import Counting, Secrecy
from plenary.decisions.audits.choosing import audit_boxes
from plenary.decisions.models import BallotBox, Proposal
from plenary.decisions.queries.counts import Counted, counted
from plenary.decisions.rules import recounts
from plenary.decisions.rules.methods.packed import FORM, pack
from plenary.decisions.shown.count import count_as_json
from plenary.decisions.tests import choosing, elections
from plenary.decisions.tests.outcomes import RANKS, TOWNS, client_of, get, house_of, rank, voted
from tests.programs import Program

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_read_yet() -> None:
    """As in a process that has just started."""
    for read in (recounts.recount, recounts.account_kept, recounts.profile_in):
        read.cache_clear()


def found_of(proposal: Proposal) -> Counted:
    found = counted(proposal)
    assert found is not None
    return found


def kept_as(proposal: Proposal, account: bytes) -> None:
    BallotBox.objects.of(proposal.coalition_id).filter(proposal=proposal).update(account=account)


def counts_done() -> int:
    """How many counts requests did."""
    return recounts.recount.cache_info().misses


@pytest.mark.parametrize("secrecy", [Secrecy.OPEN, Secrecy.SECRET])
def test_no_request_counts(secrecy: Secrecy) -> None:
    by = house_of(5, choosing.charter(secrecy=secrecy, delegation=False))
    proposal = voted(by, choosing.towns(2), RANKS)
    client = client_of(by[0])
    names = ("proposal", "count", "count-json", "count-pdf")
    assert [get(client, name, proposal).status_code for name in names] == [200] * 4
    assert get(client, "ballot-file", proposal, "blt").status_code == 200
    asking = Program.of(Account.objects.get(pk=by[0].account))
    at = f"/coalitions/clear-fields/proposals/{proposal.pk}"
    assert [asking.get(at + more).status_code for more in ("", "/count", "/count.json")] == [200] * 3
    assert counts_done() == 0


def test_only_a_page_that_tells_of_ballots_reads_them(django_assert_num_queries: Any) -> None:
    proposal = voted(house_of(), choosing.towns(2), RANKS)
    with django_assert_num_queries(1):
        found = found_of(proposal)
        count_as_json(proposal, found)
    with django_assert_num_queries(1):
        assert found.profile.total == len(RANKS)
        assert found.profile.names == TOWNS


def test_what_is_kept_is_what_the_ballots_give() -> None:
    proposal = voted(house_of(), choosing.towns(2), RANKS)
    shown = found_of(proposal)
    kept_as(proposal, b"")  # as of an outcome before accounts were kept
    assert (found_of(proposal).account, counts_done()) == (shown.account, 1)
    assert list(audit_boxes(proposal.coalition_id)) == []


def test_an_account_of_another_form_is_counted_again_and_compared_with_nothing() -> None:
    proposal = voted(house_of(), choosing.towns(2), RANKS)
    shown = found_of(proposal)
    kept_as(proposal, zlib.compress(json.dumps({"form": FORM + 1, "account": {}}).encode()))
    assert (found_of(proposal).account, counts_done()) == (shown.account, 1)
    assert list(audit_boxes(proposal.coalition_id)) == []


def test_an_account_that_chooses_others_than_were_told_is_not_shown() -> None:
    proposal = voted(house_of(), choosing.towns(2), RANKS)
    shown = found_of(proposal)
    others = tuple(each for each in range(4) if each not in shown.account.winners)
    kept_as(proposal, pack(replace(shown.account, winners=others)))
    assert (found_of(proposal).account, counts_done()) == (shown.account, 1)
    assert list(audit_boxes(proposal.coalition_id)) == [
        f"proposal {proposal.pk}: the account of its count is not the one that its ballots give"
    ]


def test_an_account_with_other_figures_is_found_by_the_audit() -> None:
    proposal = voted(house_of(), choosing.towns(2), RANKS)
    shown = found_of(proposal).account
    kept_as(proposal, pack(replace(shown, stages=(replace(shown.stages[0], lost=1), *shown.stages[1:]))))
    assert list(audit_boxes(proposal.coalition_id)) == [
        f"proposal {proposal.pk}: the account of its count is not the one that its ballots give"
    ]


def test_an_account_that_is_broken_is_not_shown_and_found_by_the_audit() -> None:
    proposal = voted(house_of(), choosing.towns(2), RANKS)
    shown = found_of(proposal)
    kept_as(proposal, pack(shown.account)[:-3])
    assert (found_of(proposal).account, counts_done()) == (shown.account, 1)
    assert list(audit_boxes(proposal.coalition_id)) == [
        f"proposal {proposal.pk}: the account of its count cannot be read"
    ]


def test_a_name_that_was_taken_out_is_in_no_account() -> None:
    proposal = voted(house_of(), choosing.towns(2), RANKS)
    before = found_of(proposal)
    box = BallotBox.objects.of(proposal.coalition_id).get()
    assert TOWNS[1] not in zlib.decompress(bytes(box.account)).decode()
    box.contest["candidates"][1]["name"] = "a former member"
    box.save(update_fields=["contest"])
    after = found_of(proposal)
    assert after.account.names == (TOWNS[0], "a former member", *TOWNS[2:])
    assert (replace(after.account, names=TOWNS), counts_done()) == (before.account, 0)
    assert [name for name in TOWNS if name not in count_as_json(proposal, after)] == [TOWNS[1]]


def test_where_nobody_voted_or_yes_and_no_were_asked_there_is_no_account() -> None:
    by = house_of(3, choosing.charter(counting=Counting.APPROVAL))
    blank = voted(by, choosing.towns(), ({"blank": True},) * 3)
    nobody = voted(by, choosing.towns(options=("Quito", "Lomé")), ())
    assert (counted(blank), counted(nobody), counts_done()) == (None, None, 0)
    assert list(audit_boxes(blank.coalition_id)) == []


def test_those_elected_without_a_ballot_have_no_account() -> None:
    by = elections.members(3)
    proposal = elections.opened(by[0])
    for each in by[:2]:
        elections.stands(each, proposal)
    done = elections.closed(proposal)
    assert (counted(done), counts_done(), elections.sound(done.coalition_id)) == (None, 0, [])


def test_the_account_of_a_vote_that_lapsed_is_kept_too() -> None:
    proposal = voted(house_of(5), choosing.towns(2), (rank("1"),))
    found = found_of(proposal)
    assert (proposal.outcome, found.account.ballots, counts_done()) == ("lapsed", 1, 0)
    assert list(audit_boxes(proposal.coalition_id)) == []
