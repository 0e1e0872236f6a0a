"""A coalition on the stage: who acts for which member, and how proposals are moved, seconded and voted on by them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from django.conf import settings

from plenary.accounts.actions import create_account
from plenary.bodies.queries import electorate
from plenary.charter import decidable
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Process
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.core.verdicts import Verdict
from plenary.decisions import actions as decisions
from plenary.decisions.models import Elector, Proposal
from plenary.decisions.rules.ballots import choices_of
from plenary.decisions.rules.phases import Phase
from plenary.demo.people import DOMAIN, ROLES
from plenary.demo.timeline import Timeline
from plenary.directory import actions as directory
from plenary.directory.models import Organisation, Person
from plenary.membership import actions as membership
from plenary.membership.models import Member
from plenary.membership.permissions import may_see_protected
from plenary.record import actions as record

BATCHES = 3
"""Ballots arrive in so many waves over the days of voting."""

A_MINUTE = timedelta(minutes=1)

_NAMED = {Phase.WITHDRAWN, Phase.VOTING, Phase.DISCUSSION, Phase.NOTICE, Phase.WINDOW}
"""The phases that a story is checked by; else by the outcome."""

type Effects = Sequence[tuple[str, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A proposal as it will be told: what it does is found when it is moved; ballots come in a fixed order."""

    title: str
    body: str
    effects: Callable[[], Effects]
    yes: int = 0
    no: int = 0
    abstain: int = 0
    withdrawn: bool = False
    objection: str = ""
    mover: str = ""  # the name of the member that moves it; empty: whoever is drawn

    @property
    def choices(self) -> list[str]:
        """The ballots, mixed, the same each time."""
        ballots = ["yes"] * self.yes + ["no"] * self.no + ["abstain"] * self.abstain
        Random(self.title).shuffle(ballots)
        return ballots


