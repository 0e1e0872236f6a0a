"""The power that the charter itself brings, and the words of the powers of the rooms below."""

from django.utils.translation import gettext_lazy as _

from plenary.charter import decidable
from plenary.charter.permissions import ADMINISTER
from plenary.directory import permissions as directory
from plenary.notices.rules.webhooks import CONNECT

decidable.register_power(ADMINISTER, _("prepares drafts of the charter"))
decidable.register_power(directory.ADMINISTER, _("keeps the cards of organisations and persons"))
decidable.register_power(directory.EXPORT, _("takes the directory out as a file; each time enters the record"))
decidable.register_power(directory.IMPORT, _("imports cards, and undoes an import"))
decidable.register_power(CONNECT, _("lets other programs be told what is entered; each enters the record"))
