"""Mail: it can leave, under a name that is believed, and what comes back is taken in."""

import smtplib
import ssl
from collections.abc import Iterator
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from plenary.core import clock
from plenary.core.findings import Finding, checks, look, ok, wrong
from plenary.core.health.tasks import BACKLOG
from plenary.notices.models import OutgoingMail

PATIENCE = 10  # seconds


@checks(area="mail", needs_database=False)
def server() -> Iterator[Finding]:
    """The mail server answers, speaks TLS, and lets the server in."""
    mailer: dict[str, Any] = settings.MAILERS["default"]
    options: dict[str, Any] = mailer.get("OPTIONS", {})
    if "host" not in options:
        yield (wrong if settings.IS_SECURE else look)(
            _("No mail leaves: it is printed on the console."), _("Set PLENARY_SMTP_HOST and PLENARY_MAIL_FROM.")
        )
        return
    try:
        with smtplib.SMTP(options["host"], options["port"], timeout=PATIENCE) as line:
            yield from _spoken(line, options)
    except smtplib.SMTPNotSupportedError:
        yield wrong(
            _("The mail server speaks no STARTTLS, or knows no signing in."),
            _("Choose its submission port (587); PLENARY_SMTP_TLS=0 is only for a server on this machine."),
        )
    except smtplib.SMTPAuthenticationError:
        yield wrong(
            _("The mail server does not let the server in."), _("Look at PLENARY_SMTP_USER and PLENARY_SMTP_PASSWORD.")
        )
    except ssl.SSLError:
        yield wrong(
            _("The mail server's certificate is not believed."),
            _("PLENARY_SMTP_HOST must be the name that stands in its certificate."),
        )
    except (OSError, smtplib.SMTPException) as error:
        yield wrong(
            _("The mail server does not answer (%(error)s).") % {"error": type(error).__name__},
            _("Look at PLENARY_SMTP_HOST and PLENARY_SMTP_PORT, and whether a firewall stands between."),
        )


def _spoken(line: smtplib.SMTP, options: dict[str, Any]) -> Iterator[Finding]:
    """What a mail server says before any mail."""
    if options["use_tls"]:
        line.starttls(context=ssl.create_default_context())
    if options["username"]:
        line.login(options["username"], options["password"])
    if not options["use_tls"] and options["host"] not in {"localhost", "127.0.0.1", "::1"}:
        yield wrong(_("Mail leaves this machine without TLS."), _("Leave PLENARY_SMTP_TLS away."))
    else:
        yield ok(_("The mail server answers."))


@checks(area="mail", needs_database=False)
def sender() -> Iterator[Finding]:
    """Mail comes from a domain that belongs to the server's address: other domains' mail is taken for forged."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2].lower()
    host = (urlsplit(settings.SITE_URL).hostname or "").lower()
    if domain in {"", "localhost"}:
        yield (wrong if settings.IS_SECURE else look)(
            _("Mail has no sender that others could answer to."), _("Set PLENARY_MAIL_FROM.")
        )
    elif domain == host or host.endswith(f".{domain}") or domain.endswith(f".{host}"):
        yield ok(_("Mail comes from the domain of the server's address."))
    else:
        yield look(
            _("Mail comes from %(domain)s, and the server is at %(host)s.") % {"domain": domain, "host": host},
            _(
                "See that SPF and DKIM of that domain allow your mail server, or choose a sender of the server's own domain."
            ),
        )


@checks(area="mail", needs_database=False)
def replies() -> Iterator[Finding]:
    """Where mails ask for a reply, one can come in."""
    if settings.MAIL_REPLY and settings.MAIL_REPLY.count("@") != 1:
        yield wrong(_("PLENARY_MAIL_REPLY is not an address."), _("It reads reply@host."))
    elif settings.MAIL_REPLY and not settings.MAIL_AUTHSERV:
        yield look(
            _("Every reply by mail waits until its account confirms it."),
            _("If your mail server checks senders, name it in PLENARY_MAIL_AUTHSERV."),
        )
    elif settings.MAIL_AUTHSERV and not settings.MAIL_REPLY:
        yield look(
            _("PLENARY_MAIL_AUTHSERV is set, but mails ask for no reply."), _("Set PLENARY_MAIL_REPLY, or neither.")
        )
    elif settings.MAIL_REPLY:
        yield ok(_("Replies by mail are taken in."))
    else:
        yield ok(_("Mails ask for no reply."))


@checks(area="mail")
def outbox() -> Iterator[Finding]:
    """What was written leaves."""
    given_up = OutgoingMail.objects.filter(state=OutgoingMail.GIVEN_UP).count()
    late = OutgoingMail.objects.filter(state=OutgoingMail.WAITING, next_at__lt=clock.now() - BACKLOG).count()
    if given_up:
        yield look(
            _("Mails that were given up in the last 30 days: %(count)s.") % {"count": given_up},
            _("Some addresses may be wrong; if there are many, look at your mail server's log."),
        )
    if late:
        yield look(_("Mails that should have left: %(count)s.") % {"count": late}, _("Is a worker at work?"))
    if not given_up and not late:
        yield ok(_("All mail that was due has left."))
