"""What the page of a proposal shows of the way to its decision: rounds, temperature, concerns, advice, a silence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import Form

from plenary.bodies.formed import charter_for, names_at_work
from plenary.charter.queries import called
from plenary.charter.rules.schema import Method
from plenary.core.standing import Standing
from plenary.core.times import zone_of
from plenary.core.verdicts import Label, Verdict
from plenary.decisions import permissions, queries
from plenary.decisions.forms.on_the_way import AdviceForm, AnswerForm, BecameForm, ConcernForm, ReferForm
from plenary.decisions.labels.consensus import BECAME, CONCERN, FEELING, FOLLOWED, SAID
from plenary.decisions.labels.on_the_way import round_sentences, temperature_sentences
from plenary.decisions.labels.silence import so_far
from plenary.decisions.models import Advice, Concern, Proposal
from plenary.decisions.queries import PastRound
from plenary.decisions.rules.concerns import STANDING, Move
from plenary.decisions.rules.phases import OPEN, WAITING, Phase, moved_from

type Bad = Mapping[str, Form]
"""Forms that were filled in wrongly, by what they are about."""


@dataclass(frozen=True, slots=True)
class ConcernShown:
    """A concern, and what the reader may do with it."""

    row: Concern
    label: Label
    stands: bool
    may_withdraw: Verdict
    may_uphold: Verdict
    form: Form | None


@dataclass(frozen=True, slots=True)
class AdviceShown:
    """What a body was asked, and what the reader may do about it."""

    row: Advice
    body: str
    became: Label
    is_due: bool
    form: Form | None
    became_form: Form | None
    may_send_back: Verdict


@dataclass(frozen=True, slots=True)
class RoundShown:
    """A round that is over, in sentences."""

    past: PastRound
    sentences: list[str]
    followed: Label


def way_context(standing: Standing, proposal: Proposal, bad: Bad) -> dict[str, Any]:
    """What was said on the way to an opened proposal; nothing is asked of the database that its process does not have."""
    if not proposal.opened_at:
        return {}
    process = proposal.frozen_process
    found: dict[str, Any] = {"moved_from": _moved_from(proposal)}
    if proposal.outcome:
        found["reservations"] = queries.reservations_in(standing, proposal)
    reads_the_way = permissions.may_read_the_way(standing, proposal)
    went_on = proposal.round > 1  # what was said in rounds under another process stays visible
    if reads_the_way and (process.method is Method.CONSENSUS or went_on):
        found["way_concerns"] = [_concern(standing, proposal, row, bad) for row in queries.concerns_of(proposal)]
    if process.method is Method.CONSENSUS:
        found |= _consensus(standing, proposal, bad)
    if process.method is Method.SILENCE and proposal.phase in WAITING:
        found |= _silence(standing, proposal)
    if reads_the_way and (process.advice_from or process.referral_days or went_on):
        found |= _advice(standing, proposal, bad)
    if went_on:
        found["rounds"] = [
            RoundShown(past, round_sentences(past.row.figures), FOLLOWED[past.row.followed_by])
            for past in queries.rounds_of(standing, proposal)
        ]
    return found


def _moved_from(proposal: Proposal) -> date | None:
    """The day of rest on which voting would have closed, while it is open, where the deadline was moved from it."""
    process, days = proposal.frozen_process, proposal.frozen_days
    if proposal.phase not in OPEN or process.voting_hours or not proposal.voting_from or not proposal.voting_until:
        return None
    started = proposal.voting_from.astimezone(zone_of(days.time_zone))
    return moved_from(started, process.voting_days, proposal.voting_until, days)


def _silence(standing: Standing, proposal: Proposal) -> dict[str, Any]:
    whole = [row for row in queries.standing_objections(proposal) if row.effect_id is None]
    mine = standing.member or standing.person
    process = proposal.frozen_process
    return {
        "silence_sentences": so_far(process, len(whole), falls_back=bool(proposal.next_process)),
        "is_broken": len(whole) >= process.objectors,
        "objectors": process.objectors,
        "my_objection": next((row for row in whole if mine and row.objector == mine), None),
    }


def _consensus(standing: Standing, proposal: Proposal, bad: Bad) -> dict[str, Any]:
    found: dict[str, Any] = {"may_reword": permissions.may_reword(standing, proposal)}
    if permissions.may_raise_concern(standing, proposal):
        found["concern_form"] = bad.get("concern") or ConcernForm(auto_id="concern_%s")
    if proposal.phase in {Phase.DISCUSSION, Phase.VOTING}:
        elector = next(iter(queries.electors_of(standing, proposal)), None)
        own = queries.feeling_of(elector) if elector else None
        told = queries.temperature_now(proposal)
        found |= {
            "temperature": told,
            "temperature_sentences": temperature_sentences(told),
            "my_feeling": own,
            "my_feeling_says": SAID[own.feeling] if own else "",
            "is_of_earlier_words": bool(own and proposal.reworded_at and own.at < proposal.reworded_at),
            "feelings": list(FEELING.items()),
            "may_say_temperature": permissions.may_say_temperature(standing, proposal),
        }
    return found


def _concern(standing: Standing, proposal: Proposal, row: Concern, bad: Bad) -> ConcernShown:
    row.proposal = proposal
    answers = permissions.may_answer_concern(standing, row)
    form = bad.get(row.pk) or AnswerForm(initial={"answer": row.answer}, auto_id=f"answer_{row.pk}_%s")
    return ConcernShown(
        row=row,
        label=CONCERN[row.state],
        stands=row.state in STANDING,
        may_withdraw=permissions.may_settle_concern(standing, row, Move.WITHDRAW),
        may_uphold=permissions.may_settle_concern(standing, row, Move.UPHOLD),
        form=form if answers else None,
    )


def _advice(standing: Standing, proposal: Proposal, bad: Bad) -> dict[str, Any]:
    rows = queries.advice_on(proposal)
    charter = charter_for(proposal.coalition_id, [row.body for row in rows])
    names = {body.code: called(charter, body.names, body.code) for body in charter.bodies}
    found: dict[str, Any] = {
        "way_advice": [_shown(standing, proposal, row, names.get(row.body, row.body), bad) for row in rows]
    }
    if permissions.may_refer(standing, proposal):
        asked = {proposal.frozen_process.electorate, *(row.body for row in rows)}
        bodies = [(code, name) for code, name in names_at_work(proposal.coalition_id) if code not in asked]
        if bodies:
            found["refer_form"] = bad.get("refer") or refer_form(proposal, bodies)
    return found


def refer_form(proposal: Proposal, bodies: list[tuple[str, str]], data: Any = None) -> ReferForm:
    """The form by which a proposal is sent to one of these bodies."""
    return ReferForm(data, bodies=bodies, most=proposal.frozen_process.referral_days, auto_id="refer_%s")


def _shown(standing: Standing, proposal: Proposal, row: Advice, name: str, bad: Bad) -> AdviceShown:
    row.proposal = proposal
    advises, answers = permissions.may_advise(standing, row), permissions.may_say_what_became(standing, row)
    given = {"became": row.became or None, "why": row.became_why}
    became = bad.get(f"{row.pk}:became") or BecameForm(initial=given, auto_id=f"became_{row.pk}_%s")
    return AdviceShown(
        row=row,
        body=name,
        became=BECAME[row.became],
        is_due=standing.as_of >= row.due or proposal.phase not in OPEN,
        form=(bad.get(row.pk) or AdviceForm(initial={"words": row.words}, auto_id=f"advice_{row.pk}_%s"))
        if advises
        else None,
        became_form=became if answers else None,
        may_send_back=permissions.may_send_back(standing, row),
    )
