"""The clock: deadlines are kept by it. No other machine is asked but the database's own."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext as _

from plenary.core import clock
from plenary.core.findings import Finding, checks, look, ok, wrong
from plenary.core.models import ServerAct

BUILT = datetime(2026, 1, 1, tzinfo=UTC)  # no server of this program is older
DRIFT = 2.0  # seconds between two machines that are kept by time servers
AHEAD = timedelta(minutes=2)


def keep_by_time_server() -> str:
    """What to do about a clock that is wrong."""
    return _("Let a time server keep the clock (systemd-timesyncd, chrony), then look again.")


@checks(area="clock", needs_database=False)
def year() -> Iterator[Finding]:
    """The clock did not fall back to its factory's date, as one with an empty battery does."""
    if clock.now() < BUILT:
        yield wrong(_("The clock says %(year)s.") % {"year": clock.now().year}, keep_by_time_server())
    else:
        yield ok(_("The clock says %(now)s UTC.") % {"now": f"{clock.now():%Y-%m-%d %H:%M}"})


@checks(area="clock")
def drift() -> Iterator[Finding]:
    """Server and database agree on the time."""
    query = (
        "SELECT strftime('%s', 'now')"
        if connection.vendor == "sqlite"
        else "SELECT extract(epoch FROM clock_timestamp())"
    )
    with connection.cursor() as cursor:
        before = clock.now()
        cursor.execute(query)
        ((said,),) = cursor.fetchall()
    halfway = before + (clock.now() - before) / 2
    apart = abs(halfway.timestamp() - float(said))
    if apart > DRIFT:
        yield wrong(
            _("The clocks of server and database are %(seconds)s seconds apart.") % {"seconds": round(apart)},
            keep_by_time_server(),
        )
    else:
        yield ok(_("The clocks of server and database agree."))


@checks(area="clock")
def log_ahead() -> Iterator[Finding]:
    """Nothing in the server log is from the future."""
    last = ServerAct.objects.aggregate(last=Max("at"))["last"]
    if last is not None and last > clock.now() + AHEAD:
        yield look(
            _("The server log holds an act of the future: the clock stood wrong, or does now."), keep_by_time_server()
        )
    else:
        yield ok(_("The server log holds nothing of the future."))
