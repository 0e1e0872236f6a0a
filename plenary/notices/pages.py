"""The inbox in the masthead."""

from django.utils.translation import gettext_lazy as _

from plenary.core.navigation import register_page
from plenary.notices.permissions import may_open_inbox

register_page(_("Inbox"), "notices:inbox", 15, may_open_inbox)
