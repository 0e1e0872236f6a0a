"""The kinds of entries that files make: their facts are the name, the size in bytes and the SHA-256 of what is kept."""

from django.utils.translation import gettext_lazy as _

from plenary.record.kinds import register_kind

register_kind("files.kept", _("The file %(name)s was added."))
register_kind("files.removed", _("The file %(name)s was removed."), may_lack=("name",))
