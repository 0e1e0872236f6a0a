"""How another takes the place of a confirmed second address: never at once by the word of one person alone (B7)."""

from plenary.agreements import tasks
from plenary.agreements.links import link_hash
from plenary.agreements.models import SecondAddress, Signature
from plenary.agreements.rules import REPLACED_AFTER, is_held_back
from plenary.core import clock


def replace_address(row: SecondAddress, address: str) -> None:
    """Put another address, or none, in the place of the one that stands in a locked row, which the caller saves. Where that one
    was asked about signatures, or one before it was not yet seven days ago, the former is kept and mailed a link, and the new one
    is asked seven days from now."""
    now = clock.now()
    was_asked = row.is_asked_at(now)
    is_guarded = was_asked or is_held_back(row.usable_from, now)
    if was_asked or not is_guarded:
        row.former = row.email if was_asked else ""
    row.email, row.confirmed_at, row.link_hash = address, None, ""
    row.usable_from = now + REPLACED_AFTER if is_guarded else None
    row.former_hash = link_hash(row.id, row.former, row.entered_at) if row.former else ""
    if row.former:
        tasks.mail_replaced.enqueue(row.coalition_id, row.id)


def put_back(row: SecondAddress) -> None:
    """Put the former address back, which confirmed itself before, into a locked row, which the caller saves."""
    row.email, row.confirmed_at, row.link_hash = row.former, clock.now(), ""
    row.former, row.former_hash, row.usable_from = "", "", None


def forget_second_address(*, coalition_id: str, member_id: str) -> None:
    """Forget the second address of a member that belongs no more, with the links that were mailed to it. Within the act that ends
    its membership, in which its row is held."""
    SecondAddress.objects.of(coalition_id).filter(member_id=member_id).delete()
    rows = Signature.objects.of(coalition_id).filter(member_id=member_id, confirmed_at=None)
    rows.exclude(link_hash="").update(link_hash="")
