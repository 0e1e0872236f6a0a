"""Speaking in the discussion of a proposal; the words lie in its thread."""

from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.decisions import permissions
from plenary.decisions.actions import audiences, locking
from plenary.decisions.actions.names import name_for
from plenary.decisions.models import Proposal
from plenary.directory.models import Person
from plenary.record import actions as record
from plenary.texts import actions as texts
from plenary.texts.labels import without_a_name
from plenary.texts.models import Comment, Thread
from plenary.texts.queries import coalition_language


def comment(*, by: Standing, proposal: Proposal, body: str, language: str = "", unnamed: bool = False) -> Comment:
    """Speak for one's member, or in the name of one's office, in the coalition's language unless another is said.

    A person under protection speaks in the name of the member alone. A protected member, and whoever would be `unnamed`,
    speaks without a name: neither the comment nor its entry is tied to it, so it cannot be taken back either. Refuses as
    permissions.may_comment, permissions.may_go_unnamed and texts.actions.comment say.
    """
    with record.act(by=by):
        proposal = locking.share(proposal)
        require(permissions.may_comment(by, proposal))
        shown, home = name_for(by, unnamed=unnamed), coalition_language(by.coalition)
        return texts.comment(
            by=by if shown else audiences.unattributed(by),
            thread=Thread.objects.of(by.coalition).get(pk=proposal.thread),
            body=body,
            language=language or home,
            audience=audiences.of_proposals(proposal),
            about=proposal.id,
            of=proposal.title,
            name=(shown if _is_hidden(by) else "") if shown else without_a_name(home),
        )


def _is_hidden(by: Standing) -> bool:
    return Person.objects.of(by.coalition).filter(pk=by.person, protected=True).exists()
