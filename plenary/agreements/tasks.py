"""Mails to second addresses: they say nothing of whom and what they are about; the page behind the link does."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from plenary.agreements.links import link_hash, token_of
from plenary.agreements.models import SecondAddress, Signature
from plenary.coalitions.models import Coalition
from plenary.core import reach


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
    link = settings.SITE_URL + reverse("agreements:second_link", args=[token])
    _mail(address.email, address.coalition, {"link": link, "is_signature": bool(signature_id)})


@task
def mail_replaced(coalition_id: str, email: str) -> None:
    """Tell an address that it is asked no more, so that whoever has it knows where somebody else changed it."""
    with reach.only(coalition_id):
        coalition = Coalition.objects.get(id=coalition_id)
    _mail(email, coalition, {"link": "", "is_signature": False})


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
