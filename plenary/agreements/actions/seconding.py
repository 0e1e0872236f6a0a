"""The second address of an organisation: entered, confirmed by mail, asked about each signature, and what it answers (B7)."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from plenary.accounts.models import Account
from plenary.agreements import permissions, queries, tasks
from plenary.agreements.actions.entering import enter_contested, enter_given, enter_signed
from plenary.agreements.actions.replacing import put_back, replace_address
from plenary.agreements.links import link_hash
from plenary.agreements.models import Agreement, SecondAddress, Signature
from plenary.agreements.rules import SENT_APART, Second, is_own, link_holds, may_send
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

    What takes the place of a confirmed one is asked about signatures seven days later, or once the former says yes by a link
    that is mailed to it; entered again before that, the former is back at once.

    Refuses those who may not sign for the member, where the charter asks for none (`agreements.second_not_asked`), what is no
    address (`accounts.no_such_address`), one's own (`agreements.second_is_own`), and another within ten minutes
    (`agreements.sent_lately`). The record tells the member's own that it changed, never the address; they are mailed.
    """
    require(permissions.may_sign_for_member(by))
    address = Account.objects.normalize_email(email)
    with record.act(by=by):
        member = locked_member(by.coalition, by.member)
        row = queries.second_row(by.coalition, member.id) or SecondAddress(coalition_id=by.coalition, member=member)
        if row.email == address:
            return row if address else None
        if address:
            _require_fit(by, member, address)
        is_back = bool(address) and address == row.former
        if address and not is_back and not may_send(row.link_sent_at, clock.now()):
            raise Refused(refuse("agreements.sent_lately"))
        forget_links(member)
        row.entered_by, row.entered_at = by.person, clock.now()
        if is_back:
            put_back(row)
        else:
            replace_address(row, address)
            if address:
                _mail_address(row)
        row.save()
        hearing.enter(by, "agreements.second_address_changed", member, own_alone=True)
        ask_what_waits(row)
    return row if address else None


def send_again(*, by: Standing) -> int:
    """Mail once more what waits for the second address of one's member: that it is so, else each signature that waits; gives how
    many mails. The links of before open nothing any more.

    Refuses those who may not sign for the member, where nothing waits (`agreements.nothing_waits`), where it is not asked about
    signatures yet (`agreements.second_later`), and where all of it was mailed within ten minutes (`agreements.sent_lately`).
    """
    require(permissions.may_sign_for_member(by))
    with record.act(by=by):
        member = locked_member(by.coalition, by.member)
        found = queries.second_address(by.coalition, member.id)
        if found is None:
            raise Refused(refuse("agreements.nothing_waits"))
        if found.confirmed_at is None:
            if not may_send(found.link_sent_at, clock.now()):
                raise Refused(refuse("agreements.sent_lately"))
            _mail_address(found)
            found.save(update_fields=["link_hash", "link_sent_at"])
            return 1
        if not found.is_asked_at(clock.now()):
            raise Refused(refuse("agreements.second_later", CLAUSE))
        rows = queries.waiting_for_second(by.coalition, member.id)
        if not rows:
            raise Refused(refuse("agreements.nothing_waits"))
        mailed = sum(_ask(row, found) for row in rows if may_send(row.link_sent_at, clock.now()))
        if not mailed:
            raise Refused(refuse("agreements.sent_lately"))
    return mailed


def count_or_wait(by: Standing, row: Signature) -> None:
    """Let a new signature count, or wait for the second address where the charter asks for it; enters either, and keeps the row.
    Within the caller's act, its member locked. Refuses where that address is of who signs, or confirms the paper
    (`agreements.second_is_own`). Signed, withdrawn and signed again within ten minutes, it is mailed once: *Send the mail again*
    sends another."""
    waits = queries.asks_second(row.member)
    found = queries.second_address(row.coalition_id, row.member_id) if waits else None
    if found is not None and is_own(found.email, queries.addresses_of_signers(row)):
        raise Refused(refuse("agreements.second_is_own", CLAUSE))
    now = clock.now()
    row.waits_since, row.confirmed_at = (now, None) if waits else (None, now)
    row.entry = enter_given(by, row) if waits else enter_signed(by, row)
    row.save()
    if found is not None and found.is_asked_at(now) and not _mailed_lately(row):
        _ask(row, found)


def ask_what_waits(row: SecondAddress) -> None:
    """Mail the question about each signature that waits, where the address is asked by now. Within the caller's act."""
    if row.is_asked_at(clock.now()):
        for waiting in queries.waiting_for_second(row.coalition_id, row.member_id):
            _ask(waiting, row)


