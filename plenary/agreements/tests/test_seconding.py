"""Second addresses: entered, confirmed, asked about what is signed, and what they answer."""

import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from plenary.accounts.models import Account
from plenary.agreements import actions, queries
from plenary.agreements.asks import signatures_wait
from plenary.agreements.audits import audit_signatures
from plenary.agreements.models import Agreement, SecondAddress, Signature
from plenary.agreements.rules import SCANS, Form
from plenary.agreements.tests import factories, seconded
from plenary.agreements.tests.test_actions import kinds, reason
from plenary.charter.actions import put_in_force
from plenary.charter.rules.document import charter_to_json
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.decisions.tests import factories as decisions
from plenary.files.actions import remove_file
from plenary.files.formats import read
from plenary.files.queries import files_of
from plenary.files.tests.factories import paper as a_paper
from plenary.membership.models import Member
from plenary.record.models import Entry, Opening

pytestmark = pytest.mark.django_db


def link(token: str) -> str:
    return reverse("agreements:second_link", args=[token])


def counted(by: Standing, agreement: Agreement) -> list[str]:
    """Who stands on an agreement, by name."""
    found = factories.fresh(by, agreement)
    return [one.name for one in queries.signatories(by, found, queries.adopted_editions(by.coalition, found.id))]


def audience(entry: Entry) -> list[str]:
    return sorted(entry.audiences.values_list("token", flat=True))


def waiting(by: Standing, agreement: Agreement) -> Signature:
    found = queries.waiting_of(by, agreement.id)
    assert found
    return found


def test_a_signature_counts_once_the_second_address_has_confirmed_it(client: Client) -> None:
    of, _member, by = seconded.stage()
    reader = decisions.standing(decisions.member(of, "Others"))
    agreement = factories.adopted(of, by, is_public=True)
    seconded.confirmed(by)
    row = factories.signed(by, agreement)
    assert (row.confirmed_at, row.waits_since is not None) == (None, True)
    assert (counted(reader, agreement), counted(by, agreement), kinds(of)[-1]) == ([], [], "agreements.signature_given")
    own = Entry.objects.of(of.id).get(kind="agreements.signature_given")
    assert audience(own) == [visibility.member(by.member)]
    assert [ask.url for ask in signatures_wait(by)] == [reverse("agreements:second", args=[of.slug])]
    assert queries.agreements_to_sign(by) == []
    assert reason(actions.sign, by=by, agreement=agreement, hash=row.hash, form=Form.ORGANISATION) == (
        "agreements.second_waits"
    )
    ((to, token),) = seconded.mailed()
    assert to == seconded.OFFICE
    page = client.get(link(token))
    shown = page.content.decode()
    assert [each in shown for each in ("Green Valley", "Our call", row.hash, "as the organisation")] == [True] * 4
    assert Signature.objects.of(of.id).get().confirmed_at is None  # reading changes nothing
    assert "counts" in client.post(link(token)).content.decode()
    row.refresh_from_db()
    assert row.confirmed_at is not None
    assert (counted(reader, agreement), kinds(of)[-1]) == (["Green Valley"], "agreements.signed")
    client.post(link(token))
    client.post(link(token), {"step": "no"})  # too late, and twice
    row.refresh_from_db()
    assert (row.contested_at, kinds(of).count("agreements.signed")) == (None, 1)
    facts = Opening.objects.of(of.id).get(entry_id=row.entry, position=0).payload
    assert row.confirmed_at.isoformat().encode() in bytes(facts)
    assert list(audit_signatures(of.id)) == []
    Signature.objects.of(of.id).update(confirmed_at=clock.now())
    assert list(audit_signatures(of.id)) == [f"signature {row.id}: the record says otherwise: second_confirmed_at"]


