"""The matters that decisions bring, and their power: an office may put questions before a body in which it has no seat."""

from django.utils.translation import gettext_lazy as _

from plenary.charter.decidable import register_matter, register_power, register_right
from plenary.decisions.permissions import ENTER_ANSWERS, OPEN_ANY
from plenary.decisions.permissions.calls import ENTER_CALLS

AFFAIRS = "decisions.affairs"
MONEY = "decisions.money"
CHOICE = "decisions.choice"
BUDGET = "decisions.budget"

register_matter(AFFAIRS, _("What is settled from day to day"))
register_matter(MONEY, _("What is decided about money"))
register_matter(CHOICE, _("A choice among several"))
register_matter(BUDGET, _("A budget shared out among projects"))
register_power(OPEN_ANY, _("opens proposals for the coalition, without a vote of its own"))
register_power(ENTER_ANSWERS, _("enters answers that members gave by phone, by mail or in person; each is told"))
register_right(ENTER_CALLS, _("enters what was decided on a call, where the process names its office"))
