"""Mails to second addresses: they say nothing of whom and what they are about; the page behind the link does. And work of the
clock: an address that took the place of another is asked once seven days are over; days to look at an agreement and days on which
one expires are entered."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from plenary.agreements.links import link_hash, token_of
from plenary.agreements.models import Agreement, SecondAddress, Signature
from plenary.agreements.permissions import CLAUSE_OF_SIGNING, clause_of_days
from plenary.agreements.rules import EXPIRY_TOLD
from plenary.coalitions.models import Coalition
from plenary.core import clock, reach
from plenary.core.schedule import apart, periodic
from plenary.core.standing import Standing


@task
def mail_link(coalition_id: str, member_id: str, signature_id: str) -> None:
    """Write and send the mail that asks a member's second address about a signature, or without one whether it is so. Nothing
    where it was overtaken meanwhile; running it twice mails the same link twice."""
    with reach.only(coalition_id):
        rows = SecondAddress.objects.of(coalition_id).filter(member_id=member_id).select_related("coalition")
        address = rows.first()
        if address is None or not address.email:
            return
        about: SecondAddress | Signature | None = address
        if signature_id:
            about = Signature.objects.of(coalition_id).filter(id=signature_id).first()
        if about is None or about.link_sent_at is None:
            return
        if link_hash(about.id, address.email, about.link_sent_at) != about.link_hash:
            return
        token = token_of(about.id, address.email, about.link_sent_at)
    _mail(address.email, address.coalition, {"link": _link(token), "is_signature": bool(signature_id)})


@task
def mail_replaced(coalition_id: str, row_id: str) -> None:
    """Tell a former address that it is asked no more, so that whoever has it knows where somebody else changed it, and ask it by
    a link whether another may take its place at once. Nothing where that was settled meanwhile."""
    with reach.only(coalition_id):
        row = SecondAddress.objects.of(coalition_id).filter(id=row_id).select_related("coalition").first()
        if row is None or not row.former or link_hash(row.id, row.former, row.entered_at) != row.former_hash:
            return
        token = token_of(row.id, row.former, row.entered_at)
    _mail(row.former, row.coalition, {"link": _link(token), "is_former": True})


@periodic(every=timedelta(hours=1), name="agreements.second_addresses")
@reach.everywhere("seven days pass in every coalition")
def settle_second_addresses() -> None:
    """Forget the former of each second address whose seven days are over, and ask the new one about what waits.
    Idempotent; a late run asks later."""
    from plenary.agreements.actions import settle_second_address  # noqa: PLC0415  # actions order the mails above

    for row in SecondAddress.objects.across_coalitions().filter(usable_from__lte=clock.now()).order_by("id"):
        with apart(f"the second address {row.id}"), reach.only(row.coalition_id):
            settle_second_address(by=Standing.system(row.coalition_id, CLAUSE_OF_SIGNING), member_id=row.member_id)


@periodic(every=timedelta(hours=1), name="agreements.days")
@reach.everywhere("days come in every coalition")
def enter_what_days_ask() -> None:
    """Enter of each agreement that its day to be looked at came, that it is about to expire, or that it expired. Idempotent; a
    late run enters later."""
    from plenary.agreements.actions import enter_days  # noqa: PLC0415  # actions order the mails above

    today = clock.now().date()
    review = Q(current__looked_at=None, current__review_on__lte=today) | Q(current__next_review_on__lte=today)
    rows = (
        Agreement.objects.across_coalitions()
        .filter(ended_at=None, current__isnull=False)
        .filter(
            (review & Q(current__review_told_at=None))
            | Q(current__expires_on__range=(today, today + EXPIRY_TOLD), current__expiry_told_at=None)
            | Q(current__expires_on__lt=today, current__expired_at=None, current__expired_before=False)
        )
    )
    for row in rows.exclude(coalition__state=Coalition.ENDED).order_by("id"):
        with apart(f"the days of agreement {row.id}"), reach.only(row.coalition_id):
            enter_days(by=Standing.system(row.coalition_id, clause_of_days(row.coalition_id)), agreement=row)


def _link(token: str) -> str:
    return settings.SITE_URL + reverse("agreements:second_link", args=[token])


def _mail(to: str, coalition: Coalition, context: dict[str, object]) -> None:
    with translation.override(coalition.language):
        mail = EmailMultiAlternatives(
            subject=" ".join(render_to_string("agreements/mail/second_subject.txt", context).split()),
            body=render_to_string("agreements/mail/second.txt", context),
            to=[to],
            headers={"Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(render_to_string("agreements/mail/second.html", context), "text/html")
    mail.send()
