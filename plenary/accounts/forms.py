"""Forms of accounts: one's own preferences, the acceptance of an invitation, and allauth's forms in this room's words."""

from typing import Any
from zoneinfo import available_timezones

from allauth.account.forms import (
    AddEmailForm,
    LoginForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    SetPasswordForm,
    SignupForm,
)
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context as current
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from plenary.accounts.models import Account
from plenary.accounts.queries import is_reserved
from plenary.accounts.rules import names_a_page
from plenary.core.verdicts import refuse


def _zones() -> list[tuple[str, str]]:
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix")))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in places)]


def no_page(name: str) -> None:
    """Raises ValidationError for a name with the address of a web page, as the actions refuse it."""
    if names_a_page(name):
        raise forms.ValidationError(refuse("accounts.name_with_page").sentence)


class PreferencesForm(forms.ModelForm[Account]):
    """Name, language and time zone of one's own account, and whether its devices keep copies."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        validators=[no_page],
        help_text=_("As others in your coalitions read it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("As the browser says")), *settings.LANGUAGES],
        help_text=_("Of the pages, and of the mails that you get."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=_zones, help_text=_("Dates and deadlines are told in it.")
    )

    keeps_copies = forms.BooleanField(
        label=_("Keep my desk and open proposals on my devices"),
        required=False,
        help_text=_(
            "To be read without a line, and cleared when you sign out. Whoever opens the device can read them. Nothing is"
            " kept for those who act for a protected member, whatever is chosen here."
        ),
    )

    class Meta:
        model = Account
        fields = ["name", "language", "time_zone", "keeps_copies"]


class WelcomeForm(forms.Form):
    """The name of one who accepts an invitation."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        validators=[no_page],
        help_text=_("As others in your coalitions read it. You can change it later."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Address and password; the page has a form of its own for a mailed code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Email address")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].required = True
        self.fields["password"].help_text = ""


class SignUpForm(SignupForm):  # type: ignore[misc]  # allauth ships no types
    """A new account, where the operator lets anybody make one."""

    def validate_unique_email(self, value: str) -> str:
        """An address that a barred account had is answered as one that has an account: by mail alone."""
        if is_reserved(value):
            self.account_already_exists = True
            return value
        checked: str = super().validate_unique_email(value)
        return checked


class _Plain:
    """An address is called the same on every page."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "email" in self.fields:
            self.fields["email"].label = _("Email address")


class CodeRequestForm(_Plain, RequestLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    """The address to which a code is mailed."""


class ForgottenForm(_Plain, ResetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The address to which a code for a new password is mailed."""


class AddressForm(_Plain, AddEmailForm):  # type: ignore[misc]  # allauth ships no types
    """Another address of one's own."""


class ChoosePasswordForm(_Plain, SetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    """A first password."""


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A new passkey with a name of its own; keys that cannot stand alone are not offered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
        self.fields["name"].help_text = _("Such as the device that keeps it.")
        self.fields["name"].max_length = 60
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.initial["passwordless"] = True

    def clean(self) -> dict[str, Any]:
        """A passkey that was just made and verified shows who one is: the recovery codes follow without asking again."""
        cleaned: dict[str, Any] = super().clean()
        if not self.errors and "credential" in cleaned:
            record_authentication(current.request, self.user, "mfa", type="webauthn", reauthenticated=True)
        return cleaned


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
        self.fields["name"].max_length = 60
