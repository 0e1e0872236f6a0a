"""Who reads what: the roles of the walk, and the tokens by which each reads, with the coalition in which they hold."""

from plenary.core import visibility
from plenary.core.standing import standing_of
from tests.leaks.audiences import KNOWN, account
from tests.leaks.checking import Tokens
from tests.story import Story

READERS = {
    "open-fields": (
        "member",  # a member that sits on the board
        "chair",  # knows the protected
        "coordinator",
        "protected",
        "anonymous",
        "outsider",
        "applicant",
        "observes",
        "elsewhere",  # belongs to another coalition
        "bridge",  # sits nowhere, and belongs to both
    ),
    "elsewhere": ("member", "elsewhere"),
    "closed-doors": ("outsider", "closed_applicant", "closed_member"),
}
"""Who reads each coalition: strangers of each sort, and everybody whom it knows. First those who send and try most."""

ON_BOTH = {
    *(("open-fields", role) for role in ("member", "chair", "coordinator", "elsewhere")),
    ("elsewhere", "elsewhere"),
    ("closed-doors", "closed_member"),
}
"""Those of them who read on both databases: who sends, a stranger who belongs elsewhere, and a member of each other coalition.
All others read on SQLite alone, for who may read what is ruled in the same way on either."""

SENDERS = {("open-fields", role) for role in ("member", "chair", "coordinator")}
"""Those who send forms back too, each form once by the first who is shown it, and try every row at every address."""


COMPARED = ("anonymous", "elsewhere", "member", "chair", "coordinator")
"""Those whose answers for what is hidden in Open Fields are held against those for what is not there, byte by byte."""


def tokens_of(story: Story, role: str) -> Tokens:
    """The tokens by which a role reads, each with its coalition; its own account in none."""
    found = {("", visibility.PUBLIC)}
    owner = story.accounts[role].id if role != "anonymous" else ""
    for coalition in (story.open, story.elsewhere, story.closed):
        standing = standing_of(owner, coalition.id)
        found |= {(coalition.id, token) for token in standing.audiences}
        if standing.is_known:
            found.add((coalition.id, KNOWN))
        if owner:
            found.add((coalition.id, account(owner)))
    return frozenset(found | ({("", account(owner))} if owner else set()))
