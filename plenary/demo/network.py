"""The ways to decide of Whole Again: in silence, broken once; and by consensus, with temperatures, concerns and two tests."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from plenary.charter.rules.schema import Charter, Method, Process
from plenary.charter.starting import shipped
from plenary.core.standing import Standing
from plenary.decisions import actions as decisions
from plenary.decisions.models import Proposal
from plenary.demo import content
from plenary.demo.stage import Planned, Stage
from plenary.demo.timeline import Timeline

AN_HOUR = timedelta(hours=1)
DISCUSSION, TEST = 5, 3
"""Days of discussion and of a test."""


def network_charter() -> Charter:
    """The charter of a loose network, with a further process: its affairs are settled by consensus, in two tests."""
    charter = shipped("loose-network")
    together = Process(
        code="together",
        names=content.ways()["whole"]["process"],
        method=Method.CONSENSUS,
        electorate="plenary",
        discussion_days=DISCUSSION,
        voting_days=TEST,
        rounds=2,
    )
    return replace(
        charter,
        processes=(*charter.processes, together),
        matters={**charter.matters, "decisions.affairs": together.code},
    )


class NetworkWays:
    """Told on the timeline, once the network has its members. `stage` gives it as far as it was told."""

    def __init__(self, timeline: Timeline, ago: Callable[[float], datetime], stage: Callable[[], Stage]) -> None:
        self.timeline, self.ago, self._stage = timeline, ago, stage
        self.told = content.ways()["whole"]
        broken, settled, discussed = (self.told[name] for name in ("broken", "settled", "discussed"))
        timeline.at(ago(broken["days"]), lambda: self.move(broken, "decisions.resolve", broken["title"]))
        timeline.at(ago(broken["days"] - 3), self.break_silence)
        timeline.at(ago(settled["days"]), lambda: self.move(settled, "decisions.arrange", settled["says"]))
        self.tell_two_tests(settled["days"])
        timeline.at(ago(discussed["days"]), lambda: self.move(discussed, "decisions.arrange", discussed["says"]))
        timeline.at(ago(discussed["days"] - 1) + AN_HOUR, self.speak_on_the_way)

    @property
    def stage(self) -> Stage:
        """The coalition, as far as it was told."""
        return self._stage()

    def tell_two_tests(self, days: int) -> None:
        """When what happens on the way to the consensus that was reached."""
        again, over = days - DISCUSSION - TEST, days - 2 * (DISCUSSION + TEST)
        self.timeline.at(self.ago(days - 1), self.raise_concern)
        self.timeline.at(self.ago(days - DISCUSSION - 1), self.block)
        self.timeline.keep_deadlines_at(self.ago(again) + 2 * AN_HOUR)
        self.timeline.at(self.ago(again - 1), self.reword)
        self.timeline.at(self.ago(again - DISCUSSION - 1), self.go_along)
        self.timeline.keep_deadlines_at(self.ago(over) + 4 * AN_HOUR)

    def speaker(self, name: str) -> Standing:
        """Who speaks for the member of this name."""
        return self.stage.speaker_for(self.stage.member(name).id)

    def proposal(self, item: Mapping[str, Any]) -> Proposal:
        """The proposal as it stands now."""
        return Proposal.objects.of(self.stage.coalition.id).get(pk=self.stage.proposals[item["title"]].pk)

    def move(self, item: Mapping[str, Any], kind: str, words: str) -> None:
        """Move a proposal of the content."""
        effects = [(kind, {"text": words})]
        mover = item.get("mover", "")
        self.stage.move(Planned(title=item["title"], body=item["body"], effects=lambda: effects, mover=mover))

    def break_silence(self) -> None:
        """One objects, and silence is no agreement any more."""
        item = self.told["broken"]
        decisions.object_to(by=self.speaker(item["member"]), proposal=self.proposal(item), reason=item["objection"])

    def raise_concern(self) -> None:
        """A concern whose answer does not meet it."""
        item = self.told["settled"]
        self.concern(item, {**item["concern"], "upheld": True})

    def concern(self, item: Mapping[str, Any], told: Mapping[str, Any]) -> None:
        """One raises a concern, the mover answers it, and one may uphold it."""
        by = self.speaker(told["member"])
        concern = decisions.raise_concern(by=by, proposal=self.proposal(item), words=told["words"])
        concern = decisions.answer_concern(by=self.speaker(item["mover"]), concern=concern, answer=told["answer"])
        if told.get("upheld"):
            decisions.uphold_concern(by=by, concern=concern)

    def block(self) -> None:
        """The first test: one stands in the way, and says why."""
        item = self.told["settled"]
        against = item["concern"]
        self.test(item, {against["member"]: ("block", against["block"])})

    def reword(self) -> None:
        """The mover changes the words, so that they meet what stood in the way."""
        item = self.told["settled"]
        proposal = self.proposal(item)
        decisions.reword(
            by=self.speaker(item["mover"]),
            proposal=proposal,
            title=proposal.title,
            body=proposal.body,
            words={proposal.effects.get().pk: item["reworded"]},
        )

    def go_along(self) -> None:
        """The second test: all go along, one with a reservation, one stands aside."""
        item = self.told["settled"]
        reservation = item["reservation"]
        others = {
            reservation["member"]: ("reservation", reservation["reason"]),
            item["aside"]["member"]: ("aside", ""),
        }
        self.test(item, others)

    def test(self, item: Mapping[str, Any], others: Mapping[str, tuple[str, str]]) -> None:
        """Everybody answers in a test: who is not among the `others` supports."""
        proposal = self.proposal(item)
        for member in self.stage.represented_by:
            by = self.stage.speaker_for(member)
            choice, reason = others.get(self.stage.name_of(member), ("support", ""))
            decisions.cast_ballot(by=by, proposal=proposal, choice=choice, reason=reason)

    def speak_on_the_way(self) -> None:
        """How warm members are to what is discussed, and what concerns them."""
        item = self.told["discussed"]
        for name, feeling in item["temperatures"].items():
            decisions.say_temperature(by=self.speaker(name), proposal=self.proposal(item), feeling=feeling)
        for told in item["concerns"]:
            self.concern(item, told)

    def unlike_the_content(self) -> list[str]:
        """Where it did not come out as told."""
        return self.stage.unlike([item for item in self.told.values() if "title" in item])
