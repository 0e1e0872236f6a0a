"""The meetings of Clear Fields: a call of the board with its minutes, the plenary to come, and one whose date is looked for."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from plenary.core.standing import Standing
from plenary.demo import content
from plenary.demo.cast import BOARD
from plenary.demo.clear_fields import ClearFields
from plenary.demo.stage import Stage
from plenary.demo.timeline import Timeline
from plenary.demo.ways import ON_CALL
from plenary.meetings import actions as meetings
from plenary.meetings.models import AgendaItem, Meeting
from plenary.meetings.queries import approval, items_of
from plenary.meetings.rules import ItemKind, Manner
from plenary.meetings.rules.approval import Approval

AN_HOUR = timedelta(hours=1)
AFTER = timedelta(hours=6)
"""So long after a meeting begins its sheet is typed in."""
_TOLD = ("title", "time_zone", "about", "place", "safety", "access", "interpretation")


class ClearMeetings:
    """Told on the timeline of Clear Fields. `board`, `plenary` and `policy` are there once they were called."""

    board: Meeting
    plenary: Meeting
    policy: Meeting

    def __init__(self, timeline: Timeline, big: ClearFields) -> None:
        self.big, self.told = big, content.meetings()
        board, plenary, policy = (self.told[name] for name in ("board", "plenary", "policy"))
        timeline.at(big.ago(board["called_days"]), self.call_board)
        timeline.at(big.ago(board["days"]) + AN_HOUR + AN_HOUR / 2, self.link_decision)
        timeline.at(big.ago(board["days"]) + AFTER, self.type_in)
        for point in board["points"]:
            if "done" in point:
                timeline.at(big.ago(-point["done"]), partial(self.finish, point))
        timeline.at(big.ago(board["published_days"]), self.publish)
        timeline.at(big.ago(plenary["called_days"]), self.call_plenary)
        timeline.at(big.ago(plenary["chosen_days"]), self.choose_date)
        timeline.at(big.ago(plenary["agenda_days"]), self.write_agenda)
        timeline.at(big.ago(policy["called_days"]) + AN_HOUR, self.look_for_a_date)

    @property
    def stage(self) -> Stage:
        """The coalition, as far as it was told."""
        return self.big.stage

    def speaker(self, name: str) -> Standing:
        """Who speaks for the member of this name."""
        return self.stage.speaker_for(self.stage.member(name).id)

    def at(self, told: Mapping[str, Any], days: int) -> datetime:
        """The moment so many days from today (negative: before) at which a meeting begins."""
        return self.big.ago(-days).replace(hour=told["hour"])

    def call(self, told: Mapping[str, Any], starts: datetime | None = None) -> Meeting:
        """Call a meeting, with a date or without one."""
        ends = starts and starts + told["hours"] * AN_HOUR
        words = {name: told[name] for name in _TOLD if name in told}
        details = meetings.Details(starts_at=starts, ends_at=ends, **words)
        return meetings.call_meeting(by=self.stage.office(), body=told["body"], details=details)

    def offer(self, meeting: Meeting, told: Mapping[str, Any]) -> None:
        """Offer its times; some of those invited say when they can."""
        starts = [self.at(told, days) for days in told["days_to_come"]]
        spans = [(start, start + told["hours"] * AN_HOUR) for start in starts]
        options = meetings.offer_dates(by=self.stage.office(), meeting=meeting, spans=spans)
        for name, answers in told["can"].items():
            said = {option.pk: answer for option, answer in zip(options, answers, strict=True)}
            meetings.say_when(by=self.speaker(name), meeting=meeting, answers=said)

    def set_agenda(self, meeting: Meeting, told: Sequence[Mapping[str, Any]], **linked: str) -> list[AgendaItem]:
        """The agenda of the content; `linked` are proposals by the titles of items that are there."""
        there = {item.title: item.pk for item in items_of(meeting)}
        items = [
            meetings.Item(
                id=there.get(item["title"], ""),
                title=item["title"],
                kind=ItemKind(item["kind"]),
                minutes=item["minutes"],
                about=item.get("about", ""),
                presenter=self.stage.member(item["presenter"]).id,
                proposal=linked.get(item["title"], ""),
            )
            for item in told
        ]
        return meetings.set_agenda(by=self.stage.office(), meeting=meeting, items=items)

    def call_board(self) -> None:
        """The board is called, with its agenda."""
        told = self.told["board"]
        self.board = self.call(told, self.at(told, -told["days"]))
        self.set_agenda(self.board, told["items"])

    def link_decision(self) -> None:
        """What the board decided on its call is entered as a decision; its item leads to it."""
        told = self.told["board"]
        first = told["items"][0]["title"]
        self.set_agenda(self.board, told["items"], **{first: self.stage.proposals[told["proposal"]].pk})

    def type_in(self) -> None:
        """The chair types in the sheet of the call: who was there, what was said, who does what."""
        told, items = self.told["board"], items_of(self.board)
        there = {self.stage.member(name).id: Manner.ONLINE for name, _said in zip(BOARD, ON_CALL, strict=False)}
        there[self.stage.member(BOARD[6]).id] = Manner.PHONE
        points = [
            meetings.Agreed(
                words=point["words"],
                owner=self.stage.member(point["owner"]).id,
                until=self.big.ago(-point["until"]).date(),
                item=items[point["item"] - 1],
            )
            for point in told["points"]
        ]
        notes = [(item, of["notes"], item.revision) for item, of in zip(items, told["items"], strict=True)]
        sheet = meetings.Sheet(manners=there, notes=notes, points=points)
        meetings.type_in(by=self.speaker(BOARD[0]), meeting=self.board, sheet=sheet)

    def finish(self, told: Mapping[str, Any]) -> None:
        """Whoever took an action says what became of it."""
        point = self.board.points.get(words=told["words"])
        meetings.finish_point(by=self.speaker(told["owner"]), point=point, became=told["became"])

    def publish(self) -> None:
        """Minutes are published; nobody objects, and so they are approved."""
        days = self.told["board"]["open_days"]
        meetings.publish_minutes(by=self.speaker(BOARD[0]), meeting=self.board, days=days)

    def call_plenary(self) -> None:
        """The plenary is called, and a date is looked for."""
        told = self.told["plenary"]
        self.plenary = self.call(told)
        self.offer(self.plenary, told)

    def choose_date(self) -> None:
        """The date that suits most is chosen; members say what they need."""
        told, options = self.told["plenary"], self.plenary.options.order_by("starts_at")
        option = options[told["chosen"] - 1]
        self.plenary = meetings.choose_date(by=self.stage.office(), meeting=self.plenary, option=option)
        for name, words in told["needs"].items():
            meetings.tell_need(by=self.speaker(name), meeting=self.plenary, words=words)

    def write_agenda(self) -> None:
        """Its agenda, with the proposal that is being voted on."""
        items = self.told["plenary"]["items"]
        linked = {item["title"]: self.stage.proposals[item["proposal"]].pk for item in items if "proposal" in item}
        self.set_agenda(self.plenary, items, **linked)

    def look_for_a_date(self) -> None:
        """A committee looks for a time that is fair to those far away."""
        told = self.told["policy"]
        self.policy = self.call(told)
        self.offer(self.policy, told)

    def unlike_the_content(self) -> list[str]:
        """Where it did not come out as told: minutes that are not approved, a plenary without its agenda."""
        self.board.refresh_from_db()
        found = [] if approval(self.board) is Approval.APPROVED else [f"{self.board.title}: not approved"]
        if len(items_of(self.plenary)) != len(self.told["plenary"]["items"]):
            found.append(f"{self.plenary.title}: another agenda")
        return found
