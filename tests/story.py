"""The story that the proofs over the whole house are told on: three coalitions, built through the rooms' actions alone.

“Open Fields” has something of everything: members of each status and mandate, one of them protected, proposals in each
phase, drafts, an import. “Elsewhere” has rows of its own, whose words all hold one mark; “Closed Doors” is forming, and
open to members alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from plenary.accounts.actions import create_account
from plenary.accounts.models import Account, Invitation
from plenary.bodies.actions import Nomination
from plenary.bodies.actions.founding import found_coalition, seat_founders
from plenary.bodies.models import Term
from plenary.charter.actions import draft_charter
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Charter
from plenary.charter.starting import one_page_charter
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.decisions import actions as decisions
from plenary.decisions.models import Proposal
from plenary.decisions.tasks import keep_deadlines
from plenary.directory import actions as directory
from plenary.directory.models import Organisation, Person
from plenary.directory.rules.choices import Choices
from plenary.directory.rules.details import Contact, Name
from plenary.membership import actions as membership
from plenary.membership.models import Member
from plenary.membership.permissions import may_see_protected
from tests.story_charter import amended, story_charter

TODAY = datetime(2026, 3, 20, 10, 20, tzinfo=UTC)
SHELTER, SHELTER_ARABIC, KEEPER = "Roshana Shelter", "مأوى روشنا السري", "Зарина Неназванная"
SECRETS = (SHELTER, SHELTER_ARABIC, KEEPER, "roshana-shelter@safe.example", "+93 700 555 0199")
"""Every string by which the protected member, or the one who speaks for it, could be known."""
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

    def by(self, role: str, of: Coalition | None = None) -> Standing:
        """The standing of a role now."""
        return standing_of(self.accounts[role].id, (of or self.open).id)

    def account(self, role: str, name: str = "") -> Account:
        """Make the account of a role."""
        email = "roshana-shelter@safe.example" if role == "protected" else f"{role}@example.org"
        self.accounts[role] = create_account(email=email, name=name or role.title(), language="en")
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

    def decide(self, key: str, effects: Effects, *, mover: str = "member", yes: Sequence[str] = (), **more: Any) -> Proposal:
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
            by=self.by(mover), title=title or f"A proposal: {key}", body="Because.", language="en", effects=effects
        )
        return self.proposals[key]


def tell() -> Story:
    """Tell all three, from their founding up to today. Call it with the clock free and in a transaction."""
    story = Story()
    story.account("outsider")
    _elsewhere(story)
    _closed(story)
    _open_fields(story)
    with clock.set_to(TODAY):
        keep_deadlines()
        for row in (*story.proposals.values(), *story.members.values()):
            row.refresh_from_db()
    return story


def found(story: Story, role: str, slug: str, name: str, charter: Charter, organisation: str) -> Coalition:
    """Found a coalition by the account of a role."""
    return found_coalition(
        account_id=story.account(role, f"{name} {role}").id,
        slug=slug,
        names={"en": name},
        language="en",
        time_zone="UTC",
        founder_name=f"{name} {role}",
        organisation_name=organisation,
        charter=charter,
        country="CHE",
    )


def applicants(story: Story, of: Coalition, names: Sequence[str], by: str, category: str = "member") -> list[Member]:
    """Make cards and enter them as applicants."""
    acting = story.by(by, of)
    cards = [directory.add_organisation(by=acting, name=name, country="MLI") for name in names]
    made = membership.add_applicants(by=acting, organisations=cards, category=category)
    story.members |= {member.name: member for member in made}
    return made


def admit(members: Sequence[Member]) -> Effects:
    """The effects that admit these."""
    return [("membership.admit", {"member": member.id}) for member in members]


def _open_fields(story: Story) -> None:
    with clock.set_to(days_ago(90)):
        story.open = found(story, "coordinator", "open-fields", "Open Fields", story_charter(), "Fields House")
        by = story.by("coordinator")
        names = ("Northern Forum", "Green Valley", "Open Roads", "Long Bridge", "Quiet Hills")
        members = applicants(story, story.open, names, "coordinator")
        members += applicants(story, story.open, ["Late Arrivals"], "coordinator", "trial")
        roles = ("chair", "member", "roads", "bridge", "hills", "provisional")
        people = [story.speaks(role, member) for role, member in zip(roles, members, strict=True)]
        story.decide("founding", admit(members), mover="coordinator", yes=["coordinator"])
    with clock.set_to(days_ago(80)):
        keep_deadlines()
        for member in members:
            member.refresh_from_db()
        by = story.by("coordinator")
        seats = [Nomination(body="board", seats="general", member=member) for member in members[:2]]
        seat_founders(by=by, coalition=story.open, nominations=[*seats, Nomination(office="chair", person=people[0])])
        story.speaks("consults", members[1], Mandate.CONSULTS)
        story.speaks("observes", members[1], Mandate.OBSERVES)
        _protect(story)
    _decide_in_the_past(story)
    _apply_and_import(story)
    _propose_now(story)


def _protect(story: Story) -> None:
    """One member in danger: taken up by the chair, vouched for, admitted unnamed."""
    chair = story.by("chair")
    card = directory.add_organisation(
        by=chair,
        name=SHELTER,
        other_names=[Name(name=SHELTER_ARABIC, language="ar")],
        protected=True,
        allowed=may_see_protected(chair),
    )
    member = membership.propose_protected(by=chair, card=card, category="member", commitment="networking")
    membership.vouch(by=story.by("member"), member_id=member.id)
    story.members["protected"] = membership.admit_protected(by=chair, member_id=member.id)
    story.ids["protected_person"] = story.speaks("protected", story.members["protected"], name=KEEPER).id
    story.ids["protected_card"] = card.id


def _decide_in_the_past(story: Story) -> None:
    everyone = ("coordinator", "chair", "member", "roads")
    text = [("decisions.resolve", {"text": "We meet in Tirana."})]
    with clock.set_to(days_ago(60)):
        story.decide("carried_out", text, yes=everyone)
        story.decide("rejected", text, yes=["member"], no=["chair", "roads", "bridge"])
        story.decide("lapsed", text, yes=["member"])
        story.decide("withdrawn", text)
        suspend = {"member": story.members["Quiet Hills"].id, "reason": "no answer"}
        story.decide("not_carried_out", [("membership.suspend", suspend)], yes=everyone)
    with clock.set_to(days_ago(55)):
        decisions.withdraw_proposal(by=story.by("member"), proposal=story.proposals["withdrawn"])
        membership.withdraw(by=story.by("hills"), member=story.members["Quiet Hills"])
    with clock.set_to(days_ago(40)):
        keep_deadlines()
        by = story.by("coordinator")
        draft = draft_charter(by=by, charter=amended(charter_of(by.coalition)), title="A board of five")
        story.draft("amended", [("charter.amend", {"draft": draft.id})], "member")
        decisions.show_draft(by=story.by("member"), proposal=story.proposals["amended"])
        decisions.second(by=story.by("roads"), proposal=story.proposals["amended"])
        opened = decisions.open_proposal(by=story.by("member"), proposal=story.proposals["amended"])
    with clock.set_to(days_ago(35)):
        for role in everyone:
            decisions.cast_ballot(by=story.by(role), proposal=opened, choice="yes")
    with clock.set_to(days_ago(20)):
        keep_deadlines()
    with clock.set_to(days_ago(6)):
        remove = {"member": story.members["Long Bridge"].id, "reason": "lent its name"}
        story.decide("held", [("membership.remove", remove)], yes=everyone)


def _apply_and_import(story: Story) -> None:
    with clock.set_to(days_ago(8)):
        waiting = applicants(story, story.open, ["First Waiting", "Second Waiting"], "coordinator")
        asking = Standing(coalition=story.open.id, account=story.account("applicant").id, as_of=clock.now())
        story.members["applicant"] = membership.apply(
            by=asking, category="member", name="Applicant", organisation="Hopeful Hands", country="MLI"
        )
        by = story.by("coordinator")
        membership.invite_representative(
            by=by, member=waiting[0], email="invited@example.org", name="Invited One", mandate=Mandate.DECIDES
        )
        story.ids["key"] = Invitation.objects.get(email="invited@example.org").key
        story.ids["import_id"] = directory.begin_import(
            by=by, file_name="cards.csv", data=b"Name,Country\nRiver Guild,Mali\n", kind="organisations"
        ).id
        done = directory.begin_import(by=by, file_name="done.csv", data=b"Name\nDone Guild\n", kind="organisations")
        directory.apply_import(by=by, imported=done, choices=Choices())
        story.ids["done_import_id"] = done.id
        story.ids["draft_id"] = draft_charter(
            by=by, charter=amended(charter_of(by.coalition), seats=7), title="A board of seven"
        ).id


def _propose_now(story: Story) -> None:
    text = [("decisions.resolve", {"text": "We meet in Lima."})]
    with clock.set_to(days_ago(4)):
        story.decide("voting", text, yes=["member"], no=["roads"])
        wanted = [story.members["First Waiting"], story.members["Second Waiting"]]
        admission = story.decide("admission", admit(wanted), yes=["member"])
    with clock.set_to(days_ago(1)):
        story.decide("discussion", text)
        suspend = {"member": story.members["Open Roads"].id, "reason": "no answer"}
        story.decide("notice", [("membership.suspend", suspend)])
        story.draft("draft", text, title=KEPT_DRAFT)
        story.draft("shown", [("charter.amend", {"draft": story.ids["draft_id"]})], "chair")
        decisions.show_draft(by=story.by("chair"), proposal=story.proposals["shown"])
        objection = decisions.object_to(
            by=story.by("roads"), proposal=admission, effect=admission.effects.last(), reason="Too early."
        )
        for role in ("member", "coordinator", "protected"):
            decisions.comment(by=story.by(role), proposal=story.proposals["discussion"], body="We agree.")
    seat = Term.objects.of(story.open.id).get(member=story.members["Green Valley"], body="board")
    person = Person.objects.of(story.open.id).get(account=story.accounts["member"])
    acting = story.members["Green Valley"].representatives.get(person=person)
    story.ids |= {
        "slug": "open-fields",
        "member_id": story.members["Green Valley"].id,
        "representative_id": acting.id,
        "term_id": seat.id,
        "objection_id": objection.id,
        "organisation": story.members["Green Valley"].organisation_id or "",
        "person": person.id,
        "proposal_id": story.proposals["discussion"].id,
    }


def _elsewhere(story: Story) -> None:
    with clock.set_to(days_ago(30)):
        there = story.elsewhere = found(story, "elsewhere", "elsewhere", f"{MARK} Coast", story_charter(MARK), f"{MARK} House")
        by = story.by("elsewhere", there)
        effects = [("decisions.resolve", {"text": f"{MARK} text"})]
        words = {"body": f"{MARK} body", "language": "en"}
        proposal = decisions.draft_proposal(by=by, title=f"{MARK} decides", effects=effects, **words)
        decisions.open_proposal(by=by, proposal=proposal)
        draft = draft_charter(by=by, charter=amended(charter_of(there.id)), title=f"{MARK} draft")
        data = f"Name\n{MARK} Guild\n".encode()
        imported = directory.begin_import(by=by, file_name=f"{MARK}.csv", data=data, kind="organisations")
        member = Member.objects.of(there.id).get()
        applicants(story, there, [f"{MARK} Waiting"], "elsewhere")
        story.others = {
            "member_id": member.id,
            "representative_id": member.representatives.get().id,
            "term_id": Term.objects.of(there.id).get().id,
            "proposal_id": proposal.id,
            "draft_id": draft.id,
            "import_id": imported.id,
            "done_import_id": imported.id,
            "organisation": member.organisation_id or "",
            "person": Person.objects.of(there.id).get().id,
        }


def _closed(story: Story) -> None:
    with clock.set_to(days_ago(20)):
        answers = {"purpose": "Behind closed doors.", "openness": "members", "method": "majority"}
        charter = one_page_charter(answers, "en")
        there = story.closed = found(story, "closed_coordinator", "closed-doors", "Closed Doors", charter, "Door House")
        first, second = applicants(story, there, ["Closed Member", "Closed Applicant"], "closed_coordinator")
        by = story.by("closed_coordinator", there)
        for role, member in (("closed_member", first), ("closed_applicant", second)):
            owner = story.account(role)
            person = directory.add_person(by=by, name=owner.name, account_id=owner.id)
            membership.appoint_representative(by=by, member=member, person=person, mandate=Mandate.DECIDES)
        admitting = decisions.draft_proposal(by=by, title="Admit one", body="", language="en", effects=admit([first]))
        decisions.cast_ballot(by=by, proposal=decisions.open_proposal(by=by, proposal=admitting), choice="yes")
    with clock.set_to(days_ago(5)):
        keep_deadlines()


def card_of(story: Story, name: str) -> Organisation:
    """The card of a member's organisation."""
    card = story.members[name].organisation
    assert card
    return card
