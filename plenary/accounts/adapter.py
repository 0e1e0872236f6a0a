"""How allauth asks this room: who may sign up, where mails go, how secrets lie in the database."""

from base64 import b64decode, b64encode
from io import BytesIO
from smtplib import SMTPException
from typing import Any, ClassVar

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from qrcode.image.svg import SvgPathFillImage

from plenary.accounts import queries
from plenary.accounts.models import Account
from plenary.accounts.rules import device_of
from plenary.core.actions import log_server_act
from plenary.core.sealing import seal, unseal
from plenary.core.verdicts import Unable, refuse

_PLACE = "mfa_authenticator:data:secret"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Sign-up is closed but for invitations; mails are in the reader's language."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("The address or the password is not right."),
        "incorrect_code": gettext_lazy("This code is not right, or no longer holds."),
        "incorrect_password": gettext_lazy("The password is not right."),
        "too_many_login_attempts": gettext_lazy("There were too many tries. Wait some minutes, then try again."),
        "rate_limited": gettext_lazy("There were too many tries. Wait some minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Open to anyone only where the operator says so (PLENARY_OPEN_SIGN_UP=1)."""
        return settings.OPEN_SIGN_UP

    def validate_unique_email(self, email: str) -> str:
        """An address that a barred account had is answered as one that is another's, when it is about to become one's own."""
        if queries.is_reserved(email):
            raise self.validation_error("email_taken")
        return email

    def get_login_stages(self) -> list[str]:
        """Allauth's, with this room's own second step."""
        own = {"allauth.mfa.stages.AuthenticateStage": "plenary.accounts.stages.SecondStep"}
        return [own.get(stage, stage) for stage in super().get_login_stages()]

    def format_email_subject(self, subject: str) -> str:
        """Subjects carry no prefix; the sender's name says who writes."""
        return str(subject)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send at once, for somebody waits: in the language of the account, else of the page.

        A mail that cannot be sent is told to the one who waits (`accounts.mail_not_sent`), whether or not the address
        has an account: both get a mail.
        """
        account = queries.account_at(email)
        language = (account.language if account else "") or translation.get_language() or settings.LANGUAGE_CODE
        with translation.override(language):
            message = self.render_mail(
                template_prefix,
                email,
                {"request": current.request, "email": email, "site_url": settings.SITE_URL, **context},
                headers={"Auto-Submitted": "auto-generated"},
            )
        self._send(message)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own page."""
        return "/account/"

    def get_reauthentication_methods(self, user: Account | AnonymousUser) -> list[dict[str, Any]]:
        """The ways to show once more that it is you, the easiest first: passkey, password, code."""
        words = {
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code of your app or a recovery code"),
        }
        offered = {way["id"]: way for way in super().get_reauthentication_methods(user)}
        return [{**offered[way], "description": said} for way, said in words.items() if way in offered]

    def _send(self, message: EmailMessage) -> None:
        try:
            message.send()
        except (OSError, SMTPException) as error:
            log_server_act(kind="accounts.mail_not_sent", error=type(error).__name__)
            raise Unable(refuse("accounts.mail_not_sent")) from error


class AuthenticatorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Secrets of authenticator apps and recovery codes lie sealed under the master key."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This was not right, or no longer holds. Try again."),
    }

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:
        """What a new passkey is called until its owner says otherwise: the browser and system that make it."""
        browser, system = device_of(current.request.headers.get("User-Agent", ""))
        if browser and system:
            return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
        return browser or system or _("Passkey")

    def build_totp_svg(self, url: str) -> str:
        """The key as a picture on white, for phones read it in the dark scheme too."""
        picture = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(picture)
        return picture.getvalue().decode()

    def encrypt(self, text: str) -> str:
        """Seal a secret for the database."""
        return b64encode(seal(text.encode(), place=_PLACE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret. Raises SealError when the master key is gone."""
        return unseal(b64decode(encrypted_text), place=_PLACE).decode()
