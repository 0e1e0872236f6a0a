"""What of concerns enters the record: the keys of those who receive. Of a concern itself nothing does, for an entry that says
nothing would still say that there is one, and when."""

from django.utils.translation import gettext_lazy as _

from plenary.record.kinds import register_kind

register_kind("health.key_made", _("The holder of an office made a key for concerns."))
register_kind(
    "health.key_shared",
    _("The holder of an office shared a key for concerns; so many give it back: %(needed)s of %(shares)s."),
)
register_kind("health.key_asked", _("The holder of an office asked for the key of one who received concerns before."))
register_kind("health.share_handed", _("A share of a lost key for concerns was handed over to its owner."))
register_kind("health.key_recovered", _("The owner of a lost key for concerns got it back from its shares."))
