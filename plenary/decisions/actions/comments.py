"""Speaking in the discussion of a proposal; the words lie in its thread."""

from plenary.charter.queries import charter_of
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions
from plenary.decisions.actions import audiences, locking
from plenary.decisions.actions.names import shown_name
from plenary.decisions.models import Proposal
from plenary.record import actions as record
from plenary.record.actions import Part
from plenary.texts.models import Comment


def comment(*, by: Standing, proposal: Proposal, body: str, language: str = "") -> Comment:
    """Speak for one's member, or in the name of one's office. A protected member speaks without its name.

    Refuses as permissions.may_comment says, and with decisions.no_comment when there are no words.
    """
    if not body.strip():
        raise Refused(refuse("decisions.no_comment"))
    with record.act(by=by):
        proposal = locking.share(proposal)
        require(permissions.may_comment(by, proposal))
        name = shown_name(by)
        made = Comment.objects.create(
            coalition_id=by.coalition,
            thread_id=proposal.thread,
            person=by.person,
            member=by.member,
            name=name,
            language=language or charter_of(by.coalition).languages[0],
            body=body.strip(),
            at=clock.now(),
        )
        record.enter(
            by=by if name else audiences.unattributed(by),
            kind="decisions.commented",
            about=proposal.id,
            audience=audiences.of_proposals(proposal),
            facts=audiences.told(proposal, name=name, comment=made.id),
            parts=[
                Part(facts={"body": made.body}, person=by.person)
                if name
                else Part(facts={"body": made.body}, audience=[visibility.member(by.member)], person=by.person)
            ],
        )
    return made
