"""The desk's place in the masthead."""

from django.utils.translation import gettext_lazy as _

from plenary.core.navigation import register_page
from plenary.desk import permissions

register_page(_("Desk"), "desk:coalition", 10, permissions.may_use_desk)
