"""The other ways to decide in Clear Fields: on a call, urgently, with amendments and languages, with advice, by other hands."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from plenary.bodies.queries import electorate
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import actions as decisions
from plenary.decisions.models import Advice, Elector, Proposal
from plenary.decisions.rules.amendments import Act
from plenary.decisions.rules.calls import Said
from plenary.demo import content
from plenary.demo.cast import BOARD
from plenary.demo.clear_effects import resolving
from plenary.demo.clear_fields import ClearFields
from plenary.demo.stage import Effects, Planned, Stage
from plenary.demo.timeline import Timeline

AN_HOUR = timedelta(hours=1)
ON_CALL = (Said.FOR, Said.FOR, Said.FOR, Said.SILENT, Said.FOR, Said.AGAINST, Said.FOR)
"""What the first of the board said on its calls; the others were not there."""


def arranging(text: str) -> Effects:
    """Settle something from day to day."""
    return [("decisions.arrange", {"text": text})]


class ClearWays:
    """Told on the timeline of Clear Fields, beside its other proposals."""

    def __init__(self, timeline: Timeline, big: ClearFields) -> None:
        self.timeline, self.big = timeline, big
        self.told = content.ways()["clear"]
        for call in ("call_before", "call_now"):
            timeline.at(big.ago(self.told[call]["days"]) + AN_HOUR, partial(self.enter_call, self.told[call]))
        timeline.keep_deadlines_at(big.ago(self.told["call_before"]["days"] - 3))
        timeline.at(big.ago(self.told["urgent"]["days"]), self.decide_urgently)
        timeline.at(big.ago(self.told["resolution"]["days"]), self.move_resolution)
        timeline.at(big.ago(3) + 2 * AN_HOUR, partial(self.translate, first=True))
        timeline.at(big.ago(2) + 2 * AN_HOUR, self.amend)
        timeline.at(big.ago(1) + 2 * AN_HOUR, partial(self.translate, first=False))
        timeline.at(big.ago(1) + 3 * AN_HOUR, self.act_for_others)
        timeline.at(big.ago(self.told["heard"]["days"]), self.be_heard)
        timeline.at(big.ago(1) + 4 * AN_HOUR, self.refer)

    @property
    def stage(self) -> Stage:
        """The coalition, as far as it was told."""
        return self.big.stage

    def speaker(self, name: str) -> Standing:
        """Who speaks for the member of this name."""
        return self.stage.speaker_for(self.stage.member(name).id)

    def elector(self, name: str, proposal: Proposal) -> Elector:
        """The place of the member of this name in a proposal."""
        member = self.stage.member(name)
        return Elector.objects.of(self.stage.coalition.id).get(
            proposal=proposal, round=proposal.round, member=member.id
        )

    def enter_call(self, item: Mapping[str, Any]) -> None:
        """The chair enters what the board decided on a call two hours ago."""
        of_board = {elector.name: elector.key for elector in electorate(self.stage.coalition.id, "board", clock.now())}
        call = decisions.Call(
            at=clock.now() - 2 * AN_HOUR,
            occasion=item["occasion"],
            said={of_board[name]: said for name, said in zip(BOARD, ON_CALL, strict=False)},
            notes=item["notes"],
        )
        self.stage.proposals[item["title"]] = decisions.record_call(
            by=self.speaker(BOARD[0]),
            call=call,
            title=item["title"],
            body=item["body"],
            language="en",
            effects=arranging(item["says"]),
        )

    def decide_urgently(self) -> None:
        """The board decides within hours; it is in force, and the plenary has begun to confirm it."""
        item, by = self.told["urgent"], self.speaker("Minefree Balkans")
        proposal = self.stage.draft(item["title"], item["body"], by, arranging(item["says"]))
        proposal = decisions.open_urgently(by=by, proposal=proposal, why=item["why"])
        self.stage.proposals[item["title"]] = proposal
        opened, since = self.big.ago(item["days"]), self.big.ago(2)
        self.timeline.at(opened + 3 * AN_HOUR, lambda: self.board_adopts(proposal))
        self.timeline.keep_deadlines_at(opened + 5 * AN_HOUR)
        planned = Planned(title=item["title"], body="", effects=list, yes=item["yes"], no=item["no"])
        for wave in range(2):
            moment = since + (8 + 4 * wave) * AN_HOUR
            self.timeline.at(moment, partial(self.stage.vote, proposal, planned, wave))

    def board_adopts(self, proposal: Proposal) -> None:
        """Five of nine say yes, which no other ballot can change any more."""
        for name in BOARD[:5]:
            decisions.cast_ballot(by=self.speaker(name), proposal=proposal, choice="yes")

    def move_resolution(self) -> None:
        """A page of words, in one language at first."""
        item = self.told["resolution"]
        effects = partial(resolving, item["says"].strip())
        self.stage.move(Planned(title=item["title"], body=item["body"], effects=effects, mover="Campo Limpo"))

    def amend(self) -> None:
        """Three members would change it; what one of them asks for, the mover accepts at once."""
        item = self.told["resolution"]
        proposal = self.stage.proposals[item["title"]]
        effect = proposal.effects.get()
        for change in item["amendments"]:
            amendment = decisions.move_amendment(
                by=self.speaker(change["member"]),
                proposal=proposal,
                effect=effect,
                act=Act(change["act"]),
                label=change["paragraph"],
                words=change["words"],
                reason=change["reason"],
            )
            if change.get("friendly"):
                decisions.accept_amendment(by=self.speaker("Campo Limpo"), amendment=amendment)

    def translate(self, *, first: bool) -> None:
        """The translations made before the text changed, which are of older words now; or those made after."""
        item = self.told["resolution"]
        proposal = self.stage.proposals[item["title"]]
        for made in item["translations"]:
            if made.get("first", False) is first:
                decisions.translate(
                    by=self.speaker(made["member"]),
                    proposal=proposal,
                    language=made["language"],
                    title=made["title"],
                    body=made["body"],
                    resolved={proposal.effects.get().pk: made["says"].strip()},
                    ready=made["ready"],
                )

    def act_for_others(self) -> None:
        """In an open vote one stands back, one lets another cast its ballot, and one answers by phone."""
        item = self.told["places"]
        proposal = self.stage.proposals[item["proposal"]]
        decisions.stand_back(by=self.speaker(item["back"]), proposal=proposal, reason=item["back_reason"])
        carrier = self.elector(item["carrier"], proposal).key
        decisions.delegate(by=self.speaker(item["giver"]), proposal=proposal, carrier=carrier)
        phoned = self.stage.member(item["phoned"])
        decisions.enter_answer(
            by=self.stage.office(),
            proposal=proposal,
            elector=self.elector(item["phoned"], proposal).pk,
            choice=item["choice"],
            how="phone",
            who=phoned.representatives.get(until=None).person.name,
            on=clock.now().date(),
        )

    def be_heard(self) -> None:
        """The board, whom the charter has heard before a removal, advises; the mover takes the advice."""
        item = self.told["heard"]
        proposal = self.stage.proposals[item["proposal"]]
        advice = Advice.objects.of(self.stage.coalition.id).get(proposal=proposal, body="board")
        advice = decisions.give_advice(by=self.speaker(BOARD[0]), advice=advice, words=item["words"])
        mover = self.stage.speaker_for(proposal.moved_by_member_id or "")
        decisions.say_what_became(by=mover, advice=advice, became="taken")

    def refer(self) -> None:
        """The chair sends a proposal that is discussed to the policy committee."""
        item = self.told["referred"]
        proposal = self.stage.proposals[item["proposal"]]
        by = self.speaker(BOARD[0])
        decisions.refer(by=by, proposal=proposal, body=item["body"], days=item["for_days"], question=item["question"])

    def unlike_the_content(self) -> list[str]:
        """Where it did not come out as told."""
        return self.stage.unlike([item for item in self.told.values() if "title" in item])
