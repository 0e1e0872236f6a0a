"""The two small coalitions: “Elsewhere”, whose words all hold one mark, and “Closed Doors”, forming, for members alone."""

from dataclasses import replace

from plenary.bodies.models import Term
from plenary.charter.actions import draft_charter
from plenary.charter.queries import charter_of
from plenary.charter.starting import one_page_charter
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.decisions import actions as decisions
from plenary.decisions.tasks import keep_deadlines
from plenary.directory import actions as directory
from plenary.membership import actions as membership
from plenary.membership.models import Member
from tests.story import agreements, driving, findings, sources
from tests.story.charter import amended, story_charter
from tests.story.marks import said
from tests.story.stage import MARK, Story, admit, applicants, days_ago, found


def tell_elsewhere(story: Story) -> None:
    with clock.set_to(days_ago(30)):
        there = story.elsewhere = found(
            story,
            "elsewhere",
            slug="elsewhere",
            name=f"{MARK} Coast",
            charter=story_charter(MARK),
            organisation=f"{MARK} House",
        )
        by = story.by("elsewhere", there)
        effects = [("decisions.resolve", {"text": said(f"{MARK} text")})]
        words = {"body": said(f"{MARK} body"), "language": "en"}
        proposal = decisions.draft_proposal(by=by, title=said(f"{MARK} decides"), effects=effects, **words)
        decisions.open_proposal(by=by, proposal=proposal)
        draft = draft_charter(by=by, charter=amended(charter_of(there.id)), title=said(f"{MARK} draft"))
        data = f"Name,{said(MARK)}\n{said(MARK)} Guild,{said(MARK)}\n".encode()
        imported = directory.begin_import(by=by, file_name=said(f"{MARK}.csv"), data=data, kind="organisations")
        applicants(story, there, [f"{MARK} Waiting"], "elsewhere")
        story.others = _ids(
            there,
            **agreements.platform(by, words=MARK),
            **_watched(by, MARK),
            effect_id=proposal.effects.get().id,
            proposal_id=proposal.id,
            draft_id=draft.id,
            import_id=imported.id,
        )


def _watched(by: Standing, words: str = "") -> dict[str, str]:
    """An instrument, what is kept of it, and what is found."""
    ids = driving.watch(by, words) | sources.keep(by, words)
    return ids | findings.find(by, ids, words)


def _ids(of: Coalition, **more: str) -> dict[str, str]:
    """What addresses of a small coalition need: its first member, whoever speaks for it, a term."""
    member = Member.objects.of(of.id).get(status="active", organisation__name__endswith="House")
    speaker = member.representatives.get()
    return {
        "slug": of.slug,
        "member_id": member.id,
        "representative_id": speaker.id,
        "term_id": Term.objects.of(of.id).get().id,
        "organisation": member.organisation_id or "",
        "person": speaker.person_id,
        "done_import_id": more.get("import_id", ""),
        **more,
    }


def tell_closed(story: Story) -> None:
    with clock.set_to(days_ago(20)):
        answers = {"purpose": "Behind closed doors.", "openness": "members", "method": "majority"}
        charter = one_page_charter(answers, "en")
        there = story.closed = found(
            story,
            "closed_coordinator",
            slug="closed-doors",
            name="Closed Doors",
            charter=charter,
            organisation="Door House",
        )
        first, second = applicants(story, there, ["Closed Member", "Closed Applicant"], "closed_coordinator")
        by = story.by("closed_coordinator", there)
        for role, member in (("closed_member", first), ("closed_applicant", second)):
            owner = story.account(role)
            person = directory.add_person(by=by, name=owner.name, account_id=owner.id)
            membership.appoint_representative(by=by, member=member, person=person, mandate=Mandate.DECIDES)
        admitting = decisions.draft_proposal(by=by, title="Admit one", body="", language="en", effects=admit([first]))
        opened = decisions.open_proposal(by=by, proposal=admitting)
        with clock.set_to(opened.voting_from or clock.now()):
            decisions.cast_ballot(by=by, proposal=opened, choice="yes")
        draft = draft_charter(by=by, charter=replace(charter, credit={"en": "Shared."}), title="Share credit")
        imported = directory.begin_import(by=by, file_name="a.csv", data=b"Name\nA\n", kind="organisations")
    with clock.set_to(days_ago(2)):
        keep_deadlines()
        free = draft_charter(by=by, charter=replace(charter, credit={"en": "Told."}), title="Tell credit")
        begun = agreements.begin(by)
        paragraph = begun.paragraphs.get()
        waits = agreements.suggest(story.by("closed_member", there), begun, "Every field, first.")
        ids = {
            "suggestion_id": waits.id,
            "draft_id": draft.id,
            "free_draft_id": free.id,
            "agreement_id": begun.id,
            "paragraph_id": paragraph.id,
            **_watched(story.by("closed_coordinator", there)),
        }
        story.behind = _ids(there, proposal_id=opened.id, import_id=imported.id, **ids)
