"""What meetings have for a newly admitted member: to meet the others (B4)."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.coalitions.queries import slug_of
from plenary.core.standing import Standing
from plenary.core.welcoming import Step, welcomes
from plenary.meetings.permissions import may_read_meetings
from plenary.meetings.queries import has_attended, next_meeting


@welcomes
def meet_the_others(standing: Standing) -> Iterable[Step]:
    """To come to a meeting; done once one's member was at one. Nothing while none is called, and for members under protection,
    which stand on no list of who was there. Two queries, and one for the coalition's address."""
    if not standing.member or standing.is_protected or not may_read_meetings(standing):
        return
    slug, is_done = slug_of(standing.coalition), has_attended(standing)
    following = None if is_done else next_meeting(standing)
    if not is_done and following is None:
        return
    yield Step(
        code="meet",
        label=_("Meet the others"),
        sentence=_("The next meeting to which you may come: “%(title)s”.") % {"title": following.title}
        if following
        else _("Your member was at a meeting."),
        url=reverse("meetings:meeting", args=[slug, following.pk])
        if following
        else reverse("meetings:meetings", args=[slug]),
        is_done=is_done,
        order=40,
        at=following.starts_at if following else None,
    )
