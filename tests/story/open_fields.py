"""“Open Fields”: founded, seated, governed; something of each status, phase and role stands in it today."""

from plenary.accounts.models import Invitation
from plenary.bodies.actions import Nomination
from plenary.bodies.actions.founding import seat_founders
from plenary.bodies.models import Term
from plenary.charter.actions import draft_charter
from plenary.charter.queries import charter_of
from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.decisions import actions as decisions
from plenary.decisions.queries import texts_to_amend
from plenary.decisions.rules.amendments import Act
from plenary.decisions.tasks import keep_deadlines
from plenary.directory import actions as directory
from plenary.directory.models import Person
from plenary.directory.rules.choices import Choices
from plenary.directory.rules.details import Name
from plenary.membership import actions as membership
from plenary.membership.permissions import may_see_protected
from plenary.membership.rules.joining import Said
from tests.story import agreements, driving, findings, sources
from tests.story.charter import amended, story_charter
from tests.story.marks import said
from tests.story.stage import (
    KEEPER,
    KEPT_DRAFT,
    SHELTER,
    SHELTER_ARABIC,
    SHELTER_CHINESE,
    Story,
    admit,
    applicants,
    days_ago,
    found,
)


def tell_open_fields(story: Story) -> None:
    with clock.set_to(days_ago(90)):
        story.open = found(
            story,
            "coordinator",
            slug="open-fields",
            name="Open Fields",
            charter=story_charter(),
            organisation="Fields House",
        )
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
        name=said(SHELTER),
        other_names=[Name(name=said(SHELTER_ARABIC), language="ar"), Name(name=said(SHELTER_CHINESE), language="zh")],
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
        draft = draft_charter(by=by, charter=amended(charter_of(by.coalition)), title=said("A board of five"))
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


def _move_amendments(story: Story) -> None:
    """Two members amend the text in discussion, one of them unnamed."""
    effect = texts_to_amend(story.proposals["discussion"])[0]
    for role, words in (("protected", "We meet in Oslo."), ("roads", "We meet in Quito.")):
        moved = decisions.move_amendment(
            by=story.by(role),
            proposal=story.proposals["discussion"],
            effect=effect,
            act=Act.REPLACE,
            label="1",
            words=said(words),
            reason=said("Nearer."),
        )
        story.ids |= {"effect_id": effect.id, "amendment_id": moved.id}


def _apply_and_import(story: Story) -> None:
    with clock.set_to(days_ago(8)):
        waiting = applicants(story, story.open, ["First Waiting", "Second Waiting"], "coordinator")
        asking = Standing(coalition=story.open.id, account=story.account("applicant").id, as_of=clock.now())
        how = Said(words=said("We publish all."), link=f"https://hopeful.example/{said('').strip()}")
        story.members["applicant"] = membership.apply(
            by=asking,
            category="trial",
            name=said("Applicant"),
            organisation=said("Hopeful Hands"),
            country="MLI",
            said={1: how},
        )
        by = story.by("coordinator")
        membership.recommend(by=by, member=story.members["applicant"], words=said("They do what they say."))
        membership.invite_representative(
            by=by, member=waiting[0], email="invited@example.org", name=said("Invited One"), mandate=Mandate.DECIDES
        )
        story.ids["key"] = Invitation.objects.get(email="invited@example.org").key
        story.ids["import_id"] = directory.begin_import(
            by=by,
            file_name=said("cards.csv"),
            data=f"Name,Country,{said('Seen by')}\n{said('River Guild')},Mali,{said('us')}\n".encode(),
            kind="organisations",
        ).id
        done = directory.begin_import(
            by=by, file_name=said("done.csv"), data=f"Name\n{said('Done Guild')}\n".encode(), kind="organisations"
        )
        directory.apply_import(by=by, imported=done, choices=Choices())
        story.ids["done_import_id"] = done.id
        story.ids["draft_id"] = draft_charter(
            by=by, charter=amended(charter_of(by.coalition), seats=7), title=said("A board of seven")
        ).id
        story.ids["free_draft_id"] = draft_charter(
            by=by, charter=amended(charter_of(by.coalition), seats=9), title=said("A board of nine")
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
            by=story.by("roads"), proposal=admission, effect=admission.effects.last(), reason=said("Too early.")
        )
        story.ids |= agreements.platform(story.by("member"), story.by("roads"))
        story.ids |= driving.watch(story.by("coordinator"), lead=story.members["Green Valley"].id)
        story.ids |= sources.keep(story.by("coordinator"))
        story.ids |= findings.find(story.by("coordinator"), story.ids)
        story.on_call("window", text)
        for role in ("member", "coordinator", "protected"):
            decisions.comment(by=story.by(role), proposal=story.proposals["discussion"], body=said("We agree."))
        _move_amendments(story)
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
