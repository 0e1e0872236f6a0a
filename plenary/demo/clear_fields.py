"""Clear Fields, the big coalition: founded by one, grown by proposals, governed by a board, its story told forward."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from plenary.accounts.actions import create_account
from plenary.bodies.actions.founding import found_coalition
from plenary.charter.starting import one_page_charter
from plenary.core.standing import Standing
from plenary.demo import content
from plenary.demo.cast import BOARD, CORE, DORMANT, HOST, ON_LEAVE, REMOVED, SHELTER, SUSPENDED, VOUCHERS
from plenary.demo.charters import PURPOSE, WORDS, first_charter
from plenary.demo.clear_effects import (
    admitting,
    amending,
    into_office,
    members_by_name,
    planned_of,
    resolving,
    seating,
    speaker,
)
from plenary.demo.conduct import tell_before
from plenary.demo.content import Told
from plenary.demo.people import COORDINATOR, PROTECTED
from plenary.demo.stage import Effects, Planned, Stage
from plenary.demo.timeline import Timeline
from plenary.directory import actions as directory
from plenary.directory.models import Organisation
from plenary.directory.rules.details import Name
from plenary.membership import actions as membership
from plenary.membership.actions.status import change
from plenary.membership.permissions import may_carry_out, may_see_protected
from plenary.membership.rules import Status
from plenary.membership.rules.joining import Said
from plenary.record import actions as record


class ClearFields:
    """The story. `stage` is the coalition as far as it was told."""

    stage: Stage

    def __init__(self, today: datetime, timeline: Timeline) -> None:
        self.today, self.timeline = today, timeline
        told = content.proposals()
        self.later = {country for item in told["past"] for country in item.get("countries", ())}
        self.everyone = {item.name: item for item in content.organisations("clear_fields")}
        timeline.at(self.ago(800), self.found)
        timeline.at(self.ago(797), self.enter_core)
        timeline.at(self.ago(785), self.enter_first_members)
        timeline.at(self.ago(770), self.adopt_full_charter)
        timeline.at(self.ago(722), self.seat_first_board)
        timeline.at(self.ago(710), self.enter_later_applicants)
        timeline.at(self.ago(700), self.protect_one)
        timeline.at(self.ago(460), self.keep_coordinator)
        timeline.at(self.ago(650), partial(self.talk_with_some, told["past"]))
        for item in (*told["past"], *told["open"]):
            timeline.at(self.ago(item["days"]), partial(self.move, item))
        timeline.at(self.ago(125), self.let_some_rest)
        timeline.at(self.ago(6), self.enter_applicants)
        timeline.at(self.ago(4), self.discuss)
        timeline.at(self.ago(1), partial(self.keep_draft, told["draft"][0]))

    def ago(self, days: float) -> datetime:
        """Nine in the morning (UTC), so many days before the demonstration is loaded."""
        return (self.today - timedelta(days=days)).replace(hour=9)

    def talk_with_some(self, told: Sequence[Mapping[str, Any]]) -> None:
        """Let what the charter asks for go before each suspension and removal."""
        names = {"suspend": SUSPENDED, "remove": REMOVED}
        for item in told:
            if item.get("does") in names:
                tell_before(self.timeline, self.stage, item["does"], names[item["does"]], self.ago(item["days"]))

    def move(self, item: Mapping[str, Any]) -> None:
        """Move a proposal of the content."""
        self.stage.move(planned_of(self.stage, item))

    def found(self) -> None:
        """The founding act: the coordinator, employed by the host, with seven answers."""
        who = COORDINATOR
        account = create_account(email=who.email, name=who.person, time_zone=who.time_zone, is_demonstration=True)
        answers = {"purpose": PURPOSE.purpose["en"], "deciding": "everyone", "method": "majority", "openness": "public"}
        coalition = found_coalition(
            account_id=account.id,
            slug="clear-fields",
            names={"en": "Clear Fields", "fr": "Champs libres", "es": "Campos libres", "ar": "حقول آمنة"},
            language="en",
            time_zone="Europe/Zurich",
            founder_name=COORDINATOR.person,
            organisation_name=HOST,
            country="CHE",
            charter=one_page_charter(answers, "en"),
            is_demonstration=True,
        )
        self.stage = Stage(coalition, account.id, self.timeline)
        self.stage.represented_by[self.stage.member(HOST).id] = account.id

    def enter_core(self) -> None:
        """The first who were asked apply, and the founder admits them."""
        self.enter([self.everyone[name] for name in CORE])
        self.admit("Admit the founding members", CORE, yes=1)

    def enter_first_members(self) -> None:
        """Those who came in the first months, before there was a board."""
        first = [item for item in self.everyone.values() if item.name not in CORE and item.country not in self.later]
        self.enter(first)
        self.admit("Admit those who joined in the first months", [item.name for item in first], yes=9, abstain=1)

    def enter_later_applicants(self) -> None:
        """The cards of those who apply in the years after."""
        self.enter([item for item in self.everyone.values() if item.country in self.later and item.name not in CORE])

    def enter_applicants(self) -> None:
        """Five organisations that apply now, each with what it says of what is asked; the coordinator knows one of them."""
        self.enter(content.organisations("applicants"))
        for name, said in content.applications().items():
            member = self.stage.member(name)
            answers = {number: Said(**each) for number, each in enumerate(said, start=1)}
            membership.give_evidence(by=self.stage.speaker_for(member.id), member=member, said=answers)
        words = "I was in the schools along the river with them twice this year: they come when they said they would."
        membership.recommend(by=self.stage.office(), member=self.stage.member("Drina Survivors’ Club"), words=words)

    def adopt_full_charter(self) -> None:
        """From the one-page charter to a full one."""
        effects = partial(amending, self.stage, lambda _before: first_charter(), "A full charter")
        body = "Nine seats, elected; a plenary once a year; a record that anyone can verify."
        self.stage.move(Planned(title="Adopt a full charter", body=body, effects=effects, yes=70, no=4, abstain=2))

    def seat_first_board(self) -> None:
        """Nine seats, the chair and the committees; some seats stay vacant."""
        body = "The names that the regional groups sent. The treasurer’s office stays vacant for now."
        title = "Seat the first board and the committees"
        self.stage.move(Planned(title=title, body=body, effects=self.first_seats, yes=41, no=2))

    def first_seats(self) -> Effects:
        """The effects that fill them: the board, then members in the order of the content."""
        others = {*BOARD, SUSPENDED, REMOVED, ON_LEAVE, DORMANT}
        members = members_by_name(self.stage)
        free = [name for name in self.everyone if name in members and name not in others]
        return [
            *seating(self.stage, "board", BOARD),
            *seating(self.stage, "outreach", (ON_LEAVE, *free[:6])),
            *seating(self.stage, "policy", free[6:11]),
            *seating(self.stage, "finance", free[11:13]),
            *into_office("chair", speaker(self.stage, BOARD[0])),
        ]

    def keep_coordinator(self) -> None:
        """The founder’s year ends; the plenary keeps her as coordinator, from the day after."""
        starts = self.ago(434).isoformat()
        person = self.stage.office().person
        effects = partial(into_office, "coordinator", person, starts=starts)
        body = "The first year was hers by the founding act. From now on it is by our vote."
        self.stage.move(Planned(title="Keep the coordinator", body=body, effects=effects, yes=40, no=1))

    def protect_one(self) -> None:
        """One member is in danger where it works: two members vouch, the chair admits it unnamed."""
        stage = self.stage
        chair = stage.speaker_for(stage.member(BOARD[0]).id)
        card = directory.add_organisation(
            by=chair,
            name=SHELTER[0],
            other_names=[Name(name=SHELTER[1], language="fa")],
            protected=True,
            allowed=may_see_protected(chair),
        )
        member = membership.propose_protected(by=chair, card=card, category="member", commitment="cooperation")
        for voucher in VOUCHERS:
            membership.vouch(by=stage.speaker_for(stage.member(voucher).id), member_id=member.id)
        member = membership.admit_protected(by=chair, member_id=member.id)
        stage.represent(member, PROTECTED.person, language="en", by=chair)

    def let_some_rest(self) -> None:
        """One member goes on leave, another has not been heard of."""
        resting = self.stage.member(ON_LEAVE)
        membership.go_on_leave(by=self.stage.speaker_for(resting.id), member=resting)
        by = Standing.system(self.stage.coalition.id, "accountability")
        silent = self.stage.member(DORMANT).id  # for longer than this story is long: told as the program tells it
        change(by, silent, Status.DORMANT, "membership.dormant", may_carry_out(by))

    def discuss(self) -> None:
        """What members say to the proposals that are open."""
        for said in WORDS["comments"]:
            member = self.stage.member(said["member"]).id
            self.stage.comment(said["proposal"], member, said["body"], said["language"])

    def keep_draft(self, item: Mapping[str, Any]) -> None:
        """The member representative of the demonstration has a draft of her own."""
        mover = self.stage.speaker_for(self.stage.member(BOARD[1]).id)
        self.stage.draft(item["title"], item["body"], mover, resolving(item["says"]))

    def enter(self, told: Sequence[Told]) -> None:
        """Make cards of organisations, enter them as applicants, and give each the person who speaks for it, in one act."""
        stage, by = self.stage, self.stage.office()
        with record.act(by=by):
            cards = [_card(by, item) for item in told]
            members = membership.add_applicants(
                by=by, organisations=cards, category="member", commitment="coordination"
            )
            for member, item in zip(members, told, strict=True):
                stage.represent(member, item.representative, language=item.language, by=by)
                membership.accept_purpose(by=stage.speaker_for(member.id), member=member)

    def admit(self, title: str, names: Sequence[str], *, yes: int, abstain: int = 0) -> None:
        """Propose to admit these."""
        body = "They have read the purpose and accept it; who speaks for each stands on its card."
        effects = partial(admitting, self.stage, names)
        self.stage.move(Planned(title=title, body=body, effects=effects, yes=yes, abstain=abstain))

    def unlike_the_content(self) -> list[str]:
        """Where the story did not end as the content says; empty when it was told right."""
        told = content.proposals()
        return self.stage.unlike([*told["past"], *told["open"]])


def _card(by: Standing, item: Told) -> Organisation:
    others = [Name(name=item.other_name, language=item.other_language)] if item.other_name else []
    return directory.add_organisation(
        by=by,
        name=item.name,
        name_language=item.language,
        country=item.country,
        classification=item.classification,
        other_names=others,
    )