def settle_second_address(*, by: Standing, member_id: str) -> None:
    """Forget the former address of a member once its seven days are over, and ask the new one about what waits. Idempotent."""
    with record.act(by=by):
        locked_member(by.coalition, member_id)
        row = queries.second_row(by.coalition, member_id)
        if row is None or row.usable_from is None or row.usable_from > clock.now():
            return
        row.former, row.former_hash, row.usable_from = "", "", None
        row.save(update_fields=["former", "former_hash", "usable_from"])
        ask_what_waits(row)


def answer_link(*, token: str, is_so: bool, stops: bool = False) -> None:
    """What whoever holds a mailed link says: that the address is so, or that a signature was given, or that it was not; that
    another may take its place at once; or with `stops`, that the address is asked no more. What cannot be answered any more stays
    as it is, so that an answer given twice does no harm.

    A signature that is confirmed counts from now on; one that was not given is withdrawn, and every office is told.
    """
    found = queries.asked_by_link(token)
    if found is None:
        return
    with reach.only(found.coalition_id):
        by = Standing.system(found.coalition_id, CLAUSE)
        with record.act(by=by):
            if isinstance(found, Signature):
                _stop(by, found) if stops else _answer(by, found, is_so=is_so)
            elif queries.is_of_former(found, token):
                _let_go(found, is_so=is_so and not stops)
            else:
                _confirm_address(by, found, is_so=is_so and not stops)


def _confirm_address(by: Standing, found: SecondAddress, *, is_so: bool) -> None:
    """An address says whether it is so; confirmed, it may still say that it is not, by the same link."""
    member = locked_member(found.coalition_id, found.member_id)
    row = queries.second_address(found.coalition_id, found.member_id)
    if row is None or row.link_hash != found.link_hash or not link_holds(row.link_sent_at, clock.now()):
        return
    if not is_so:
        _take_away(by, row, member)
    elif row.confirmed_at is None:
        row.confirmed_at = clock.now()
        row.save(update_fields=["confirmed_at"])
        hearing.enter(by, "agreements.second_address_confirmed", member, own_alone=True)
        ask_what_waits(row)


def _let_go(found: SecondAddress, *, is_so: bool) -> None:
    """The former address says that another may be asked at once."""
    locked_member(found.coalition_id, found.member_id)
    row = queries.second_row(found.coalition_id, found.member_id)
    if row is None or row.former_hash != found.former_hash or not is_so:
        return
    row.former, row.former_hash, row.usable_from = "", "", None
    row.save(update_fields=["former", "former_hash", "usable_from"])
    ask_what_waits(row)


def _stop(by: Standing, found: Signature) -> None:
    """The address says by the link of a signature, while it holds, that it is asked no more."""
    member = locked_member(found.coalition_id, found.member_id)
    row = queries.second_address(found.coalition_id, found.member_id)
    asked = queries.signature_at_link(by.coalition, found.link_hash)
    if row is None or asked is None or not link_holds(asked.link_sent_at, clock.now()):
        return
    if link_hash(asked.id, row.email, asked.link_sent_at or clock.now()) == asked.link_hash:
        _take_away(by, row, member)


def _take_away(by: Standing, row: SecondAddress, member: Member) -> None:
    forget_links(member)
    row.email, row.link_hash, row.confirmed_at = "", "", None
    row.save(update_fields=["email", "link_hash", "confirmed_at"])
    hearing.enter(by, "agreements.second_address_changed", member, own_alone=True)


def _answer(by: Standing, found: Signature, *, is_so: bool) -> None:
    Agreement.objects.of(by.coalition).select_for_update(of=("self",)).get(id=found.agreement_id)
    locked_member(found.coalition_id, found.member_id)
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
    """Mail the question about a signature; not where the address is of who signed, or confirmed the paper."""
    if is_own(address.email, queries.addresses_of_signers(row)):
        return False
    row.link_sent_at = clock.now()
    row.link_hash = link_hash(row.id, address.email, row.link_sent_at)
    row.save(update_fields=["link_hash", "link_sent_at"])
    tasks.mail_link.enqueue(row.coalition_id, row.member_id, row.id)
    return True


def _mailed_lately(row: Signature) -> bool:
    """True where the address was asked about the same agreement within ten minutes."""
    rows = Signature.objects.of(row.coalition_id).filter(agreement=row.agreement_id, member=row.member_id)
    return rows.filter(link_sent_at__gt=clock.now() - SENT_APART).exists()


def forget_links(member: Member) -> None:
    """Let the links about what waits for a member's second address open nothing any more. Within the caller's act."""
    rows = Signature.objects.of(member.coalition_id).filter(member=member, confirmed_at=None, withdrawn_at=None)
    rows.update(link_hash="", link_sent_at=None)


def locked_member(coalition_id: str, member_id: str) -> Member:
    """A member with its card, held to the end of the act: after the agreement, before its signatures and its second address."""
    rows = Member.objects.of(coalition_id).select_for_update(of=("self",))
    return rows.select_related("organisation", "individual").get(id=member_id)
