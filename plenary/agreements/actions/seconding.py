"""The second address of an organisation: entered, confirmed by mail, asked about each signature, and what it answers (B7)."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from plenary.accounts.models import Account
from plenary.agreements import permissions, queries, tasks
from plenary.agreements.actions.entering import enter_contested, enter_given, enter_signed
from plenary.agreements.links import link_hash
from plenary.agreements.models import Agreement, SecondAddress, Signature
from plenary.agreements.rules import Second, is_own, may_send
from plenary.core import clock, reach
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.membership.actions import hearing
from plenary.membership.models import Member
from plenary.record import actions as record

CLAUSE = permissions.CLAUSE_OF_SIGNING


def enter_second_address(*, by: Standing, email: str) -> SecondAddress | None:
    """Enter the second address of one's member, which is asked by mail whether it is so; an empty one takes it away. Links that
    were mailed to the one before open nothing any more. The same address once more changes nothing.

    Refuses those who may not sign for the member, where the charter asks for none (`agreements.second_not_asked`), what is no
    address (`accounts.no_such_address`), one's own (`agreements.second_is_own`), and another within ten minutes
    (`agreements.sent_lately`). The record tells the member's own that it changed, never the address.
    """
    require(permissions.may_sign_for_member(by))
    address = Account.objects.normalize_email(email)
    with record.act(by=by):
        member = _locked_member(by.coalition, by.member)
        found = queries.second_address(by.coalition, member.id)
        kept = queries.second_row(by.coalition, member.id)
        if (found.email if found else "") == address:
            return found
        if address:
            _require_fit(by, member, address)
        row = kept or SecondAddress(coalition_id=by.coalition, member=member)
        if address and not may_send(row.link_sent_at, clock.now()):
            raise Refused(refuse("agreements.sent_lately"))
        _forget_links(member)
        if row.confirmed_at is not None:
            tasks.mail_replaced.enqueue(by.coalition, row.email)
        row.email, row.confirmed_at, row.link_hash = address, None, ""
        row.entered_by, row.entered_at = by.person, clock.now()
        if address:
            _mail_address(row)
        row.save()
        hearing.enter(by, "agreements.second_address_changed", member, own_alone=True)
    return row if address else None


def send_again(*, by: Standing) -> int:
    """Mail once more what waits for the second address of one's member: that it is so, else each signature that waits; gives how
    many mails. The links of before open nothing any more.

    Refuses those who may not sign for the member, where nothing waits (`agreements.nothing_waits`), and where all of it was
    mailed within ten minutes (`agreements.sent_lately`).
    """
    require(permissions.may_sign_for_member(by))
    with record.act(by=by):
        member = _locked_member(by.coalition, by.member)
        found = queries.second_address(by.coalition, member.id)
        if found is None:
            raise Refused(refuse("agreements.nothing_waits"))
        if found.confirmed_at is None:
            if not may_send(found.link_sent_at, clock.now()):
                raise Refused(refuse("agreements.sent_lately"))
            _mail_address(found)
            found.save(update_fields=["link_hash", "link_sent_at"])
            return 1
        rows = queries.waiting_for_second(by.coalition, member.id)
        if not rows:
            raise Refused(refuse("agreements.nothing_waits"))
        mailed = sum(_ask(row, found) for row in rows if may_send(row.link_sent_at, clock.now()))
        if not mailed:
            raise Refused(refuse("agreements.sent_lately"))
    return mailed


def count_or_wait(by: Standing, row: Signature) -> None:
    """Let a new signature count, or wait for the second address where the charter asks for it; enters either, and keeps the row.
    Within the caller's act. Refuses where that address is of who signs (`agreements.second_is_own`)."""
    waits = queries.asks_second(row.member)
    found = queries.second_address(row.coalition_id, row.member_id) if waits else None
    if found is not None and is_own(found.email, queries.addresses_of(row.person)):
        raise Refused(refuse("agreements.second_is_own", CLAUSE))
    now = clock.now()
    row.waits_since, row.confirmed_at = (now, None) if waits else (None, now)
    row.entry = enter_given(by, row) if waits else enter_signed(by, row)
    row.save()
    if found is not None and found.confirmed_at is not None:
        _ask(row, found)


