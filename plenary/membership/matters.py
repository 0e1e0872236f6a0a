"""The codes of the matters that members bring with their effects, and the powers that they bring to the charter."""

from django.utils.translation import gettext_lazy as _

from plenary.charter.decidable import register_power

ADMINISTER = "membership.administer"
SEE_PROTECTED = "membership.see_protected"
ADMISSION = "membership.admit"
CHANGE_CATEGORY = "membership.change_category"
MERGER = "membership.merge"
APPEAL = "membership.appeal"
FACILITATE = "membership.facilitate"


register_power(
    ADMINISTER,
    _("keeps the list of members: applications, representatives, mandates, leave, and whether members do their part"),
)
register_power(SEE_PROTECTED, _("knows the protected members; each look enters the record"))
register_power(
    FACILITATE, _("leads the opening conversation: hears what members say to it alone, and types in answers on paper")
)
