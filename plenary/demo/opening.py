"""What members of Clear Fields say of themselves: answers, what they bring and promise, where they need room, who belongs to
them; and a concern that was raised."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.demo import content
from plenary.demo.cast import BOARD
from plenary.demo.clear_fields import ClearFields
from plenary.demo.stage import Stage
from plenary.demo.timeline import Timeline
from plenary.directory import actions as directory
from plenary.health import actions as health
from plenary.health.actions.raising import Raised
from plenary.health.models import RaisedConcern
from plenary.health.rules.receivers import About
from plenary.membership import actions as membership
from plenary.membership.models import Accommodation, Member, MemberCommitment, Room
from plenary.membership.rules.contributions import Capacity, Kind
from plenary.membership.rules.networks import OwnMember
from plenary.membership.rules.opening import SUGGESTED, Audience, Question

AN_HOUR = timedelta(hours=1)
KEYS_MADE = 205
"""So many days before today those who receive concerns made their keys."""
RECEIVERS = (BOARD[0], BOARD[2])
"""Whose people are chair and treasurer, to whom the charter sends concerns."""
_OF_OFFER = ("words", "number", "unit", "country", "area", "language", "not_for")


class ClearOpening:
    """Told on the timeline of Clear Fields, each member on its days. `promised` holds what was promised, by its words, `rooms`
    what is asked to be heeded, by its subject."""

    promised: dict[str, MemberCommitment]
    rooms: dict[str, Accommodation]

    def __init__(self, timeline: Timeline, big: ClearFields) -> None:
        self.big, self.promised, self.rooms, told = big, {}, {}, content.opening()
        for answers in told["answers"]:
            timeline.at(big.ago(answers["days"]), partial(self.answer, answers))
        for offer in told["offers"]:
            timeline.at(big.ago(offer["days"]), partial(self.offer, offer))
        for promise in told["promises"]:
            timeline.at(big.ago(promise["days"]), partial(self.promise, promise))
            for name, deed in (("delivered_days", self.deliver), ("withdrawn_days", self.take_back)):
                if name in promise:
                    timeline.at(big.ago(promise[name]), partial(deed, promise))
        for network in told["networks"]:
            timeline.at(big.ago(network["days"]), partial(self.name_own_members, network))
        for given in told["genders"]:
            timeline.at(big.ago(given["days"]), partial(self.give_genders, given))
        for room in told["accommodations"]:
            timeline.at(big.ago(room["days"]), partial(self.ask_room, room))
            if "agreed_days" in room:
                timeline.at(big.ago(room["agreed_days"]), partial(self.agree_room, room))

    @property
    def stage(self) -> Stage:
        """The coalition, as far as it was told."""
        return self.big.stage

    def member(self, told: Mapping[str, Any]) -> tuple[Member, Standing]:
        """The member of a piece of content, and who speaks for it."""
        member = self.stage.member(told["member"])
        return member, self.stage.speaker_for(member.id)

    def answer(self, told: Mapping[str, Any]) -> None:
        """A member answers the opening questions, each for the audience that the sheet proposes."""
        member, by = self.member(told)
        given = [
            membership.Given(
                question=question, words=told[question], audience=SUGGESTED[question], language=told["language"]
            )
            for question in Question
            if question in told
        ]
        membership.answer_opening(by=by, member=member, given=given)

    def offer(self, told: Mapping[str, Any]) -> None:
        """A member says what it brings."""
        member, by = self.member(told)
        more = {name: told[name] for name in _OF_OFFER if name in told}
        membership.offer_contribution(by=by, member=member, offer=membership.Offer(kind=Kind(told["kind"]), **more))

    def promise(self, told: Mapping[str, Any]) -> None:
        """A member promises something by a day."""
        member, by = self.member(told)
        promised = membership.Promise(
            words=told["words"],
            capacity=Capacity(told["capacity"]),
            number=told.get("number"),
            unit=told.get("unit", ""),
            due_on=self.big.ago(-told["due"]).date(),
        )
        self.promised[told["words"]] = membership.promise(by=by, member=member, promised=promised)

    def deliver(self, told: Mapping[str, Any]) -> None:
        """It says what it delivered of it so far."""
        membership.deliver(
            by=self.member(told)[1],
            commitment=self.promised[told["words"]],
            on=clock.now().date(),
            number=told["delivered"],
            words=told["said"],
        )

    def take_back(self, told: Mapping[str, Any]) -> None:
        """It takes its promise back."""
        membership.withdraw_commitment(by=self.member(told)[1], commitment=self.promised[told["words"]])

    def name_own_members(self, told: Mapping[str, Any]) -> None:
        """A network names the organisations that belong to it."""
        member, by = self.member(told)
        rows = [OwnMember(**each) for each in told["of"]]
        membership.add_own_members(by=by, member=member, rows=rows, is_public=told["is_public"])

    def give_genders(self, told: Mapping[str, Any]) -> None:
        """Who acts for these members says each what their own gender is, so that sums can be told."""
        for name in told["members"]:
            by = self.stage.speaker_for(self.stage.member(name).id)
            directory.give_gender(by=by, gender=told["gender"], is_shown=told["is_shown"])

    def ask_room(self, told: Mapping[str, Any]) -> None:
        """A member says on what it needs room."""
        member, by = self.member(told)
        self.rooms[told["subject"]] = membership.ask_accommodation(
            by=by,
            member=member,
            room=Room(subject=told["subject"], key_words=told["key_words"], cannot=told["cannot"]),
            audience=Audience(told["audience"]),
            language=told["language"],
            consents=True,
        )

    def agree_room(self, told: Mapping[str, Any]) -> None:
        """The coordinator agrees what the coalition does about it."""
        asked = self.rooms[told["subject"]]
        membership.agree_accommodation(by=self.stage.office(), accommodation=asked, does=told["does"])


class ClearConcerns:
    """Told on the timeline of Clear Fields: those who receive have keys, and something was raised by nobody knows whom."""

    def __init__(self, timeline: Timeline, big: ClearFields) -> None:
        self.big, self.told = big, content.concerns()
        timeline.at(big.ago(KEYS_MADE), self.make_keys)
        for raised in self.told["raised"]:
            timeline.at(big.ago(raised["days"]), partial(self.raise_one, raised))
            timeline.at(big.ago(raised["acknowledged_days"]), partial(self.acknowledge, raised))

    def speaker(self, name: str) -> Standing:
        """Who speaks for the member of this name."""
        return self.big.stage.speaker_for(self.big.stage.member(name).id)

    def make_keys(self) -> None:
        """Chair and treasurer make theirs, under the passphrase that the documentation tells."""
        for name in RECEIVERS:
            health.make_key(by=self.speaker(name), passphrase=self.told["passphrase"])

    def raise_one(self, told: Mapping[str, Any]) -> None:
        """Somebody raises a concern, without signing in; the receipt code is kept nowhere."""
        by = Standing.nobody(self.big.stage.coalition.id)
        raised = Raised(words=told["words"], told_about=told["about"], may_be_named=told["may_be_named"])
        health.raise_concern(by=by, raised=raised, about=About())

    def acknowledge(self, told: Mapping[str, Any]) -> None:
        """The chair acknowledges it."""
        concern = RaisedConcern.objects.of(self.big.stage.coalition.id).get(state=RaisedConcern.RAISED)
        health.acknowledge(by=self.speaker(RECEIVERS[0]), concern=concern, words=told["answer"])