@dataclass(slots=True)
class Stage:
    """A coalition with the accounts of those who represent its members; `coordinator` is the account that administers."""

    coalition: Coalition
    coordinator: str
    timeline: Timeline
    represented_by: dict[str, str] = field(default_factory=dict)  # member id -> account id
    accounts: dict[str, str] = field(default_factory=dict)  # person id -> account id
    proposals: dict[str, Proposal] = field(default_factory=dict)  # title -> proposal

    def office(self, account: str = "") -> Standing:
        """The standing of the coordinator, or of another account."""
        return standing_of(account or self.coordinator, self.coalition.id)

    def speaker_for(self, member: str) -> Standing:
        """The standing of the one who represents a member."""
        return standing_of(self.represented_by[member], self.coalition.id)

    def represent(self, member: Member, name: str, *, language: str, by: Standing | None = None) -> Person:
        """Give a member a representative who may decide, with an account of the demonstration."""
        role = next((role for role in ROLES if role.person == name), None)
        account = create_account(
            email=role.email if role else f"{member.id}@{DOMAIN}",
            name=name,
            language="" if role else language if language in dict(settings.LANGUAGES) else "en",
            time_zone=role.time_zone if role else self.coalition.time_zone,
            is_demonstration=True,
        )
        acting = by or self.office()
        person = directory.add_person(
            by=acting, name=name, account_id=account.id, protected=member.protected, allowed=self._may(acting)
        )
        membership.appoint_representative(by=acting, member=member, person=person, mandate=Mandate.DECIDES)
        self.represented_by[member.id] = account.id
        self.accounts[person.id] = account.id
        return person

    def member(self, organisation: str) -> Member:
        """The member whose organisation has this name."""
        rows = Member.objects.of(self.coalition.id).select_related("organisation", "individual")
        return rows.get(organisation__name=organisation)

    def name_of(self, member: str) -> str:
        """The name of a member, by its id."""
        return Member.objects.of(self.coalition.id).select_related("organisation", "individual").get(pk=member).name

    def organisations(self) -> dict[str, Organisation]:
        """Every organisation's card, by name."""
        return {card.name: card for card in Organisation.objects.of(self.coalition.id)}

    def move(self, planned: Planned) -> None:
        """Move, let others second, open, and let the ballots follow while voting is open."""
        effects = planned.effects()
        process = charter_of(self.coalition.id).process_for(decidable.effect(effects[0][0]).matter)
        mover, *seconders = self._movers(planned, process)
        proposal = decisions.draft_proposal(
            by=mover, title=planned.title, body=planned.body, language="en", effects=effects
        )
        if seconders:
            decisions.show_draft(by=mover, proposal=proposal)
        for seconder in seconders:
            decisions.second(by=seconder, proposal=proposal)
        proposal = decisions.open_proposal(by=mover, proposal=proposal)
        self.proposals[planned.title] = proposal
        assert proposal.voting_from is not None  # noqa: S101  # an opened proposal has its times
        assert proposal.voting_until is not None  # noqa: S101  # likewise
        if planned.objection:
            self.timeline.at(proposal.opened_at or clock.now(), lambda: self._object(proposal, planned.objection))
        span = (proposal.voting_until - proposal.voting_from) / (BATCHES + 1)
        for wave in range(BATCHES):
            moment = proposal.voting_from + span * wave + timedelta(hours=1)
            self.timeline.at(moment, lambda wave=wave: self.vote(proposal, planned, wave))  # type: ignore[misc]  # mypy infers no default
        self.timeline.keep_deadlines_at(proposal.voting_until + A_MINUTE)
        if process.hold_hours:
            held_until = proposal.voting_until + timedelta(hours=process.hold_hours)
            self.timeline.keep_deadlines_at(held_until + 2 * A_MINUTE)
        if planned.withdrawn:
            self.timeline.at(
                proposal.voting_from + timedelta(hours=30),
                lambda: decisions.withdraw_proposal(by=self._again(mover), proposal=proposal),
            )

    def draft(self, title: str, body: str, mover: Standing, effects: Effects) -> Proposal:
        """A draft that its mover keeps for now."""
        return decisions.draft_proposal(by=mover, title=title, body=body, language="en", effects=effects)

    def comment(self, title: str, member: str, body: str, language: str = "en") -> None:
        """A member speaks in a discussion."""
        decisions.comment(by=self.speaker_for(member), proposal=self.proposals[title], body=body, language=language)

    def unlike(self, told: Iterable[Mapping[str, Any]]) -> list[str]:
        """Where proposals do not stand as told (by `ends`, an outcome, or `now`, a phase); empty when all do."""
        found = []
        for item in told:
            proposal = self.proposals[item["title"]]
            proposal.refresh_from_db()
            wanted = item.get("ends") or item["now"]
            phase = proposal.phase
            actual = phase.value if phase in _NAMED else proposal.outcome
            if wanted != actual or proposal.not_carried_out:
                found.append(f"{item['title']}: {actual} {proposal.not_carried_out}, not {wanted}")
        return found

    def _movers(self, planned: Planned, process: Process) -> list[Standing]:
        """The one who moves it and those who second it: electors of the body that may, in a fixed order."""
        electors = electorate(self.coalition.id, process.moved_by, clock.now())
        names = {
            elector.member: elector.name
            for elector in electors
            if not elector.away and elector.member in self.represented_by
        }

        def place(member: str) -> tuple[bool, float]:
            return names[member] != planned.mover, Random(f"{planned.title}{names[member]}").random()

        ordered = sorted(names, key=place)
        return [self.speaker_for(member) for member in ordered[: 1 + process.seconders]]

    def vote(self, proposal: Proposal, planned: Planned, wave: int) -> None:
        """The ballots of one wave, while voting is open."""
        current = Proposal.objects.of(self.coalition.id).get(pk=proposal.pk)
        if current.phase is not Phase.VOTING or not choices_of(current.frozen_process.method):
            return  # withdrawn meanwhile, decided in silence, or chosen among several
        electors = Elector.objects.of(self.coalition.id).filter(proposal=proposal, round=current.round, is_away=False)
        ordered = sorted(electors, key=lambda elector: Random(f"{planned.title}{elector.name}").random())
        pairs = list(zip(ordered, planned.choices, strict=False))
        with record.act(by=self.office()):  # one act a wave: the entries of its ballots are appended together
            for elector, choice in pairs[wave::BATCHES]:
                account = (
                    self.accounts[elector.person] if elector.person else self.represented_by[elector.member_id or ""]
                )
                by = standing_of(account, self.coalition.id)
                if (
                    by.bodies and not elector.is_recused
                ):  # who was suspended or left meanwhile sits nowhere and casts none
                    decisions.cast_ballot(by=by, proposal=current, choice=choice)

    def _object(self, proposal: Proposal, reason: str) -> None:
        effect = proposal.effects.order_by("-position").first()
        elector = Elector.objects.of(self.coalition.id).filter(proposal=proposal).order_by("name").last()
        if effect and elector:
            by = self.speaker_for(elector.member_id or "")
            decisions.object_to(by=by, proposal=proposal, effect=effect, reason=reason)

    def _again(self, standing: Standing) -> Standing:
        return standing_of(standing.account, self.coalition.id)

    @staticmethod
    def _may(acting: Standing) -> Verdict | None:
        """An officer who knows a protected member makes the card of the one who speaks for it."""
        return None if acting.has_power("directory.administer") else may_see_protected(acting)
