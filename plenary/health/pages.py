"""Where concerns stand in the masthead."""

from django.utils.translation import gettext_lazy as _

from plenary.core.navigation import register_page
from plenary.health.permissions import may_raise

register_page(_("Concerns"), "health:concerns", 55, may_raise)
