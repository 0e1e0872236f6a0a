"""Who plays in a coalition of the story, so that the same can be told in each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from plenary.bodies.actions import Nomination
from plenary.bodies.actions.founding import seat_founders
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.decisions import actions as decisions
from plenary.decisions.models import Proposal
from plenary.decisions.tasks import keep_deadlines
from plenary.directory import actions as directory
from plenary.directory.models import Person
from plenary.directory.rules.details import Contact, Name
from plenary.membership import actions as membership
from plenary.membership.models import Member
from plenary.membership.permissions import may_see_protected
from tests.story.marks import said
from tests.story.stage import MARK, Effects, Story, admit, applicants, days_ago, in_words_of_their_own

HAVEN, HAVENER = "Haven Unnamed", "Havener Unnamed"
"""The protected member of Elsewhere, and who speaks for it."""


@dataclass(frozen=True, slots=True)
class Troupe:
    """A coalition, and the role that plays each part in it. `mover` sits on the board, `chair` knows the protected."""

    story: Story
    of: Coalition
    coordinator: str
    chair: str
    mover: str
    other: str
    third: str
    consults: str
    protected: str

    @property
    def story_ids(self) -> dict[str, str]:
        """What addresses of its coalition need."""
        return self.story.ids if self.of == self.story.open else self.story.others

    def by(self, part: str) -> Standing:
        """The standing of a part now."""
        return self.story.by(getattr(self, part), self.of)

    def draft(self, key: str, effects: Effects, part: str = "mover") -> Proposal:
        """Keep a draft."""
        return decisions.draft_proposal(
            by=self.by(part),
            title=said(f"{self.of.slug} {key}"),
            body=said("The reasons."),
            language="en",
            effects=in_words_of_their_own(effects),
        )

    def opened(self, key: str, effects: Effects, part: str = "mover") -> Proposal:
        """Open a proposal now, and keep it by its key."""
        made = decisions.open_proposal(by=self.by(part), proposal=self.draft(key, effects, part))
        self.story.told[self.of.slug, key] = made
        return made


def in_the_open(story: Story) -> Troupe:
    """Who plays in Open Fields."""
    roles = ("coordinator", "chair", "member", "roads", "bridge", "consults", "protected")
    return Troupe(story, story.open, *roles)


def elsewhere(story: Story) -> Troupe:
    """Bring people to Elsewhere, seat them, and protect one: who plays there. `bridge` belongs to both coalitions."""
    there = story.elsewhere
    names = [f"{MARK} {name}" for name in ("North", "South", "East")]
    with clock.set_to(days_ago(29)):
        by = story.by("elsewhere", there)
        members = applicants(story, there, names, "elsewhere")
        speaking = zip(("their_chair", "their_member", "bridge"), members, strict=True)
        people = [_speaks(story, by, role, member) for role, member in speaking]
        _speaks(story, by, "their_consults", members[1], Mandate.CONSULTS)
        admission = decisions.draft_proposal(
            by=by, title=said(f"{MARK} admits"), body=said(MARK), language="en", effects=admit(members)
        )
        admission = decisions.open_proposal(by=by, proposal=admission)
    assert admission.voting_from
    with clock.set_to(admission.voting_from + timedelta(hours=1)):
        decisions.cast_ballot(by=story.by("elsewhere", there), proposal=admission, choice="yes")
    with clock.set_to(days_ago(18)):
        keep_deadlines()
        for member in members:
            member.refresh_from_db()
        seats = [Nomination(body="board", seats="general", member=members[1])]
        seats.append(Nomination(office="chair", person=people[0]))
        seat_founders(by=story.by("elsewhere", there), coalition=there, nominations=seats)
    roles = ("elsewhere", "their_chair", "their_member", "elsewhere", "bridge", "their_consults", "their_protected")
    made = Troupe(story, there, *roles)
    with clock.set_to(days_ago(17)):
        _protect(made)
    return made


def _speaks(story: Story, by: Standing, role: str, member: Member, mandate: Mandate = Mandate.DECIDES) -> Person:
    owner = story.accounts.get(role) or story.account(role, f"{MARK} {role}")
    person = directory.add_person(by=by, name=said(f"{MARK} {role}"), account_id=owner.id, email=owner.email)
    membership.appoint_representative(by=by, member=member, person=person, mandate=mandate)
    return person


def _protect(troupe: Troupe) -> None:
    chair, story = troupe.by("chair"), troupe.story
    allowed = may_see_protected(chair)
    hidden = {"protected": True, "allowed": allowed}
    names = [Name(name=said(f"{MARK} {HAVEN} too"), language="en")]
    card = directory.add_organisation(by=chair, name=said(f"{MARK} {HAVEN}"), other_names=names, **hidden)
    member = membership.propose_protected(by=chair, card=card, category="member", commitment="networking")
    membership.vouch(by=troupe.by("mover"), member_id=member.id)
    member = membership.admit_protected(by=chair, member_id=member.id)
    owner = story.account("their_protected", f"{MARK} {HAVENER}")
    ways: Sequence[Contact] = [Contact("phone", said(HAVENER), note=said("Only at night."))]
    person = directory.add_person(
        by=chair, name=said(f"{MARK} {HAVENER}"), account_id=owner.id, email=owner.email, contacts=ways, **hidden
    )
    membership.appoint_representative(by=chair, member=member, person=person, mandate=Mandate.DECIDES)
