"""The codes of the matters that decisions bring with their effects, and their power: an office may put questions before a body in
which it has no seat."""

from django.utils.translation import gettext_lazy as _

from plenary.charter.decidable import register_power, register_right
from plenary.decisions.permissions import ENTER_ANSWERS, OPEN_ANY
from plenary.decisions.permissions.calls import ENTER_CALLS

AFFAIRS = "decisions.affairs"
MONEY = "decisions.money"
CHOICE = "decisions.choice"
BUDGET = "decisions.budget"

register_power(OPEN_ANY, _("opens proposals for the coalition, without a vote of its own"))
register_power(ENTER_ANSWERS, _("enters answers that members gave by phone, by mail or in person; each is told"))
register_right(ENTER_CALLS, _("enters what was decided on a call, where the process names its office"))
