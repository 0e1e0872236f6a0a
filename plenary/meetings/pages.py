"""Where meetings stand in the masthead."""

from django.utils.translation import gettext_lazy as _

from plenary.core.navigation import register_page
from plenary.meetings.permissions import may_read_meetings

register_page(_("Meetings"), "meetings:meetings", 45, may_read_meetings)
