"""The room's word in the masthead."""

from django.utils.translation import gettext_lazy as _

from plenary.core.navigation import register_page
from plenary.decisions.permissions import may_read_proposals

register_page(_("Proposals"), "decisions:proposals", 20, may_read_proposals)
