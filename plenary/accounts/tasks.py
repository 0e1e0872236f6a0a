"""Work of accounts off the request: the mails of an invitation and of a new token; clearing what is no longer needed."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from plenary.accounts.models import Account, Invitation, KeptAnswer, Token
from plenary.accounts.repeats import KEPT
from plenary.core import clock
from plenary.core.schedule import periodic

KEEP_ENDED = timedelta(days=30)


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


@task
def mail_token_made(token_id: str) -> None:
    """Tell the owner of a token that it was made, so that one that somebody else made is ended soon."""
    token = Token.objects.filter(id=token_id).select_related("account").first()
    if token is None:
        return
    context = {"token": token, "link": settings.SITE_URL + reverse("accounts:account"), "host": settings.SITE_URL}
    with translation.override(token.account.language or settings.LANGUAGE_CODE):
        EmailMultiAlternatives(
            subject=" ".join(render_to_string("accounts/mail/token_made_subject.txt", context).split()),
            body=render_to_string("accounts/mail/token_made.txt", context),
            to=[token.account.email],
            headers={"Auto-Submitted": "auto-generated"},
        ).send()


@periodic(every=timedelta(hours=1), name="accounts.forget_answers")
def forget_answers() -> None:
    """Forget kept answers after 48 hours, and tokens 30 days after they ended. May run twice or late without harm."""
    now = clock.now()
    KeptAnswer.objects.filter(begun_at__lt=now - KEPT).delete()
    Token.objects.filter(expires_at__lt=now - KEEP_ENDED).delete()
    Token.objects.filter(ended_at__lt=now - KEEP_ENDED).delete()
