"""Work of accounts off the request: the mail of an invitation."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from plenary.accounts.models import Account, Invitation


@task
def mail_invitation(invitation_id: str) -> None:
    """Write and send the mail of an invitation that is still open; running it twice mails the same link twice."""
    invitation = Invitation.objects.filter(id=invitation_id).select_related("invited_by").first()
    if invitation is None or not invitation.is_open:
        return
    known = Account.objects.filter(email=invitation.email).first()
    language = (known.language if known else "") or invitation.language or settings.LANGUAGE_CODE
    context = {"invitation": invitation, "link": link_of(invitation), "host": settings.SITE_URL}
    with translation.override(language):
        mail = EmailMultiAlternatives(
            subject=" ".join(render_to_string("accounts/mail/invitation_subject.txt", context).split()),
            body=render_to_string("accounts/mail/invitation.txt", context),
            to=[invitation.email],
            headers={"Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(render_to_string("accounts/mail/invitation.html", context), "text/html")
    mail.send()


def link_of(invitation: Invitation) -> str:
    """The address that opens an invitation, whole: for the mail and for the operator."""
    return settings.SITE_URL + reverse("accounts:invitation", args=[invitation.key])
