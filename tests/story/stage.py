"""The stage of the story: its moments and marks, who acts in which role, and how proposals come about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from plenary.accounts.actions import create_account
from plenary.accounts.models import Account
from plenary.bodies.actions.founding import found_coalition
from plenary.charter.rules.schema import Charter
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.decisions import actions as decisions
from plenary.decisions.models import Proposal
from plenary.decisions.rules.calls import Said
from plenary.directory import actions as directory
from plenary.directory.models import Person
from plenary.directory.rules.details import Contact
from plenary.membership import actions as membership
from plenary.membership.models import Member
from plenary.membership.permissions import may_see_protected
from tests.story.marks import said

TODAY = datetime(2026, 3, 20, 10, 20, tzinfo=UTC)
SHELTER, SHELTER_ARABIC, SHELTER_CHINESE = "Roshana Shelter", "مأوى روشنا السري", "罗莎娜庇护所"
KEEPER = "Зарина Неназванная"
SECRETS = (SHELTER, SHELTER_ARABIC, SHELTER_CHINESE[1:], KEEPER, "roshana-shelter@safe.example", "+93 700 555 0199")
"""Every string by which the protected member, or the one who speaks for it, could be known. Of letters that none of the house's
fonts draws a paper loses the first."""
MARK = "Zyxwick"
"""A mark in all that the other coalition says."""
KEPT_DRAFT = "Sell the bulldozer quietly"
"""The title of a draft that its movers alone see."""

type Effects = Sequence[tuple[str, Mapping[str, Any]]]


def days_ago(days: float) -> datetime:
    """A moment so many days before the story is looked at."""
    return TODAY - timedelta(days=days)


@dataclass(slots=True)
class Story:
    """What was told: coalitions, the account of each role, members by name, proposals by what became of them."""

    open: Coalition = field(init=False)
    elsewhere: Coalition = field(init=False)
    closed: Coalition = field(init=False)
    accounts: dict[str, Account] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    proposals: dict[str, Proposal] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)  # what addresses of Open Fields need
    others: dict[str, str] = field(default_factory=dict)  # the same of Elsewhere
    behind: dict[str, str] = field(default_factory=dict)  # the same of Closed Doors
    told: dict[tuple[str, str], Proposal] = field(default_factory=dict)  # of the rest: by coalition and key

    def by(self, role: str, of: Coalition | None = None) -> Standing:
        """The standing of a role now."""
        return standing_of(self.accounts[role].id, (of or self.open).id)

    def account(self, role: str, name: str = "") -> Account:
        """Make the account of a role."""
        email = "roshana-shelter@safe.example" if role == "protected" else f"{role}@example.org"
        self.accounts[role] = create_account(email=email, name=said(name or role.title()), language="en")
        return self.accounts[role]

    def speaks(self, role: str, member: Member, mandate: Mandate = Mandate.DECIDES, *, name: str = "") -> Person:
        """Let a new account speak for a member; a protected one's is known to the chair alone."""
        by = self.by("chair" if member.protected else "coordinator", member.coalition)
        allowed = may_see_protected(by) if member.protected else None
        owner = self.account(role, name)
        person = directory.add_person(
            by=by,
            name=owner.name,
            account_id=owner.id,
            email=owner.email,
            contacts=[Contact("phone", "+93 700 555 0199")] if member.protected else [],
            protected=member.protected,
            allowed=allowed,
        )
        membership.appoint_representative(by=by, member=member, person=person, mandate=mandate)
        return person

    def decide(
        self, key: str, effects: Effects, *, mover: str = "member", yes: Sequence[str] = (), **more: Any
    ) -> Proposal:
        """Open a proposal now; so many vote yes, or `no`, as soon as they may, and the deadlines are kept up to today."""
        proposal = decisions.open_proposal(by=self.by(mover), proposal=self.draft(key, effects, mover))
        self.proposals[key] = proposal
        assert proposal.voting_from
        with clock.set_to(proposal.voting_from + timedelta(hours=1)):
            for role in (*yes, *more.get("no", ())):
                choice = "yes" if role in yes else "no"
                decisions.cast_ballot(by=self.by(role), proposal=proposal, choice=choice)
        return proposal

    def draft(self, key: str, effects: Effects, mover: str = "member", title: str = "") -> Proposal:
        """Keep a draft."""
        self.proposals[key] = decisions.draft_proposal(
            by=self.by(mover),
            title=said(title or f"A proposal: {key}"),
            body=said("Because."),
            language="en",
            effects=in_words_of_their_own(effects),
        )
        return self.proposals[key]

    def on_call(
        self, key: str, effects: Effects, *, officer: str = "chair", yes: Sequence[str] = ("member",)
    ) -> Proposal:
        """Enter now that so many were for it on a call an hour ago."""
        members = [self.by(role).member for role in yes]
        told = decisions.Call(
            at=clock.now() - timedelta(hours=1), occasion=said("a call"), said=dict.fromkeys(members, Said.FOR)
        )
        words = {"title": said(f"A proposal: {key}"), "body": said("Because."), "language": "en"}
        effects = in_words_of_their_own(effects)
        by = self.by(officer)
        self.proposals[key] = decisions.record_call(by=by, call=told, effects=effects, **words)
        return self.proposals[key]


def found(story: Story, role: str, *, slug: str, name: str, charter: Charter, organisation: str) -> Coalition:
    """Found a coalition by the account of a role."""
    return found_coalition(
        account_id=story.account(role, f"{name} {role}").id,
        slug=slug,
        names={"en": said(name)},
        language="en",
        time_zone="UTC",
        founder_name=said(f"{name} {role}"),
        organisation_name=said(organisation),
        charter=charter,
        country="CHE",
    )


def applicants(story: Story, of: Coalition, names: Sequence[str], by: str, category: str = "member") -> list[Member]:
    """Make cards and enter them as applicants; the last of several belongs to an area that has no code."""
    acting = story.by(by, of)
    homes = [{"country": "MLI"} for _name in names]
    if len(names) > 1:
        homes[-1] = {"area": said("The valley")}
    cards = [
        directory.add_organisation(by=acting, name=said(name), **home) for name, home in zip(names, homes, strict=True)
    ]
    made = membership.add_applicants(by=acting, organisations=cards, category=category)
    story.members |= dict(zip(names, made, strict=True))
    return made


def admit(members: Sequence[Member]) -> Effects:
    """The effects that admit these, who were entered by an officer: what they have not accepted or answered is waived."""
    return [("membership.admit", {"member": member.id, "waived": said("They are known to us.")}) for member in members]


def in_words_of_their_own(effects: Effects) -> Effects:
    """The same effects; what they say in words is marked."""
    spoken = {"text", "reason"}
    return [
        (kind, {key: said(value) if key in spoken else value for key, value in payload.items()})
        for kind, payload in effects
    ]
