"""The matter that the charter itself brings, and its power."""

from django.utils.translation import gettext_lazy as _

from plenary.charter import decidable
from plenary.charter.permissions import ADMINISTER

decidable.register_matter("charter.amend", _("Amendment of the charter"))
decidable.register_power(ADMINISTER, _("prepares drafts of the charter"))
