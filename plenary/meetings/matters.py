"""The powers that meetings bring to the charter."""

from django.utils.translation import gettext_lazy as _

from plenary.charter.decidable import register_power

CALL = "meetings.call"
MINUTE = "meetings.minute"

register_power(CALL, _("calls meetings, and keeps their date, place and agenda"))
register_power(MINUTE, _("keeps the minutes of meetings: who was there, what was said, who does what"))
