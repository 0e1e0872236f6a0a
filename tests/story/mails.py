"""What notices leave behind: a link that stops mails, a calendar, replies that wait and webhooks, here and elsewhere."""

from datetime import timedelta

from plenary.coalitions.models import Coalition
from plenary.core import sealing
from plenary.notices import tokens
from plenary.notices.actions.choices import make_calendar
from plenary.notices.actions.webhooks import make_webhook
from plenary.notices.models import HeldReply
from tests.story.agreements import second
from tests.story.marks import mark, said
from tests.story.stage import TODAY, Story


def tell_mails(story: Story) -> None:
    """For the role “member”, a reply for “elsewhere”, and a webhook of each coalition."""
    account = story.accounts["member"]
    story.ids["held_id"] = _held(story, story.open, "member", story.proposals["discussion"].id)
    story.others["held_id"] = _held(story, story.elsewhere, "elsewhere", story.others["proposal_id"])
    story.ids["second_link"] = second(story.by("member"))
    story.others["second_link"] = second(story.by("elsewhere", story.elsewhere))
    story.ids["stop"] = tokens.stop_token(account.id, story.open.id, "decisions")
    story.ids["deadlines"] = make_calendar(by=account)
    coalitions = (
        (story.ids, "coordinator", story.open),
        (story.others, "elsewhere", story.elsewhere),
        (story.behind, "closed_coordinator", story.closed),
    )
    for ids, role, coalition in coalitions:
        made = make_webhook(
            by=story.by(role, coalition),
            address=f"https://{mark()}.example.org/{mark()}",
            resolve=lambda _host, _seconds: ["1.1.1.1"],
        )
        ids["webhook_id"] = made.webhook.id


def _held(story: Story, coalition: Coalition, role: str, proposal_id: str) -> str:
    held = HeldReply(
        coalition=coalition,
        account=story.accounts[role],
        kind="proposal",
        parent=proposal_id,
        reason="notices.not_proved",
        at=TODAY,
        expires_at=TODAY + timedelta(days=14),
    )
    held.words_sealed = sealing.seal(said("We agree.").encode(), place=held.place)
    held.save(force_insert=True)
    return held.id
