"""Findings as pages and the API show them: a year of an instrument as a table, and one finding with what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import get_language

from plenary.coalitions.access import CoalitionRequest
from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Verdict
from plenary.directory.queries.cards import visible_persons
from plenary.directory.rules.names import fold
from plenary.membership.queries.members import visible_members
from plenary.monitoring.labels import RELIABILITY
from plenary.monitoring.labels.findings import (
    AGAINST,
    CONFIDENCE,
    LACKS,
    SHAPES,
    SIDES,
    STAGES,
    STEPS,
    STEPS_DONE,
    VERDICTS,
)
from plenary.monitoring.models import Claim, ClaimSource, Dissent, Finding, FindingStep, Instrument, Obligation
from plenary.monitoring.permissions.findings import (
    may_change_finding,
    may_dissent,
    may_hold,
    may_take_step,
    reads_drafts,
)
from plenary.monitoring.permissions.sources import may_read_sources
from plenary.monitoring.queries.actors import names_of_actors
from plenary.monitoring.queries.findings import claims_of, dissents_of, findings_of, told, visible_finding, years_of
from plenary.monitoring.queries.instruments import obligations_of
from plenary.monitoring.queries.steps import WROTE, done_by, steps_of, writers_of
from plenary.monitoring.rules import findings
from plenary.monitoring.rules.findings import Stage, Step, Weighed, Word
from plenary.monitoring.rules.instruments import in_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A verdict as it is marked: a word with a shape, and how far the finding is, where it is not published."""

    finding: Finding
    shape: str
    verdict: Label
    confidence: Label
    stage: Label
    against: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The findings of an instrument for a year: a row for each actor, by name, with a mark or None for each obligation."""

    year: int
    years: Sequence[int]
    obligations: Sequence[Obligation]
    rows: Sequence[tuple[str, str, Sequence[Mark | None]]]
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimShown:
    """A claim with its sources; those outside the coalition learn how many there are and how far each is relied on, no more."""

    row: Claim
    words: str
    side: Label
    cited: Sequence[tuple[ClaimSource, Label]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """A step that comes next, and whether the reader takes it."""

    step: Step
    label: Label
    may: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding for a reader, in the active language."""

    row: Finding
    mark: Mark
    name: str
    text: str
    claims: Sequence[ClaimShown]
    weighed: Weighed
    conflict: Label
    best_for: Label
    best_against: Label
    lacks: Sequence[Label]
    dissents: Sequence[tuple[Dissent, str]]
    own_dissent: str
    steps: Sequence[tuple[FindingStep, Label, str]]
    next: Sequence[NextStep]
    sees_sources: Verdict
    sees_steps: bool
    may_change: Verdict
    may_hold: Verdict
    may_dissent: Verdict


def year_shown(standing: Standing, instrument: Instrument, asked: int | None) -> Year:
    """A year of an instrument: the one that is asked for, else the latest of which the reader sees a finding. Four queries."""
    years = years_of(standing, instrument)
    year = asked or next(iter(years), standing.as_of.year)
    names = names_of_actors(instrument.coalition_id, get_language() or "en")
    by_actor: dict[str, dict[str, Mark]] = {}
    for row in findings_of(standing, instrument, year):
        against = row.against > 0  # type: ignore[attr-defined]  # the query counts it
        by_actor.setdefault(row.actor, {})[row.obligation_id] = mark(row, against=against)
    obligations = list(obligations_of(instrument))
    rows = [(code, names[code], [own.get(each.id) for each in obligations]) for code, own in by_actor.items()]
    return Year(
        year=year,
        years=years,
        obligations=obligations,
        rows=sorted(rows, key=lambda row: (fold(row[1]), row[0])),
        marks=[each for own in by_actor.values() for each in own.values()],
    )


def mark(row: Finding, *, against: bool) -> Mark:
    """How the verdict of a finding is marked."""
    return Mark(
        finding=row,
        shape=SHAPES[findings.judged_of(Word(row.verdict))],
        verdict=VERDICTS[row.verdict],
        confidence=CONFIDENCE[row.confidence],
        stage="" if row.stage == Stage.PUBLISHED else STAGES[row.stage],
        against=against,
    )


def finding_shown(standing: Standing, row: Finding) -> Shown:
    """A finding that the standing may see (`queries.findings.visible_finding` gave it). A constant number of queries."""
    language = get_language() or "en"
    claims = list(claims_of(row))
    weighed = findings.weighed(taken := [told(each) for each in claims])
    lacks = findings.lacking(row.texts.values(), findings.judged_of(Word(row.verdict)), taken)
    dissents = list(dissents_of(row))
    inside = standing.is_inside or standing.is_system
    sees_steps = reads_drafts(standing) or standing.person in writers_of(row)
    return Shown(
        row=row,
        mark=mark(row, against=weighed.is_conflict),
        name=names_of_actors(row.coalition_id, language)[row.actor],
        text=in_language(row.texts, language),
        claims=[_claim(each, language) for each in claims],
        weighed=weighed,
        conflict=AGAINST.get(weighed.against, ""),
        best_for=RELIABILITY[weighed.best_for] if weighed.best_for else "",
        best_against=RELIABILITY[weighed.best_against] if weighed.best_against else "",
        lacks=[LACKS[each] for each in lacks] if inside and row.stage != Stage.PUBLISHED else (),
        dissents=[(each, name) for each, name in _named(standing, dissents)],
        own_dissent=next(
            (each.words for each in dissents if standing.member and each.member_id == standing.member), ""
        ),
        steps=_steps(standing, row) if sees_steps else (),
        next=[
            NextStep(step=each, label=STEPS[each], may=may_take_step(standing, row, each))
            for each in findings.next_steps(Stage(row.stage), done_by(row))
        ]
        if inside
        else (),
        sees_sources=may_read_sources(standing),
        sees_steps=sees_steps,
        may_change=may_change_finding(standing, row),
        may_hold=may_hold(standing, row),
        may_dissent=may_dissent(standing, row),
    )


def finding_found(request: CoalitionRequest, finding_id: str) -> Finding:
    """The finding of an address. Raises Http404."""
    found = visible_finding(request.standing, finding_id)
    if found is None:
        raise Http404
    return found


def claim_found(finding: Finding, claim_id: str) -> Claim:
    """A claim of a finding that was found. Raises Http404."""
    found = claims_of(finding).filter(id=claim_id).first()
    if found is None:
        raise Http404
    return found


def _claim(row: Claim, language: str) -> ClaimShown:
    return ClaimShown(
        row=row,
        words=in_language(row.texts, language),
        side=SIDES[row.side],
        cited=[(each, RELIABILITY[each.source.reliability]) for each in row.cited.all()],
    )


def _named(standing: Standing, rows: Sequence[Dissent]) -> Sequence[tuple[Dissent, str]]:
    """Each dissent with the name of its member, where the reader may know it and it is not protected; one query."""
    if not rows:
        return ()
    seen = visible_members(standing).filter(id__in=[each.member_id for each in rows], protected=False)
    names: Mapping[str, str] = {each.id: str(each) for each in seen}
    return [(each, names.get(each.member_id, "")) for each in rows]


def _steps(standing: Standing, row: Finding) -> Sequence[tuple[FindingStep, Label, str]]:
    """Who wrote and who did which step, by name where the reader may know it; one query."""
    steps = sorted(steps_of(row), key=lambda each: (each.at, each.step != WROTE))
    cards = visible_persons(standing).filter(pk__in={each.by for each in steps if each.by}, protected=False)
    names = {each.pk: each.name for each in cards}
    return [(each, STEPS_DONE[each.step], names.get(each.by, "")) for each in steps]
