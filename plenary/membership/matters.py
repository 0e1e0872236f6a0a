"""The kinds of matter and the powers that members bring to the charter."""

from django.utils.translation import gettext_lazy as _

from plenary.charter.decidable import register_matter, register_power

ADMINISTER = "membership.administer"
SEE_PROTECTED = "membership.see_protected"
ADMISSION = "membership.admit"
CHANGE_CATEGORY = "membership.change_category"
MERGER = "membership.merge"
APPEAL = "membership.appeal"
FACILITATE = "membership.facilitate"

register_matter(ADMISSION, _("Admission of members"))
register_matter(CHANGE_CATEGORY, _("Change of a member’s category"))
register_matter(MERGER, _("Merging of members"))
register_matter("membership.suspend", _("Suspension of a member"))
register_matter("membership.remove", _("Removal of a member"))
register_matter(APPEAL, _("Appeal of a member against a measure"))

register_power(
    ADMINISTER,
    _("keeps the list of members: applications, representatives, mandates, leave, and whether members do their part"),
)
register_power(SEE_PROTECTED, _("knows the protected members; each look enters the record"))
register_power(
    FACILITATE, _("leads the opening conversation: hears what members say to it alone, and types in answers on paper")
)
