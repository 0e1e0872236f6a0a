"""The kinds of entries that the record makes about itself."""

from django.utils.translation import gettext_lazy as _

from plenary.record.kinds import register_kind
from plenary.record.rules import envelopes, heads

register_kind(heads.OPENED, _("The record was opened."))
register_kind(heads.ROTATED, _("A new signing key took the place of the old one."))
register_kind(envelopes.ERASED, _("What the record said about a person was erased (openings: %(openings)s)."))
