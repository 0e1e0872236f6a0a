"""The kinds of entries that meetings make."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from plenary.core.standing import Standing
from plenary.meetings.actions.attendance import end_proxies_of
from plenary.meetings.matters import CALL, MINUTE
from plenary.membership.rules import Follows
from plenary.record.kinds import EntryLike, on_doing, register_kind, register_words

register_words("meets_by", lambda moment: date_format(datetime.fromisoformat(moment), "DATE_FORMAT"))
register_kind(
    "meetings.overdue", _("By the charter this was to meet until %(meets_by)s, and nobody has called it: “%(name)s”.")
)
register_kind("meetings.called", _("A meeting was called: “%(title)s”."), power=CALL)
register_kind("meetings.changed", _("Date, place or words of the meeting “%(title)s” were changed."), power=CALL)
register_kind("meetings.called_off", _("The meeting “%(title)s” was called off."), power=CALL)
register_kind("meetings.agenda_set", _("The agenda of the meeting “%(title)s” was written."), power=CALL)
register_kind(
    "meetings.attended", _("It was entered who was at the meeting “%(title)s”."), is_routine=True, power=MINUTE
)
register_kind(
    "meetings.minuted", _("Somebody wrote in the minutes of the meeting “%(title)s”."), is_routine=True, power=MINUTE
)
register_kind("meetings.agreed", _("The meeting “%(title)s” agreed who does what: %(words)s"), power=MINUTE)
register_kind("meetings.finished", _("What was agreed at the meeting “%(title)s” is ended: %(words)s"), power=MINUTE)
register_kind("meetings.dates_offered", _("When can you meet? “%(title)s” looks for its date."), power=CALL)
register_kind("meetings.available", _("Somebody said when they can meet for “%(title)s”."), is_routine=True)
register_kind("meetings.date_found", _("The meeting “%(title)s” has its date."), power=CALL)
register_kind("meetings.need_told", _("Somebody said what they need to take part in “%(title)s”."))
register_kind("meetings.published", _("The minutes of “%(title)s” were published."), power=MINUTE)
register_kind("meetings.objected", _("Somebody objects to the minutes of “%(title)s”."))
register_kind("meetings.settled", _("An objection to the minutes of “%(title)s” was answered."), power=MINUTE)
register_kind("meetings.asked_to_speak", _("Somebody asked to speak at “%(title)s”."), is_routine=True)
register_kind("meetings.took_back", _("Somebody no longer asks to speak at “%(title)s”."), is_routine=True)
register_kind("meetings.floor_given", _("The floor was given at “%(title)s”."), is_routine=True, power=MINUTE)


@on_doing(Follows.ENDS_VOTE)
def on_end_of_vote(by: Standing, entry: EntryLike) -> None:
    """For whom a member acts by proxy, once it has no vote any more. A protected one acts for nobody."""
    end_proxies_of(by=by, member_id=entry.facts["member"])
