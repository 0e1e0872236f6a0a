"""The powers that offices may have in watching."""

from django.utils.translation import gettext_lazy as _

from plenary.charter.decidable import register_power

KEEP = "monitoring.keep"

register_power(KEEP, _("keeps instruments, sources, and what is known of who is bound by what"))
