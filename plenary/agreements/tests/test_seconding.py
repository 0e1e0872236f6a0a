"""Second addresses: entered, confirmed, asked about what is signed, and what they answer."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from plenary.accounts.models import Account
from plenary.agreements import actions, queries
from plenary.agreements.asks import signatures_wait
from plenary.agreements.audits import audit_signatures
from plenary.agreements.models import SecondAddress, Signature
from plenary.agreements.rules import Form
from plenary.agreements.tests import factories, seconded
from plenary.agreements.tests.test_actions import kinds, reason
from plenary.core import clock, visibility
from plenary.record.models import Entry, Opening
from tests import founding

pytestmark = pytest.mark.django_db


def test_a_signature_counts_once_the_second_address_has_confirmed_it(client: Client) -> None:
    of, _member, by = seconded.stage()
    reader = founding.standing(founding.member(of, "Others"))
    agreement = factories.adopted(of, by, is_public=True)
    seconded.confirmed(by)
    row = factories.signed(by, agreement)
    assert (row.confirmed_at, row.waits_since is not None) == (None, True)
    assert (seconded.counted(reader, agreement), seconded.counted(by, agreement), kinds(of)[-1]) == (
        [],
        [],
        "agreements.signature_given",
    )
    own = Entry.objects.of(of.id).get(kind="agreements.signature_given")
    assert seconded.audience(own) == [visibility.member(by.member), visibility.SEALED]
    assert b"signature_given" not in bytes(own.envelope)  # nobody counts what waits
    assert [ask.url for ask in signatures_wait(by)] == [reverse("agreements:second", args=[of.slug])]
    assert queries.agreements_to_sign(by) == []
    assert reason(actions.sign, by=by, agreement=agreement, hash=row.hash, form=Form.ORGANISATION) == (
        "agreements.second_waits"
    )
    ((to, token),) = seconded.mailed()
    assert to == seconded.OFFICE
    page = client.get(seconded.link(token))
    shown = page.content.decode()
    assert [each in shown for each in ("Green Valley", "Our call", row.hash, "as the organisation")] == [True] * 4
    assert Signature.objects.of(of.id).get().confirmed_at is None  # reading changes nothing
    assert "counts" in client.post(seconded.link(token)).content.decode()
    row.refresh_from_db()
    assert row.confirmed_at is not None
    assert (seconded.counted(reader, agreement), kinds(of)[-1]) == (["Green Valley"], "agreements.signed")
    client.post(seconded.link(token))
    client.post(seconded.link(token), {"step": "no"})  # too late, and twice
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
    assert seconded.audience(told) == [visibility.member(by.member), visibility.office("chair")]
    actions.answer_link(token=token, is_so=True)  # too late
    row.refresh_from_db()
    assert (row.confirmed_at, seconded.counted(by, agreement), list(audit_signatures(of.id))) == (None, [], [])
    factories.signed(by, agreement)  # and may be signed again
    assert seconded.waiting(by, agreement).id != row.id


def test_of_a_protected_member_neither_mail_nor_page_nor_office_reads_the_name(client: Client) -> None:
    of, _member, by = seconded.stage(protected=True)
    agreement = factories.adopted(of, founding.standing(founding.member(of, "Others")))
    seconded.enter(by)
    with seconded.later(by):
        actions.send_again(by=seconded.fresh(by))
        ((_to, asked),) = seconded.mailed()
        assert "Green Valley" not in client.get(seconded.link(asked)).content.decode()
        actions.answer_link(token=asked, is_so=True)
        factories.signed(by, agreement)
        (letter,) = seconded.letters()
        words = f"{letter.subject} {letter.body} {letter.alternatives[0].content}"
        assert [each in words for each in ("Green Valley", "Clear Fields", "clear-fields", "Our call", "Person")] == (
            [False] * 5
        )
        token = str(letter.body).partition("/signatures/")[2].partition("/")[0]
        page = client.get(seconded.link(token)).content.decode()
        assert [each in page for each in ("Green Valley", "Clear Fields", "Person")] == [False] * 3
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
    assert seconded.counted(by, agreement) == []


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
    consults = founding.standing(member, mandate="consults")
    assert reason(actions.enter_second_address, by=consults, email="c@valley.example") == "agreements.no_mandate"
    elsewhere = founding.coalition("elsewhere", factories.open_charter())
    other = founding.standing(founding.member(elsewhere, "Others"))
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
    assert (seconded.mailed(), seconded.waiting(by, agreement).link_hash) == ([], "")
    seconded.confirmed(by)
    ((to, token),) = seconded.mailed()
    actions.answer_link(token=token, is_so=True)
    assert (to, seconded.counted(by, agreement)) == (seconded.OFFICE, ["Green Valley"])


def test_another_address_takes_the_links_of_the_one_before() -> None:
    of, _member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    seconded.confirmed(by)
    factories.signed(by, agreement)
    ((_to, old),) = seconded.mailed()
    with seconded.later(by):
        actions.enter_second_address(by=seconded.fresh(by), email="new@valley.example")
        actions.answer_link(token=old, is_so=True)
        assert seconded.counted(by, agreement) == []
        sent = dict(seconded.mailed())
        assert sent.keys() == {seconded.OFFICE, "new@valley.example"}  # who was asked before is told
        actions.answer_link(token=sent["new@valley.example"], is_so=True)
        assert seconded.mailed() == []
        actions.answer_link(token=sent[seconded.OFFICE], is_so=True)
        ((to, new),) = seconded.mailed()
        actions.answer_link(token=new, is_so=True)
    assert (to, seconded.counted(by, agreement)) == ("new@valley.example", ["Green Valley"])


def test_a_mistaken_address_says_so_and_is_forgotten(client: Client) -> None:
    of, member, by = seconded.stage()
    token = seconded.enter(by)
    assert "asked no more" in client.post(seconded.link(token), {"step": "no"}).content.decode()
    assert (SecondAddress.objects.of(of.id).get(member=member).email, client.get(seconded.link(token)).status_code) == (
        "",
        404,
    )


def test_a_link_lapses_and_is_sent_again(client: Client) -> None:
    of, _member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    seconded.confirmed(by)
    row = factories.signed(by, agreement)
    ((_to, old),) = seconded.mailed()
    with seconded.later(by, timedelta(days=14)):
        page = client.post(seconded.link(old)).content.decode()
        assert "<h1>This link has lapsed</h1>" in page
        assert ("has lapsed" in page, row.hash in page, seconded.counted(by, agreement)) == (True, False, [])
        assert actions.send_again(by=seconded.fresh(by)) == 1
        ((_to, new),) = seconded.mailed()
        assert (old != new, client.get(seconded.link(old)).status_code) == (True, 404)
        client.post(seconded.link(new))
    assert seconded.counted(by, agreement) == ["Green Valley"]


def test_a_link_that_nobody_mailed_is_none(client: Client) -> None:
    seconded.stage()
    assert client.get(seconded.link("A" * 43)).status_code == 404
    assert client.post(seconded.link("A" * 43)).status_code == 404