def test_page_api_and_paper_say_when_it_was_confirmed_and_count_no_other(client: Client) -> None:
    of, member, by = seconded.stage()
    account = Account.objects.get(id=by.account)
    client.force_login(account)
    agreement = factories.adopted(of, by)
    seconded.confirmed(by)
    factories.signed(by, agreement)
    ((_to, token),) = seconded.mailed()
    page = reverse("agreements:agreement", args=[of.slug, agreement.id])
    before = client.get(page).content.decode()
    assert ("See how it stands" in before, "Nobody has signed it yet." in before) == (True, True)
    actions.answer_link(token=token, is_so=True)
    after = client.get(page).content.decode()
    assert ("See how it stands" in after, "confirmed by a second address" in after) == (False, True)
    paper = PdfReader(BytesIO(client.get(reverse("agreements:print", args=[of.slug, agreement.id])).content))
    assert "confirmed by a second address on" in " ".join(each.extract_text() for each in paper.pages)
    assert member.id == by.member


def test_what_was_not_signed_is_withdrawn_and_every_office_is_told() -> None:
    of, _member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    seconded.confirmed(by)
    row = factories.signed(by, agreement)
    ((_to, token),) = seconded.mailed()
    actions.answer_link(token=token, is_so=False)
    row.refresh_from_db()
    assert (row.confirmed_at, row.contested_at, row.withdrawn_at) == (None, row.withdrawn_at, row.contested_at)
    assert row.contested_at is not None
    told = Entry.objects.of(of.id).get(kind="agreements.signature_contested")
    assert audience(told) == [visibility.member(by.member), visibility.office("chair")]
    actions.answer_link(token=token, is_so=True)  # too late
    row.refresh_from_db()
    assert (row.confirmed_at, counted(by, agreement), list(audit_signatures(of.id))) == (None, [], [])
    factories.signed(by, agreement)  # and may be signed again
    assert waiting(by, agreement).id != row.id


def test_of_a_protected_member_neither_mail_nor_page_nor_office_reads_the_name(client: Client) -> None:
    of, _member, by = seconded.stage(protected=True)
    agreement = factories.adopted(of, decisions.standing(decisions.member(of, "Others")))
    seconded.enter(by)
    with seconded.later(by):
        actions.send_again(by=seconded.fresh(by))
        ((_to, asked),) = seconded.mailed()
        assert "Green Valley" not in client.get(link(asked)).content.decode()
        actions.answer_link(token=asked, is_so=True)
        factories.signed(by, agreement)
        (letter,) = seconded.letters()
        words = f"{letter.subject} {letter.body} {letter.alternatives[0].content}"
        assert [each in words for each in ("Green Valley", "Clear-Fields", "clear-fields", "Our call", "Person")] == (
            [False] * 5
        )
        token = str(letter.body).partition("/signatures/")[2].partition("/")[0]
        page = client.get(link(token)).content.decode()
        assert [each in page for each in ("Green Valley", "Clear-Fields", "Person")] == [False] * 3
        assert "Our call" in page
        actions.answer_link(token=token, is_so=False)
    sealed = Entry.objects.of(of.id).filter(kind__startswith="agreements.second")
    contested = Entry.objects.of(of.id).filter(kind="agreements.signature_contested")
    assert (sealed.count(), contested.count()) == (0, 0)
    assert Entry.objects.of(of.id).filter(kind="membership.sealed").count() == 4
    assert list(audit_signatures(of.id)) == []


def test_mails_to_others_say_no_more() -> None:
    of, _member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    seconded.confirmed(by)
    factories.signed(by, agreement)
    (letter,) = seconded.letters()
    words = f"{letter.subject} {letter.body} {letter.alternatives[0].content}"
    assert [each in words for each in ("Green Valley", "Our call", of.slug)] == [False] * 3


def test_who_signs_never_has_the_second_address() -> None:
    of, member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    own = Account.objects.get(id=by.account).email
    box, _at, host = own.partition("@")
    for each in (own, own.upper(), f"{box}+second@{host}"):
        assert reason(actions.enter_second_address, by=by, email=each) == "agreements.second_is_own"
    account, colleague = seconded.another(member)
    seconded.confirmed(by, account.email)
    row = agreement.current
    assert row
    refused = reason(actions.sign, by=colleague, agreement=agreement, hash=row.hash, form=Form.ORGANISATION)
    assert (refused, Signature.objects.of(of.id).count()) == ("agreements.second_is_own", 0)
    factories.signed(by, agreement)
    ((_to, token),) = seconded.mailed()
    Account.objects.filter(id=account.id).update(email="elsewhere@example.org")
    Account.objects.filter(id=by.account).update(email=account.email)  # by now who signed has the mailbox
    actions.answer_link(token=token, is_so=True)
    assert counted(by, agreement) == []


