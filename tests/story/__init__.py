"""The story that the proofs over the whole house are told on: three coalitions, built through the rooms' actions alone.

“Open Fields” has something of everything: members of each status and mandate, one of them protected, proposals in each
phase, drafts, an import. “Elsewhere” has rows of its own, whose words all hold one mark; “Closed Doors” is forming, and
open to members alone.
"""

from plenary.core import clock
from plenary.decisions.tasks import keep_deadlines
from tests.story.files import tell_files
from tests.story.mails import tell_mails
from tests.story.meetings import tell_meetings
from tests.story.open_fields import tell_open_fields
from tests.story.others import tell_closed, tell_elsewhere
from tests.story.stage import KEPT_DRAFT, MARK, SECRETS, TODAY, Story, days_ago

__all__ = ["KEPT_DRAFT", "MARK", "SECRETS", "TODAY", "Story", "days_ago", "tell"]


def tell() -> Story:
    """Tell all three, from their founding up to today. Call it with the clock free and in a transaction."""
    story = Story()
    story.account("outsider")
    tell_elsewhere(story)
    tell_closed(story)
    tell_open_fields(story)
    tell_meetings(story)
    with clock.set_to(TODAY):
        keep_deadlines()
        tell_files(story)
        for row in (*story.proposals.values(), *story.members.values()):
            row.refresh_from_db()
        tell_mails(story)
    return story
