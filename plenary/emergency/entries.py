"""The kind under which alarms are entered: it says nothing, in feeds and mails; the facts are for those concerned."""

from django.utils.translation import gettext_lazy as _

from plenary.record.kinds import register_kind

SEALED = "emergency.sealed"

register_kind(SEALED, _("Something was entered that only those concerned may read."))