def test_what_is_no_address_too_soon_or_not_asked_is_refused() -> None:
    of, member, by = seconded.stage()
    assert reason(actions.enter_second_address, by=by, email="office") == "accounts.no_such_address"
    assert reason(actions.send_again, by=by) == "agreements.nothing_waits"
    first = seconded.enter(by)
    assert reason(actions.send_again, by=by) == "agreements.sent_lately"
    assert reason(actions.enter_second_address, by=by, email="b@valley.example") == "agreements.sent_lately"
    assert actions.enter_second_address(by=by, email="") is None
    assert reason(actions.enter_second_address, by=by, email="b@valley.example") == "agreements.sent_lately"
    with seconded.later(by):
        second = seconded.enter(by, "b@valley.example")
    assert (queries.asked_by_link(first), queries.asked_by_link(second)) == (
        None,
        SecondAddress.objects.of(of.id).get(member=member),
    )
    consults = decisions.standing(member, mandate="consults")
    assert reason(actions.enter_second_address, by=consults, email="c@valley.example") == "agreements.no_mandate"
    elsewhere = decisions.coalition("elsewhere", factories.open_charter())
    other = decisions.standing(decisions.member(elsewhere, "Others"))
    assert reason(actions.enter_second_address, by=other, email="c@valley.example") == "agreements.second_not_asked"


def test_no_token_lies_anywhere() -> None:
    of, member, by = seconded.stage()
    token = seconded.enter(by)
    row = SecondAddress.objects.of(of.id).get(member=member)
    assert token not in {str(value) for value in row.__dict__.values()}
    assert len(row.link_hash) == 64
    entries = Opening.objects.of(of.id).values_list("payload", flat=True)
    assert [bytes(each) for each in entries if token.encode() in bytes(each) or b"valley.example" in bytes(each)] == []


def test_signed_before_there_is_an_address_it_is_asked_once_there_is() -> None:
    of, _member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    factories.signed(by, agreement)
    assert (seconded.mailed(), waiting(by, agreement).link_hash) == ([], "")
    seconded.confirmed(by)
    ((to, token),) = seconded.mailed()
    actions.answer_link(token=token, is_so=True)
    assert (to, counted(by, agreement)) == (seconded.OFFICE, ["Green Valley"])


def test_another_address_takes_the_links_of_the_one_before() -> None:
    of, _member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    seconded.confirmed(by)
    factories.signed(by, agreement)
    ((_to, old),) = seconded.mailed()
    with seconded.later(by):
        actions.enter_second_address(by=seconded.fresh(by), email="new@valley.example")
        actions.answer_link(token=old, is_so=True)
        assert counted(by, agreement) == []
        sent = dict(seconded.mailed())
        assert (sent[seconded.OFFICE], len(sent)) == ("", 2)  # who was asked before is told
        actions.answer_link(token=sent["new@valley.example"], is_so=True)
        ((to, new),) = seconded.mailed()
        actions.answer_link(token=new, is_so=True)
    assert (to, counted(by, agreement)) == ("new@valley.example", ["Green Valley"])


def test_a_mistaken_address_says_so_and_is_forgotten(client: Client) -> None:
    of, member, by = seconded.stage()
    token = seconded.enter(by)
    assert "asked no more" in client.post(link(token), {"step": "no"}).content.decode()
    assert (SecondAddress.objects.of(of.id).get(member=member).email, client.get(link(token)).status_code) == ("", 404)


