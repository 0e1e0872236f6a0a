"""Where concerns stand in the masthead."""

from django.utils.translation import pgettext_lazy

from plenary.core.navigation import register_page
from plenary.health.permissions import may_raise

register_page(pgettext_lazy("complaint", "Concerns"), "health:concerns", 55, may_raise)
