"""The coalitions' signing keys can be opened; on PostgreSQL the second wall stands around every row of a coalition."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from plenary.coalitions import keys
from plenary.coalitions.models import SigningKey
from plenary.core.findings import Finding, checks, ok, wrong
from plenary.core.postgresql import wall
from plenary.core.sealing import SealError


@checks(area="secrets")
def signing_keys() -> Iterator[Finding]:
    """The master keys open every signing key that is in use."""
    closed = 0
    for key in SigningKey.objects.across_coalitions().filter(retired_at=None):
        try:
            keys.sign(key, b"plenary doctor")
        except (SealError, ValueError):
            closed += 1
    if closed:
        yield wrong(
            _("Signing keys that the master keys do not open: %(count)s. Their records cannot grow.")
            % {"count": closed},
            _(
                "Put back the master keys that this database was used with (secrets/master.keys or PLENARY_MASTER_KEYS)."
            ),
        )
    else:
        yield ok(_("The master keys open what is sealed in the database."))


@checks(area="database")
def second_wall() -> Iterator[Finding]:
    """PostgreSQL itself keeps the rows of coalitions apart (row-level security)."""
    if not wall.is_there():
        return
    if bare := wall.open_tables():
        yield wrong(
            _("Tables without row-level security: %(count)s, %(first)s among them.")
            % {"count": len(bare), "first": bare[0]},
            _("Run plenary prepare; if it stays so, tell those who build Plenary."),
        )
    else:
        yield ok(_("Row-level security stands around the rows of coalitions."))
