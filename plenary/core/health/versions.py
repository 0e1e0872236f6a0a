"""Versions: what the program runs on, and whether that is still looked after."""

import platform
import sqlite3
import ssl
import sys
from collections.abc import Iterator

import django
from django.utils.translation import gettext as _

from plenary import __version__
from plenary.core.findings import Finding, checks, look, ok, wrong

type Version = tuple[int, ...]

OLDEST: dict[str, Version] = {"Python": (3, 12), "Django": (6, 1), "SQLite": (3, 37), "OpenSSL": (3, 0)}


def versions() -> dict[str, Version]:
    """What is here."""
    return {
        "Python": tuple(sys.version_info[:3]),
        "Django": tuple(django.VERSION[:3]),
        "SQLite": tuple(sqlite3.sqlite_version_info),
        "OpenSSL": tuple(ssl.OPENSSL_VERSION_INFO[:3]),
    }


def of_versions(here: dict[str, Version]) -> Iterator[Finding]:
    """How versions are judged."""
    for name, version in here.items():
        told = {"name": name, "version": ".".join(map(str, version)), "oldest": ".".join(map(str, OLDEST[name]))}
        if version < OLDEST[name]:
            yield wrong(
                _("%(name)s is of version %(version)s.") % told, _("Plenary needs %(name)s %(oldest)s or later.") % told
            )
        else:
            yield ok(_("%(name)s is of version %(version)s.") % told)


@checks(area="versions", needs_database=False)
def programs() -> Iterator[Finding]:
    """Nothing that Plenary stands on is too old."""
    yield ok(_("Plenary is of version %(version)s.") % {"version": __version__})
    yield from of_versions(versions())


@checks(area="versions", needs_database=False)
def system() -> Iterator[Finding]:
    """The system is one of 64 bits: times after 2038 and large files need it."""
    if sys.maxsize < 2**32:
        yield look(
            _("The system is one of 32 bits (%(name)s).") % {"name": platform.machine()}, _("Move to one of 64 bits.")
        )
