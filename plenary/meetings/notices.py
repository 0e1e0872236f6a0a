"""Which entries of meetings are mailed, when an action is due, and that the plenary waits to be called."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import partial

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenary.charter.prose import phrases
from plenary.charter.queries import charter_of
from plenary.core import visibility
from plenary.core.asks import Ask
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict
from plenary.meetings import queries
from plenary.meetings.matters import CALL
from plenary.meetings.permissions import may_call, may_read_meetings
from plenary.notices.announcements import announce
from plenary.notices.deadlines import Deadline, register_deadlines
from plenary.notices.rules.ways import Way
from plenary.notices.topics import register_topic
from plenary.notices.waiting import Waiting, waits_for


def address_of(slug: str, meeting_id: str) -> str:
    """The page of the meeting."""
    return reverse("meetings:meeting", args=[slug, meeting_id])


@register_deadlines
def actions_are_due(coalition_id: str, after: datetime, until: datetime) -> Iterable[Deadline]:
    """When actions with an owner are due, each for its own member. One query."""
    for point in queries.points_due(coalition_id, after.date() - timedelta(days=2), until.date() + timedelta(days=2)):
        if point.until is None or point.owner_id is None:
            continue
        at = queries.ends_of_day(point.until, after.astimezone(UTC))
        if after < at <= until:
            yield Deadline(at, frozenset({visibility.member(point.owner_id)}), frozenset({point.pk}))


register_topic(
    "meetings",
    _("Meetings"),
    _("That one is called, changed or called off, and what is on its agenda."),
    ways=tuple(Way),
    begins=Way.AT_ONCE,
)


def _may_call_all(standing: Standing) -> Verdict:
    """To call the meetings of all members, as one who reads them."""
    return may_read_meetings(standing) and may_call(standing, "")


@waits_for(_may_call_all)
def plenary_is_due(coalition_id: str) -> Iterable[Waiting]:
    """That the plenary is to meet, as the charter says, from sixty days before its day on, while it is not called: for those who
    may call it. Two queries, none where the charter does not say it."""
    if found := queries.plenary_to_call(coalition_id):
        offices = (each.code for each in charter_of(coalition_id).offices if CALL in each.powers)
        yield Waiting(
            thing=found.body,
            audience=frozenset(map(visibility.office, offices)),
            asked=found.asked,
            due=found.due,
            ask=partial(_call_the_plenary, found),
        )


def _call_the_plenary(found: queries.ToCall, slug: str) -> Ask:
    facts = {"name": found.name, "rhythm": phrases.every(found.every_months)}
    words = gettext("The charter says that it meets %(rhythm)s; nobody has called it.") % facts
    if found.met:
        facts["day"] = date_format(found.met, "DATE_FORMAT")
        words = (
            gettext("The charter says that it meets %(rhythm)s; it met last on %(day)s, and nobody has called it.")
            % facts
        )
    return Ask(
        title=gettext("Call the meeting: %(name)s") % facts,
        sentence=words,
        url=f"{reverse('meetings:call', args=[slug])}?body={found.body}",
        button=gettext("Call it"),
        clause=found.clause,
    )


announce(
    "meetings.overdue",
    _("Not called: %(name)s"),
    _(
        "By the charter this was to meet until %(meets_by)s, and nobody has called it: “%(name)s”. Ask those who call "
        "meetings when it takes place; the page says what is called, and what was held."
    ),
    lambda slug, _body: reverse("meetings:meetings", args=[slug]),
)
announce(
    "meetings.called",
    _("A meeting: %(title)s"),
    _("You are invited to “%(title)s”. The page says when and where, how to join, and what to bring up."),
    address_of,
    asks=True,
    dated=True,
)
announce(
    "meetings.changed",
    _("Changed: %(title)s"),
    _("Date, place or words of the meeting “%(title)s” were changed. Look at the page."),
    address_of,
    asks=True,
    dated=True,
)
announce(
    "meetings.called_off",
    _("Called off: %(title)s"),
    _("The meeting “%(title)s” does not take place."),
    address_of,
)
announce(
    "meetings.agenda_set",
    _("The agenda: %(title)s"),
    _("The agenda of the meeting “%(title)s” was written, or changed. Look at the page."),
    address_of,
)
announce(
    "meetings.dates_offered",
    _("When can you? %(title)s"),
    _("A date is looked for: “%(title)s”. Say on the page which of the times suit you; each is told in your own zone."),
    lambda slug, meeting_id: reverse("meetings:dates", args=[slug, meeting_id]),
    asks=True,
)
announce(
    "meetings.date_found",
    _("The date is found: %(title)s"),
    _("The meeting “%(title)s” has its date. The page tells it in your own zone, and has a file for your calendar."),
    address_of,
    asks=True,
    dated=True,
)
announce(
    "meetings.published",
    _("Minutes to read: %(title)s"),
    _("The minutes of “%(title)s” are published. Who does not object in time approves them."),
    address_of,
    asks=True,
)
