"""Which entries of meetings are mailed, when an action is due, and that the plenary waits to be called."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.core import visibility
from plenary.meetings import queries
from plenary.notices.announcements import announce
from plenary.notices.deadlines import Deadline, register_deadlines
from plenary.notices.rules.ways import Way
from plenary.notices.topics import register_topic


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


@register_deadlines
def plenary_is_due(coalition_id: str, after: datetime, until: datetime) -> Iterable[Deadline]:
    """By when the plenary is to meet, as the charter says, while it is not called: for those who may call it. Two queries, none
    where the charter does not say it."""
    found = queries.plenary_to_call(coalition_id)
    if found and after < found.due <= until:
        yield Deadline(found.due, found.of, frozenset({found.body}))


register_topic(
    "meetings",
    _("Meetings"),
    _("That one is called, changed or called off, and what is on its agenda."),
    ways=tuple(Way),
    begins=Way.AT_ONCE,
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