def answer_link(*, token: str, is_so: bool) -> None:
    """What whoever holds a mailed link says: that the address is so, or that a signature was given, or that it was not. What
    cannot be answered any more stays as it is, so that an answer given twice does no harm.

    A signature that is confirmed counts from now on; one that was not given is withdrawn, and every office is told.
    """
    found = queries.asked_by_link(token)
    if found is None:
        return
    with reach.only(found.coalition_id):
        by = Standing.system(found.coalition_id, CLAUSE)
        with record.act(by=by):
            if isinstance(found, SecondAddress):
                _confirm_address(by, found, is_so=is_so)
            else:
                _answer(by, found, is_so=is_so)


def _confirm_address(by: Standing, found: SecondAddress, *, is_so: bool) -> None:
    member = _locked_member(found.coalition_id, found.member_id)
    row = queries.second_address(found.coalition_id, found.member_id)
    if row is None or row.link_hash != found.link_hash or not queries.may_answer_address(row):
        return
    if not is_so:
        row.email, row.link_hash = "", ""
        row.save(update_fields=["email", "link_hash"])
        hearing.enter(by, "agreements.second_address_changed", member, own_alone=True)
        return
    row.confirmed_at = clock.now()
    row.save(update_fields=["confirmed_at"])
    hearing.enter(by, "agreements.second_address_confirmed", member, own_alone=True)
    for waiting in queries.waiting_for_second(row.coalition_id, member.id):
        _ask(waiting, row)


def _answer(by: Standing, found: Signature, *, is_so: bool) -> None:
    Agreement.objects.of(by.coalition).select_for_update(of=("self",)).get(id=found.agreement_id)
    _locked_member(found.coalition_id, found.member_id)
    row = queries.signature_at_link(by.coalition, found.link_hash)
    if row is None or queries.second_of_signature(row) is not Second.OPEN:
        return
    if is_so:
        row.confirmed_at = clock.now()
        row.entry = enter_signed(by, row)
        row.save(update_fields=["confirmed_at", "entry"])
        return
    row.contested_at = row.withdrawn_at = clock.now()
    row.save(update_fields=["contested_at", "withdrawn_at"])
    enter_contested(by, row)


def _require_fit(by: Standing, member: Member, address: str) -> None:
    if not queries.asks_second(member):
        raise Refused(refuse("agreements.second_not_asked", CLAUSE))
    try:
        validate_email(address)
    except ValidationError as error:
        raise Refused(refuse("accounts.no_such_address", CLAUSE)) from error
    if is_own(address, queries.addresses_of_person(by.coalition, by.person)):
        raise Refused(refuse("agreements.second_is_own", CLAUSE))


def _mail_address(row: SecondAddress) -> None:
    row.link_sent_at = clock.now()
    row.link_hash = link_hash(row.id, row.email, row.link_sent_at)
    tasks.mail_link.enqueue(row.coalition_id, row.member_id, "")


def _ask(row: Signature, address: SecondAddress) -> bool:
    """Mail the question about a signature; not where the address is of who signed."""
    if is_own(address.email, queries.addresses_of(row.person)):
        return False
    row.link_sent_at = clock.now()
    row.link_hash = link_hash(row.id, address.email, row.link_sent_at)
    row.save(update_fields=["link_hash", "link_sent_at"])
    tasks.mail_link.enqueue(row.coalition_id, row.member_id, row.id)
    return True


def _forget_links(member: Member) -> None:
    rows = Signature.objects.of(member.coalition_id).filter(member=member, confirmed_at=None, withdrawn_at=None)
    rows.update(link_hash="", link_sent_at=None)


def _locked_member(coalition_id: str, member_id: str) -> Member:
    rows = Member.objects.of(coalition_id).select_for_update(of=("self",))
    return rows.select_related("organisation", "individual").get(id=member_id)