def test_a_link_lapses_and_is_sent_again(client: Client) -> None:
    of, _member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    seconded.confirmed(by)
    row = factories.signed(by, agreement)
    ((_to, old),) = seconded.mailed()
    with seconded.later(by, timedelta(days=14)):
        page = client.post(link(old)).content.decode()
        assert ("has lapsed" in page, row.hash in page, counted(by, agreement)) == (True, False, [])
        assert actions.send_again(by=seconded.fresh(by)) == 1
        ((_to, new),) = seconded.mailed()
        assert (old != new, client.get(link(old)).status_code) == (True, 404)
        client.post(link(new))
    assert counted(by, agreement) == ["Green Valley"]


def _leaves(of: object, member: Member, by: Standing, agreement: Agreement) -> None:
    Member.objects.of(by.coalition).filter(id=member.id).update(status="withdrawn")


def _is_suspended(of: object, member: Member, by: Standing, agreement: Agreement) -> None:
    Member.objects.of(by.coalition).filter(id=member.id).update(status="suspended")


def _changes(of: object, member: Member, by: Standing, agreement: Agreement) -> None:
    factories.again(of, by, agreement, "And more.")  # type: ignore[arg-type]  # the coalition of the stage


def _ends(of: object, member: Member, by: Standing, agreement: Agreement) -> None:
    actions.end_agreement(by=factories.system(of), agreement_id=agreement.id, because="Done.")  # type: ignore[arg-type]  # likewise


def _is_withdrawn(of: object, member: Member, by: Standing, agreement: Agreement) -> None:
    actions.withdraw_signature(by=by, agreement=agreement)


@pytest.mark.parametrize("meanwhile", [_leaves, _is_suspended, _changes, _ends, _is_withdrawn])
def test_what_came_in_between_leaves_nothing_to_confirm(meanwhile: object, client: Client) -> None:
    of, member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    seconded.confirmed(by)
    factories.signed(by, agreement)
    ((_to, token),) = seconded.mailed()
    meanwhile(of, member, by, agreement)  # type: ignore[operator]  # each of those above
    for step in ("yes", "no"):
        assert "nothing to confirm any more" in client.post(link(token), {"step": step}).content.decode()
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
    assert counted(by, agreement) == ["Green Valley"]


def test_withdrawing_what_waits_is_told_to_its_own_alone() -> None:
    of, _member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    factories.signed(by, agreement)
    actions.withdraw_signature(by=by, agreement=agreement)
    told = Entry.objects.of(of.id).get(kind="agreements.signature_withdrawn")
    assert (audience(told), counted(by, agreement)) == ([visibility.member(by.member)], [])


def test_a_paper_is_confirmed_by_the_member_and_by_its_second_address(settings: LazySettings, tmp_path: Path) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": {"OPTIONS": {"location": tmp_path / "files"}}}
    of, member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    seconded.confirmed(by)
    keeper = replace(decisions.standing(decisions.member(of, "Others")), powers=frozenset({"agreements.enter_paper"}))
    paper = actions.Paper(member=member.id, person=by.person, form=Form.ORGANISATION, signed_on=clock.now().date())
    scan = read("Signed.pdf", a_paper())
    entered = actions.enter_paper(by=keeper, agreement=agreement, paper=paper, scan=scan)
    assert seconded.mailed() == []
    (held,) = files_of(by, SCANS, [entered.id])[entered.id]
    row = actions.confirm_paper(by=by, agreement=agreement, scan=held.sha256)
    assert (row.confirmed_at, queries.papers_to_confirm(by), counted(by, agreement)) == (None, [], [])
    again = reason(actions.enter_paper, by=keeper, agreement=agreement, paper=paper, no_scan="It is a fax.")
    assert again == "agreements.second_waits"
    assert reason(remove_file, by=keeper, file=held) == "agreements.scan_stands"  # the member saw it
    ((_to, token),) = seconded.mailed()
    actions.answer_link(token=token, is_so=True)
    assert (counted(by, agreement), list(audit_signatures(of.id))) == (["Green Valley"], [])
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
    assert (first.withdrawn_at is not None, second.confirmed_at is not None, counted(by, agreement)) == (
        True,
        True,
        ["Green Valley"],
    )


def test_a_link_that_nobody_mailed_is_none(client: Client) -> None:
    seconded.stage()
    assert client.get(link("A" * 43)).status_code == 404
    assert client.post(link("A" * 43)).status_code == 404
