"""Meetings of the story: one under way in each coalition, with all that a meeting has; and one of the board, to come."""

from datetime import timedelta

from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.directory.actions import give_gender
from plenary.files.actions import keep_file
from plenary.meetings import actions
from plenary.meetings.models import Meeting, Speech
from plenary.meetings.rules import PAPERS, ItemKind, Manner
from tests.story.marks import said
from tests.story.stage import MARK, TODAY, Story, days_ago
from tests.story.troupe import Troupe


def tell_meetings(story: Story) -> None:
    """In all three coalitions, by those who coordinate; in Open Fields and Elsewhere on a proposal."""
    story.ids |= _tell(story, story.open, "coordinator", "roads", story.proposals["discussion"].pk)
    story.others |= _tell(story, story.elsewhere, "elsewhere", "elsewhere", story.others["proposal_id"])
    story.behind |= _tell(story, story.closed, "closed_coordinator", "closed_member", "")


def _tell(story: Story, of: Coalition, calls: str, takes_part: str, proposal: str) -> dict[str, str]:
    def words(text: str) -> str:
        return said(f"{MARK} {text}" if of == story.elsewhere else text)

    with clock.set_to(days_ago(1.5)):
        meeting = _call(story, of, calls, words("Plenary meeting"), body="plenary", hours=-1)
        if of != story.closed:
            _call(story, of, calls, words("Board meeting"), body="board", hours=72)
        item = actions.Item(
            title=words("Where we meet"),
            kind=ItemKind.DECIDE,
            minutes=30,
            about=words("A choice."),
            presenter=story.by(takes_part, of).member,
            proposal=proposal,
        )
        more = actions.Item(title=words("News"), kind=ItemKind.INFORM, minutes=10)
        first, _second = actions.set_agenda(by=story.by(calls, of), meeting=meeting, items=[item, more])
        paper = {"name": words("Prices") + ".txt", "data": words("What it costs.").encode()}
        keep_file(by=story.by(calls, of), kind=PAPERS, parent_id=first.pk, **paper)
    with clock.set_to(TODAY - timedelta(minutes=20)):
        by = story.by(takes_part, of)
        acts_for = story.by("bridge").member if of == story.open else ""  # it waits to be confirmed
        actions.attend(by=by, meeting=meeting, manner=Manner.ONLINE, acts_for=acts_for)
        actions.write_minutes(by=by, item=first, notes=words("It was said that Lima is far."), revision=0)
        own = {"owner": by.member, "until": (TODAY + timedelta(days=3)).date()}
        point = actions.agree_point(by=by, meeting=meeting, words=words("Ask for prices."), item=first, **own)
        done = actions.agree_point(by=by, meeting=meeting, words=words("Greet all."), owner=by.member)
        actions.finish_point(by=by, point=done, became=words("All were greeted."))
        actions.ask_to_speak(by=by, meeting=meeting)
    found = {"meeting_id": meeting.pk, "item_id": first.pk, "point_id": point.pk}
    return found | ({} if of == story.closed else _more(story, of, calls, takes_part))


def tell_voices(troupe: Troupe) -> None:
    """Where everybody plays: a meeting at which one acts by proxy for another and says that it acts for a third; one speaks, whom
    the chair named; and what two say of their gender, one to all and one for sums alone."""

    def words(text: str) -> str:
        return said(f"{MARK} {text}" if troupe.of == troupe.story.elsewhere else text)

    with clock.set_to(days_ago(1.5)):
        meeting = _call(
            troupe.story, troupe.of, troupe.coordinator, words("Meeting by proxy"), body="plenary", hours=-2
        )
    with clock.set_to(TODAY - timedelta(minutes=90)):
        keeps, acts = troupe.by("coordinator"), troupe.by("mover")
        third, absent = troupe.by("third"), troupe.by("other")
        actions.attend(by=acts, meeting=meeting, manner=Manner.ONLINE, acts_for=third.member)
        proxy = {"manners": {absent.member: Manner.PROXY}, "proxies": {absent.member: acts.member}}
        actions.enter_attendance(by=keeps, meeting=meeting, **proxy)
        actions.ask_to_speak(by=acts, meeting=meeting)
        speech = Speech.objects.of(troupe.of.id).get(meeting=meeting)
        actions.give_floor(by=keeps, meeting=meeting, speech=speech, person=acts.person)
        give_gender(by=acts, gender=words("woman of the hills")[:30], is_shown=True)
        give_gender(by=third, gender=words("known to nobody"), is_shown=False)


def _more(story: Story, of: Coalition, calls: str, takes_part: str) -> dict[str, str]:
    """One that looks for its date, and one whose minutes are objected to."""

    def words(text: str) -> str:
        return said(f"{MARK} {text}" if of == story.elsewhere else text)

    def by(role: str) -> Standing:
        return story.by(role, of)

    with clock.set_to(days_ago(1.5)):
        details = actions.Details(title=words("Summer meeting"), time_zone="UTC")
        asked = actions.call_meeting(by=by(calls), body="plenary", details=details)
        spans = [(TODAY + timedelta(days=n), TODAY + timedelta(days=n, hours=1)) for n in (5, 6)]
        first, _second = actions.offer_dates(by=by(calls), meeting=asked, spans=spans)
        actions.say_when(by=by(takes_part), meeting=asked, answers={first.pk: "if_need"})
        actions.tell_need(by=by(takes_part), meeting=asked, words=words("A ramp."))
        held = _call(story, of, calls, words("Winter meeting"), body="plenary", hours=-30)
    with clock.set_to(days_ago(1)):
        actions.publish_minutes(by=by(calls), meeting=held, days=14)
        row = actions.object_to_minutes(by=by(takes_part), meeting=held, words=words("It was otherwise."))
        done = actions.object_to_minutes(by=by(takes_part), meeting=held, words=words("And late."))
        actions.settle_objection(by=by(calls), objection=done, answer=words("It was."))
    return {"option_id": first.pk, "minutes_objection_id": row.pk, "asked": asked.pk, "held": held.pk}


def _call(story: Story, of: Coalition, calls: str, title: str, *, body: str, hours: int) -> Meeting:
    def words(text: str) -> str:
        return said(f"{MARK} {text}" if of == story.elsewhere else text)

    starts = TODAY + timedelta(hours=hours)
    details = actions.Details(
        title=title,
        time_zone="Africa/Bamako",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        about=words("What we do next."),
        place=words("The old school"),
        link=f"https://meet.example.org/{words('room').replace(' ', '-')}",
        safety=words("Come by two."),
        access=words("There is a ramp."),
        interpretation=words("Bambara"),
    )
    return actions.call_meeting(by=story.by(calls, of), body=body, details=details)
