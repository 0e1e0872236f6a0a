"""Somebody asks to join, in both coalitions: what it says, who speaks for it, and who would gladly work with whom."""

from plenary.core import clock
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.directory import actions as directory
from plenary.files.formats import read
from plenary.membership import actions as membership
from plenary.membership.actions import Given
from plenary.membership.models import Member
from plenary.membership.rules.joining import Said
from plenary.membership.rules.networks import OwnMember
from plenary.membership.rules.opening import Audience, Question
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
            files={1: read(words("Report.txt"), words("What we did.").encode())},
        )
        membership.recommend(by=troupe.by("coordinator"), member=joining, words=words("They are true."))
        applicant = standing_of(account.id, troupe.of.id)
        mover, other = (Member.objects.of(troupe.of.id).get(id=troupe.by(part).member) for part in ("mover", "other"))
        answers = [
            Given(question=question, words=words(f"Before joining, {audience}."), audience=audience, language="en")
            for question, audience in zip(Question, Audience, strict=False)
        ]
        membership.answer_opening(by=applicant, member=joining, given=answers)
        membership.say_willing(by=troupe.by("mover"), member=joining)
        membership.say_willing(by=applicant, member=mover)
        membership.say_willing(by=troupe.by("mover"), member=other)
        membership.say_willing(by=troupe.by("other"), member=mover)
        membership.say_willing(by=troupe.by("third"), member=mover)


def merge(troupe: Troupe) -> None:
    """A member that came and went into another the same day, one of its people with it; a second that asks, and waits."""

    def words(text: str) -> str:
        return said(f"{MARK} {text}" if troupe.of == troupe.story.elsewhere else text)

    with clock.set_to(days_ago(5)):
        by = troupe.by("coordinator")
        card = directory.add_organisation(by=by, name=words("Small Hands"), country="MLI")
        (small,) = membership.add_applicants(by=by, organisations=[card], category="member")
        rules = Standing.system(troupe.of.id, "process.ordinary")
        small = membership.admit_member(by=rules, member_id=small.id)
        role = f"small-{troupe.of.slug}"
        account = troupe.story.account(role, words("Small"))
        person = directory.add_person(by=by, name=words("Small"), account_id=account.id, email=account.email)
        acts = membership.appoint_representative(by=by, member=small, person=person, mandate=Mandate.DECIDES)
        mover, other, third = (
            Member.objects.of(troupe.of.id).get(id=troupe.by(part).member) for part in ("mover", "other", "third")
        )
        asked = membership.ask_merging(
            by=troupe.story.by(role, troupe.of), member=small, into=third, name=words("Hands")
        )
        agreed = membership.agree_merging(by=troupe.by("third"), merging=asked, keeps=[acts.id])
        membership.merge_members(by=rules, merging=agreed)
        membership.ask_merging(by=troupe.by("other"), member=other, into=mover, name=words("All Hands"))


def network(troupe: Troupe) -> None:
    """What belongs to a member, for members and for the public; and to the protected one."""

    def words(text: str) -> str:
        return said(f"{MARK} {text}" if troupe.of == troupe.story.elsewhere else text)

    with clock.set_to(days_ago(4.5)):
        for part in ("other", "protected"):
            by = troupe.by(part)
            member = Member.objects.of(troupe.of.id).get(id=by.member)
            for name, is_public in (("Inner Hands", False), ("Outer Hands", True)):
                row = OwnMember(name=words(name), country="KEN", since="2019")
                membership.add_own_members(by=by, member=member, rows=[row], is_public=is_public)
