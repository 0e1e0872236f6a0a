"""The work off the request: somebody does it, in time, and it goes well."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Max, Q
from django.tasks import TaskResultStatus
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult, get_date_max

from plenary.core import clock
from plenary.core.findings import Finding, checks, look, ok, wrong
from plenary.core.models import PeriodicRun, TaskLease

QUIET = timedelta(minutes=10)  # periodic work is done each minute
BACKLOG = timedelta(minutes=15)
LOST = timedelta(minutes=2)  # a lease that ran out is handed on within seconds, where a worker lives


@checks(area="tasks")
def worker() -> Iterator[Finding]:
    """A worker is alive: periodic work ended lately."""
    last = PeriodicRun.objects.aggregate(last=Max("ended_at"))["last"]
    start = _("Start plenary serve without --no-worker, or plenary worker beside it, and look into its log.")
    if last is None:
        yield look(_("No worker has run yet."), start)
    elif clock.now() - last > QUIET:
        minutes = int((clock.now() - last).total_seconds() // 60)
        yield wrong(
            _("No worker has ended anything for %(minutes)s minutes: deadlines, mails and heads wait.")
            % {"minutes": minutes},
            start,
        )
    else:
        yield ok(_("A worker is at work."))


@checks(area="tasks")
def failed() -> Iterator[Finding]:
    """No task was given up."""
    paths = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).values_list("task_path", flat=True)
    if found := Counter(paths):
        told = ", ".join(f"{path.rpartition('.')[2]} ({count})" for path, count in sorted(found.items()))
        yield look(
            _("Tasks were given up after five attempts: %(told)s.") % {"told": told},
            _("The server's log tells why. They are forgotten after 60 days."),
        )
    else:
        yield ok(_("No task was given up."))


@checks(area="tasks")
def waiting() -> Iterator[Finding]:
    """Nothing that is due waits for long, and nothing is left of workers that died."""
    before = clock.now() - BACKLOG
    due = Q(run_after=get_date_max(), enqueued_at__lt=before) | Q(run_after__lt=before)
    late = DBTaskResult.objects.filter(due, status=TaskResultStatus.READY).count()
    lost = TaskLease.objects.filter(until__lt=clock.now() - LOST).count()
    if late:
        yield look(
            _("Tasks that have been due for a quarter of an hour: %(count)s.") % {"count": late},
            _("Is a worker at work, and is one enough? plenary worker may run beside the server."),
        )
    if lost:
        yield look(
            _("Tasks whose worker died and which nobody took over: %(count)s.") % {"count": lost},
            _("They are taken over as soon as a worker is at work."),
        )
    if not late and not lost:
        yield ok(_("Nothing that is due waits."))
