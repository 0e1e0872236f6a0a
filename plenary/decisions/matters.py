"""The power that decisions bring: an office may put questions before a body in which it has no seat."""

from django.utils.translation import gettext_lazy as _

from plenary.charter.decidable import register_power
from plenary.decisions.permissions import OPEN_ANY

register_power(OPEN_ANY, _("opens proposals for the coalition, without a vote of its own"))
