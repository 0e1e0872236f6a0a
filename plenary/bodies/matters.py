"""The kinds of matter and the power that bodies bring to the charter."""

from django.utils.translation import gettext_lazy as _

from plenary.charter.decidable import register_matter, register_power

ADMINISTER = "bodies.administer"

register_matter("bodies.appoint", _("Filling of a seat or an office"))
register_matter("bodies.elect", _("Election to seats and offices"))
register_matter("bodies.form", _("Forming and closing of committees and task forces"))
register_matter("bodies.remove", _("Removal from a seat or an office"))

register_power(ADMINISTER, _("looks after seats: which are vacant, which members sit on no committee"))
