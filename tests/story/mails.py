"""What mails leave behind: a link that stops them, a calendar, and a reply of the member that waits."""

from datetime import timedelta

from plenary.core import sealing
from plenary.notices import tokens
from plenary.notices.actions.choices import make_calendar
from plenary.notices.models import HeldReply
from tests.story.stage import TODAY, Story


def tell_mails(story: Story) -> None:
    """For the role “member” alone."""
    account = story.accounts["member"]
    held = HeldReply(
        coalition=story.open,
        account=account,
        kind="proposal",
        parent=story.proposals["discussion"].id,
        reason="notices.not_proved",
        at=TODAY,
        expires_at=TODAY + timedelta(days=14),
    )
    held.words_sealed = sealing.seal(b"We agree.", place=held.place)
    held.save(force_insert=True)
    story.ids["held_id"] = held.id
    story.ids["stop"] = tokens.stop_token(account.id, story.open.id, "decisions")
    story.ids["deadlines"] = make_calendar(by=account)
