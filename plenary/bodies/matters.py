"""The power that bodies bring to the charter; their matters come with their effects."""

from django.utils.translation import gettext_lazy as _

from plenary.charter.decidable import register_power

ADMINISTER = "bodies.administer"


register_power(ADMINISTER, _("looks after seats: which are vacant, which members sit on no committee"))
