"""Replies by mail to a proposal: they become comments under it, by the rules of the page."""

from plenary.core.standing import Standing
from plenary.decisions import actions, queries
from plenary.notices.replying import register_reply


def comment(by: Standing, proposal_id: str, words: str, language: str) -> None:
    """Enter a reply as a comment. Refuses as `actions.comment`; LookupError for a proposal that `by` may not see."""
    proposal = queries.visible_proposal(by, proposal_id)
    if proposal is None:
        raise LookupError(proposal_id)
    actions.comment(by=by, proposal=proposal, body=words, language=language)


register_reply("proposal", comment, "decisions:proposal")
