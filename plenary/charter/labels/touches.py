"""The headings under which it is told what a change of the charter would touch."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from plenary.charter.touches import MEMBERS, PLACES, PROPOSALS
from plenary.core.verdicts import Label

GROUPS: Mapping[str, Label] = {
    MEMBERS: _("Members"),
    PLACES: _("Seats and offices"),
    PROPOSALS: _("Proposals"),
}
