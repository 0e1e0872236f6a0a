"""The kinds of entries that notices make: what is done with webhooks, for members to see."""

from django.utils.translation import gettext_lazy as _

from plenary.notices.labels import PAUSE, READS, SAYS
from plenary.notices.rules.webhooks import CONNECT
from plenary.record.kinds import register_kind, register_words

register_words("reads", lambda code: READS.get(code, code))
register_words("says", lambda code: SAYS.get(code, code))
register_words("pause", lambda code: PAUSE.get(code, code))
register_kind(
    "notices.webhook_made", _("A webhook to %(host)s was made. It is told of: %(reads)s; %(says)s."), power=CONNECT
)
register_kind(
    "notices.webhook_amended",
    _("The webhook to %(host)s was changed. It is told of: %(reads)s; %(says)s."),
    power=CONNECT,
)
register_kind("notices.webhook_secret_renewed", _("The webhook to %(host)s has a new secret."), power=CONNECT)
register_kind("notices.webhook_paused", _("The webhook to %(host)s is paused: %(pause)s."))
register_kind("notices.webhook_woken", _("The webhook to %(host)s goes on."), power=CONNECT)
register_kind("notices.webhook_ended", _("The webhook to %(host)s was ended."), power=CONNECT)
