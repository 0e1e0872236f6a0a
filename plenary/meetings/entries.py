"""The kinds of entries that meetings make."""

from django.utils.translation import gettext_lazy as _

from plenary.meetings.matters import CALL, MINUTE
from plenary.record.kinds import register_kind

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
