"""The code of the matter that agreements bring with their effect, and their powers."""

from django.utils.translation import gettext_lazy as _

from plenary.charter.decidable import register_power

DRAFT = "agreements.draft"
ENTER_PAPER = "agreements.enter_paper"
ADOPT = "agreements.adopt"

register_power(DRAFT, _("drafts agreements"))
register_power(ENTER_PAPER, _("enters signatures that members gave on paper; each is asked to confirm it"))
