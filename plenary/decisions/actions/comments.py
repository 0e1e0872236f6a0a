"""Speaking in the discussion of a proposal; the words lie in its thread."""

from django.utils.translation import gettext as _

from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.decisions import permissions
from plenary.decisions.actions import audiences, locking
from plenary.decisions.actions.names import shown_name
from plenary.decisions.models import Proposal
from plenary.directory.models import Person
from plenary.record import actions as record
from plenary.texts import actions as texts
from plenary.texts.models import Comment, Thread
from plenary.texts.queries import coalition_language


def comment(*, by: Standing, proposal: Proposal, body: str, language: str = "") -> Comment:
    """Speak for one's member, or in the name of one's office, in the coalition's language unless another is said.

    A person under protection speaks in the name of the member alone. A protected member speaks without its name: neither
    the comment nor its entry is tied to it, so it cannot be taken back either. Refuses as permissions.may_comment and
    texts.actions.comment say.
    """
    with record.act(by=by):
        proposal = locking.share(proposal)
        require(permissions.may_comment(by, proposal))
        shown = shown_name(by)
        return texts.comment(
            by=by if shown else audiences.unattributed(by),
            thread=Thread.objects.of(by.coalition).get(pk=proposal.thread),
            body=body,
            language=language or coalition_language(by.coalition),
            audience=audiences.of_proposals(proposal),
            about=proposal.id,
            of=proposal.title,
            name=(shown if _is_hidden(by) else "") if shown else _("a protected member"),
        )


def _is_hidden(by: Standing) -> bool:
    return Person.objects.of(by.coalition).filter(pk=by.person, protected=True).exists()
