"""Proposals that arise by the charter: opened by the program under the clause that calls for them, moved by nobody."""

from dataclasses import replace
from datetime import UTC, datetime

from plenary.charter import decidable
from plenary.charter.decidable import Arising
from plenary.charter.queries import charter_of, version_in_force
from plenary.charter.rules.schema import Charter, Method, TooFew
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.times import zone_of
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions
from plenary.decisions.actions import advice, audiences, freezing, languages
from plenary.decisions.actions.openings import begin, told_in_full
from plenary.decisions.models import Effect, Proposal
from plenary.decisions.permissions.drafting import choice_problem, first_problem
from plenary.decisions.queries.nominations import calls_again, opened_before
from plenary.decisions.rules.phases import opens_at
from plenary.record import actions as record
from plenary.texts import actions as texts
from plenary.texts.models import Text

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def due_arising(coalition: Coalition) -> list[Arising]:
    """What arises in a coalition and is to be opened now: while it is active, where the process of its matter chooses among
    several if it asks for that, and else does not; at the day from which it would just be over in time, unless the same is open,
    or was decided since or for the same start. What was decided by calling for nominations again is opened again."""
    if coalition.state != Coalition.ACTIVE or version_in_force(coalition.id) is None:
        return []
    found: list[Arising] = []
    for each in decidable.arising(coalition.id):
        is_found = any(each.kind == other.kind and each.is_same(other.payload) for other in found)
        if not is_found and _is_time(coalition, each) and not _is_answered(coalition.id, each):
            found.append(each)
    return found


def open_arising(*, by: Standing, arising: Arising) -> Proposal | None:
    """Open a proposal that arises by itself, within one act: its words in the languages of the charter, its effect, its rules,
    electors and times, as any other that opens. None where it was opened meanwhile, or cannot be decided now: nobody may
    vote, or nothing is left to fill. It may run twice or late; only the program does this."""
    require(permissions.may_close(by))
    try:
        with record.act(by=by):
            coalition = Coalition.objects.select_for_update(no_key=True).get(id=by.coalition)
            if _is_answered(coalition.id, arising):
                return None
            proposal = _written(by, arising)
            effects = [_effect(proposal, arising)]
            process = charter_of(by.coalition).process_for(proposal.matter)
            problem = first_problem(by.coalition, effects) or choice_problem(proposal, process, effects)
            if problem:
                raise Refused(refuse(problem, arising.clause))
            freezing.freeze_rules(proposal)
            begin(by, proposal)
            freezing.set_times(proposal)
            proposal.save()
            _translate(by, proposal, arising)
            record.enter(
                by=by,
                kind="decisions.opened",
                about=proposal.id,
                audience=audiences.of_proposals(proposal),
                facts=told_in_full(proposal),
            )
            advice.ask_charter_bodies(by, proposal)
    except Refused:
        return None
    return proposal


def _is_time(coalition: Coalition, arising: Arising) -> bool:
    charter = charter_of(coalition.id)
    process = charter.process_for(decidable.effect(arising.kind).matter)
    if (process.method is Method.CHOICE) is not bool(decidable.choosing(arising.kind)):
        return False
    if arising.over_by is None:
        return True
    zone = charter.days.time_zone or coalition.time_zone
    days = replace(charter.days, time_zone=zone)
    over_by = arising.over_by.astimezone(zone_of(zone))
    return clock.now() >= opens_at(process, over_by, days, calls=_most_calls(charter, arising.kind))


def _most_calls(charter: Charter, kind: str) -> int:
    """How often there may be a call for nominations: once more where too few stand and the charter says so."""
    choosing = decidable.choosing(kind)
    return 2 if choosing and choosing.nominates and charter.elections.too_few is TooFew.AGAIN else 1


def _is_answered(coalition_id: str, arising: Arising) -> bool:
    same = [(row, payload) for row, payload in opened_before(coalition_id, arising.kind) if arising.is_same(payload)]
    since = arising.since
    if not same:
        return since is None
    latest = same[0][0]
    if any(not row.outcome for row, _payload in same):
        return True
    if calls_again(latest):
        return False
    return since is None or any(
        (row.opened_at or _LONG_AGO) >= since or arising.starts_of(payload) == since for row, payload in same
    )


def _written(by: Standing, arising: Arising) -> Proposal:
    """The proposal with its words in the authentic language of the charter."""
    language, title = next(iter(arising.titles.items()))
    proposal = Proposal.objects.create(
        coalition_id=by.coalition,
        title=title,
        language=language,
        matter=decidable.effect(arising.kind).matter,
        drafted_at=clock.now(),
    )
    languages.keep_words(by, proposal)
    return proposal


def _translate(by: Standing, proposal: Proposal, arising: Arising) -> None:
    """Its title in the other languages of the charter, which the program brings."""
    text = Text.objects.of(by.coalition).get(pk=proposal.text)
    for language, title in arising.titles.items():
        if language != proposal.language:
            texts.translate_text(
                by=by, text=text, language=language, title=title, body="", audience=audiences.of_proposals(proposal),
                about=proposal.pk, of=proposal.title, ready=True,
            )  # fmt: skip


def _effect(proposal: Proposal, arising: Arising) -> Effect:
    return Effect.objects.create(
        coalition_id=proposal.coalition_id, proposal=proposal, position=0, kind=arising.kind, payload=arising.payload
    )
