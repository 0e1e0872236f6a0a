"""Settings: what is fit for one's own machine is not fit for a public server."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import run_checks
from django.utils.translation import gettext as _

from plenary.core.findings import Finding, checks, look, ok, wrong
from plenary.core.server import LOOPBACK


@checks(area="settings", needs_database=False)
def address() -> Iterator[Finding]:
    """The address is a public one with TLS, and the server answers to it."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    if host in LOOPBACK:
        yield look(
            _("The address is %(url)s: only this machine reaches it.") % {"url": settings.SITE_URL},
            _("Before other people use it, set PLENARY_URL and PLENARY_HOSTS."),
        )
    elif not settings.IS_SECURE:
        yield wrong(
            _("The address %(url)s is without TLS: passwords and cookies can be read on the way.")
            % {"url": settings.SITE_URL},
            _("Put a reverse proxy with TLS before the server and let PLENARY_URL begin with https://."),
        )
    else:
        yield ok(_("The address is %(url)s.") % {"url": settings.SITE_URL})
    if "*" in settings.ALLOWED_HOSTS:
        yield wrong(_("The server answers to every host name."), _("Name its hosts in PLENARY_HOSTS."))
    elif not any(host == name or (name.startswith(".") and host.endswith(name)) for name in settings.ALLOWED_HOSTS):
        yield wrong(
            _("The server does not answer to the host of its own address."),
            _("Add %(host)s to PLENARY_HOSTS.") % {"host": host},
        )


@checks(area="settings", needs_database=False)
def demonstration() -> Iterator[Finding]:
    """Nobody signs in without a password where real people work."""
    if settings.DEMONSTRATION:
        yield (wrong if settings.IS_SECURE else look)(
            _("The demonstration is on: its people sign in without a password."),
            _("Unset PLENARY_DEMONSTRATION where real people work."),
        )
    else:
        yield ok(_("The demonstration is off."))


@checks(area="settings", needs_database=False)
def telling() -> Iterator[Finding]:
    """Neither errors nor the log tell more than they should."""
    if settings.DEBUG:
        yield wrong(_("DEBUG is on: an error shows code and settings to whoever meets it."), _("Switch it off."))
    logging: dict[str, Any] = settings.LOGGING
    level = logging["root"]["level"]
    if level == "DEBUG":
        yield look(
            _("The log tells everything, addresses of people among it."), _("Set PLENARY_LOG_LEVEL to WARNING or INFO.")
        )
    elif not settings.DEBUG:
        yield ok(_("The log tells what is %(level)s or worse.") % {"level": level})


@checks(area="settings", needs_database=False)
def proxies() -> Iterator[Finding]:
    """Rate limits see people, not the reverse proxy."""
    if settings.IS_SECURE and settings.ALLAUTH_TRUSTED_PROXY_COUNT == 0:
        yield look(
            _("No reverse proxy is believed: to the rate limits everybody comes from one address."),
            _("Set PLENARY_PROXIES to the number of proxies before the server, usually 1."),
        )
    else:
        yield ok(_("Reverse proxies that are believed: %(count)s.") % {"count": settings.ALLAUTH_TRUSTED_PROXY_COUNT})


@checks(area="settings", needs_database=False)
def deployment() -> Iterator[Finding]:
    """Django's own check of a public server finds nothing."""
    messages = run_checks(tags=["security"], include_deployment_checks=True)
    found = sorted({message.id or "?" for message in messages if not message.is_silenced()})
    if found:
        yield wrong(
            _("The framework's own check finds: %(found)s.") % {"found": ", ".join(found)},
            _("Run plenary django check --deploy; it says what to do."),
        )
    else:
        yield ok(_("The framework's own check of a public server finds nothing."))
