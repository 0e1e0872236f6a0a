"""Who may do what with a comment; who may comment at all is the parent room's to say."""

from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.texts.models import Comment


def may_withdraw(standing: Standing, comment: Comment) -> Verdict:
    """The one who wrote it, once."""
    if not standing.person or comment.person != standing.person:
        return refuse("texts.not_yours")
    return refuse("texts.withdrawn") if comment.withdrawn_at else allow()
