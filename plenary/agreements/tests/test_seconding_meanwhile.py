"""What comes in between a signature and the word of the second address."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from plenary.agreements import actions, queries
from plenary.agreements.audits import audit_signatures
from plenary.agreements.models import Agreement, Signature
from plenary.agreements.rules import SCANS, Form
from plenary.agreements.tests import factories, seconded
from plenary.agreements.tests.test_actions import reason
from plenary.charter.actions import put_in_force
from plenary.charter.rules.document import charter_to_json
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.files.actions import remove_file
from plenary.files.formats import read
from plenary.files.queries import files_of
from plenary.files.tests.factories import paper as a_paper
from plenary.membership import actions as membership
from plenary.membership.models import Member
from plenary.record.models import Entry, Opening
from tests import founding

pytestmark = pytest.mark.django_db


def _leaves(of: object, member: Member, by: Standing, agreement: Agreement) -> None:
    Member.objects.of(by.coalition).filter(id=member.id).update(status="withdrawn")


def _is_suspended(of: object, member: Member, by: Standing, agreement: Agreement) -> None:
    Member.objects.of(by.coalition).filter(id=member.id).update(status="suspended")


def _changes(of: object, member: Member, by: Standing, agreement: Agreement) -> None:
    factories.again(of, by, agreement, "And more.")


def _ends(of: object, member: Member, by: Standing, agreement: Agreement) -> None:
    actions.end_agreement(by=founding.system(of), agreement_id=agreement.id, because="Done.")


def _is_withdrawn(of: object, member: Member, by: Standing, agreement: Agreement) -> None:
    actions.withdraw_signature(by=by, agreement=agreement)


@pytest.mark.parametrize("meanwhile", [_leaves, _is_suspended, _changes, _ends, _is_withdrawn])
def test_what_came_in_between_leaves_nothing_to_confirm(meanwhile: object, client: Client) -> None:
    of, member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    seconded.confirmed(by)
    factories.signed(by, agreement)
    ((_to, token),) = seconded.mailed()
    meanwhile(of, member, by, agreement)
    for step in ("yes", "no"):
        assert "nothing to confirm any more" in client.post(seconded.link(token), {"step": step}).content.decode()
    row = Signature.objects.of(of.id).get()
    assert (row.confirmed_at, row.contested_at, list(audit_signatures(of.id))) == (None, None, [])


def test_what_only_corrects_leaves_it_to_be_confirmed() -> None:
    of, _member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    seconded.confirmed(by)
    factories.signed(by, agreement)
    ((_to, token),) = seconded.mailed()
    factories.again(of, by, agreement, "And more.", is_material=False)
    actions.answer_link(token=token, is_so=True)
    assert seconded.counted(by, agreement) == ["Green Valley"]


@pytest.mark.parametrize("leaves", [False, True])
def test_withdrawing_what_waits_is_told_to_its_own_alone(*, leaves: bool) -> None:
    of, member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    factories.signed(by, agreement)
    if leaves:
        membership.withdraw(by=by, member=member, with_signatures=True)
    else:
        actions.withdraw_signature(by=by, agreement=agreement)
    told = Entry.objects.of(of.id).get(kind="agreements.signature_withdrawn")
    assert (seconded.audience(told), seconded.counted(by, agreement)) == (
        [visibility.member(by.member), visibility.SEALED],
        [],
    )
    assert b"signature_" not in bytes(told.envelope)


def test_a_paper_is_confirmed_by_the_member_and_by_its_second_address(settings: LazySettings, tmp_path: Path) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": {"OPTIONS": {"location": tmp_path / "files"}}}
    of, member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    seconded.confirmed(by)
    keeper = replace(founding.standing(founding.member(of, "Others")), powers=frozenset({"agreements.enter_paper"}))
    paper = actions.Paper(member=member.id, person=by.person, form=Form.ORGANISATION, signed_on=clock.now().date())
    scan = read("Signed.pdf", a_paper())
    entered = actions.enter_paper(by=keeper, agreement=agreement, paper=paper, scan=scan)
    assert seconded.mailed() == []
    (held,) = files_of(by, SCANS, [entered.id])[entered.id]
    row = actions.confirm_paper(by=by, agreement=agreement, scan=held.sha256)
    assert (row.confirmed_at, queries.papers_to_confirm(by), seconded.counted(by, agreement)) == (None, [], [])
    again = reason(actions.enter_paper, by=keeper, agreement=agreement, paper=paper, no_scan="It is a fax.")
    assert again == "agreements.paper_not_needed"
    assert reason(remove_file, by=keeper, file=held) == "agreements.scan_stands"  # the member saw it
    ((_to, token),) = seconded.mailed()
    actions.answer_link(token=token, is_so=True)
    assert (seconded.counted(by, agreement), list(audit_signatures(of.id))) == (["Green Valley"], [])
    told = [json.loads(bytes(each.payload))["facts"] for each in Opening.objects.of(of.id).filter(position=0)]
    assert [facts["scan"] for facts in told if facts.get("signature") == row.id] == [held.sha256] * 3


def test_where_the_charter_asks_no_more_it_is_signed_again_and_counts() -> None:
    of, _member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    first = factories.signed(by, agreement)
    by_decision = Standing.system(of.id, "matter.charter.amend")
    put_in_force(by=by_decision, coalition_id=of.id, document=charter_to_json(factories.open_charter()))
    second = factories.signed(by, agreement)
    first.refresh_from_db()
    assert (first.withdrawn_at is not None, second.confirmed_at is not None, seconded.counted(by, agreement)) == (
        True,
        True,
        ["Green Valley"],
    )
