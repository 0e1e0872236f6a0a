"""The kinds of entries that the charter makes."""

from django.utils.translation import gettext_lazy as _

from plenary.charter.permissions import ADMINISTER
from plenary.record.kinds import register_kind

register_kind("charter.put_in_force", _("Version %(number)s of the charter came into force."))
register_kind("charter.drafted", _("A draft of the charter was prepared: “%(title)s”."), power=ADMINISTER)
register_kind("charter.draft_amended", _("The draft of the charter “%(title)s” was changed."), power=ADMINISTER)
register_kind("charter.draft_closed", _("The draft of the charter “%(title)s” was put aside."), power=ADMINISTER)
