"""Somebody asks to join, in both coalitions: what it says, who speaks for it, and who would gladly work with whom."""

from plenary.core import clock
from plenary.core.standing import Standing, standing_of
from plenary.membership import actions as membership
from plenary.membership.models import Member
from plenary.membership.rules.joining import Said
from tests.story.marks import said
from tests.story.stage import MARK, days_ago
from tests.story.troupe import Troupe


def tell(troupe: Troupe) -> None:
    """An applicant with evidence and a recommendation; yeses that are returned, and some that are not."""

    def words(text: str) -> str:
        return said(f"{MARK} {text}" if troupe.of == troupe.story.elsewhere else text)

    with clock.set_to(days_ago(6)):
        account = troupe.story.account(f"joining-{troupe.of.slug}", words("Joiner"))
        asking = Standing(coalition=troupe.of.id, account=account.id, as_of=clock.now())
        link = f"https://joining.example/{said('').strip()}"
        joining = membership.apply(
            by=asking,
            category="trial",
            name=words("Joiner"),
            organisation=words("Joining Hands"),
            said={1: Said(words=words("We publish all."), link=link)},
        )
        membership.recommend(by=troupe.by("coordinator"), member=joining, words=words("They are true."))
        applicant = standing_of(account.id, troupe.of.id)
        mover, other = (Member.objects.of(troupe.of.id).get(id=troupe.by(part).member) for part in ("mover", "other"))
        membership.say_willing(by=troupe.by("mover"), member=joining)
        membership.say_willing(by=applicant, member=mover)
        membership.say_willing(by=troupe.by("mover"), member=other)
        membership.say_willing(by=troupe.by("other"), member=mover)
        membership.say_willing(by=troupe.by("third"), member=mover)
