"""Pages of accounts that are not allauth's: one's own page, its sessions, the page of an invitation, the language."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenary.accounts import actions, queries
from plenary.accounts.forms import PreferencesForm, WelcomeForm
from plenary.accounts.models import Account, Invitation
from plenary.core.http.access import public, signed_in
from plenary.core.http.landing import tell

YEAR = 365 * 24 * 60 * 60  # seconds


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, how one signs in, and where one is signed in."""
    own = _own(request)
    form = PreferencesForm(request.POST or None, instance=own)
    if request.method == "POST" and form.is_valid():
        actions.change_preferences(by=own, **form.cleaned_data)
        translation.activate(own.language or translation.get_language() or settings.LANGUAGE_CODE)
        messages.success(request, _("Your preferences are saved."))
        return redirect("accounts:account")
    context = {
        "form": form,
        "ways": queries.ways_in(own),
        "sessions": queries.sessions_of(own, request.session.session_key),
        "tokens": queries.tokens_of(own),
    }
    return render(request, "accounts/account.html", context)


@signed_in
def ways_in(request: HttpRequest) -> HttpResponse:
    """Where allauth returns to after a way to sign in has changed."""
    return redirect(reverse("accounts:account") + "#ways")


@signed_in
@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """End one session of one's own, or all others when none is named; then tokens and secret addresses too, if ticked."""
    own = _own(request)
    living = queries.sessions_of(own, request.session.session_key)
    named = request.POST.get("session", "")
    ended = [s.id for s in living if not s.is_current and named in ("", str(s.id))]
    if named and not ended:
        raise Http404
    actions.end_sessions(by=own, session_ids=ended)
    if not named and request.POST.get("tokens"):
        actions.end_programs(by=own)
    tell(request, _("Signed out there."), at="sessions")
    return redirect("accounts:account")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, key: str) -> HttpResponseBase:
    """The page of an invitation's link. GET shows it (mail scanners follow links), POST accepts and signs in."""
    found = queries.invitation_of(key)
    if found is None:
        raise Http404
    own = _own(request) if request.user.is_authenticated else None
    form = WelcomeForm(request.POST or None, initial={"name": found.name})
    if own is None and found.is_open and queries.is_taken(found.email):
        messages.info(request, _("You have an account already: sign in, then accept the invitation."))
        return redirect_to_login(request.get_full_path())
    if request.method == "POST" and (own is not None or form.is_valid()):
        return _accept(request, found, own, form)
    context = {"invitation": found, "form": form, "own": own, "is_other": own and own.email != found.email}
    return render(request, "accounts/invitation.html", context, status=200 if found.is_open else 410)


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read on in another language: kept in a cookie, and in the account of one who has signed in."""
    wanted = request.POST.get("language", "")
    if wanted not in dict(settings.LANGUAGES):
        raise Http404
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    if request.user.is_authenticated:
        own = _own(request)
        actions.change_preferences(by=own, name=own.name, language=wanted, time_zone=own.time_zone)
    response = redirect(target)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, wanted, max_age=YEAR, secure=settings.IS_SECURE, httponly=True, samesite="Lax"
    )
    return response


def _accept(request: HttpRequest, found: Invitation, own: Account | None, form: WelcomeForm) -> HttpResponseBase:
    name = "" if own else form.cleaned_data["name"]
    account = actions.accept_invitation(
        invitation=found, by=own, name=name, language=found.language or translation.get_language() or ""
    )
    if own is not None:
        messages.success(request, _("The invitation is accepted."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    messages.success(request, _("Welcome. Make a passkey now, so that you get in next time without a mail."))
    record_authentication(request, account, "invitation")
    entered: HttpResponse = perform_login(
        request, account, email_verification="none", redirect_url=reverse("accounts:account")
    )
    return entered


def _own(request: HttpRequest) -> Account:
    user = request.user
    if not isinstance(user, Account):
        raise Http404
    return user
