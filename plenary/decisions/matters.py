"""The matter that this room brings: what no other matter covers."""

from django.utils.translation import gettext_lazy as _

from plenary.charter.decidable import register_matter
from plenary.charter.rules.schema import OTHER_MATTER

register_matter(OTHER_MATTER, _("any other matter"))
