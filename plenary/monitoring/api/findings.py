"""Routes of findings: a year of an instrument, one finding, writing, claims, the steps on its way, dissent."""

from datetime import datetime
from typing import Any

from ninja import Query, Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.monitoring import actions
from plenary.monitoring.api.given import KEEPERS, ONE, READERS, in_fields, routes
from plenary.monitoring.forms.findings import (
    ClaimForm,
    DissentForm,
    FindingForm,
    HoldForm,
    NewFindingForm,
    OnSource,
    StepForm,
)
from plenary.monitoring.permissions.findings import may_change_finding, may_dissent, may_hold, may_write_findings
from plenary.monitoring.permissions.sources import may_read_sources
from plenary.monitoring.queries.sources import citable_sources
from plenary.monitoring.shown.addressed import instrument_found
from plenary.monitoring.shown.findings import ClaimShown, claim_found, finding_found, finding_shown, year_shown

WRITERS = InCoalition(may_write_findings)
INSIDE = InCoalition(may_read_sources)
FINDINGS = f"{ONE}/findings"
FINDING = "/coalitions/{slug}/findings/{finding_id}"
CLAIM = f"{FINDING}/claims/{{claim_id}}"


class YearQuery(Schema):
    """Of which year."""

    year: int | None = Field(None, ge=1900, le=2200, description="empty: the latest of which there is a finding")


class FindingLineOut(Schema):
    """A finding in short."""

    id: str
    obligation: str = Field(description="id of the obligation")
    actor: str
    year: int
    verdict: str = Field(
        description="compliant or non-compliant of those bound, compatible or not-compatible of others, of-concern, unknown"
    )
    is_bound: bool
    confidence: str = Field(description="low, medium or high")
    stage: str = Field(description="draft, checked, cleared, signed-off or published")


class YearOut(Schema):
    """The findings of an instrument for a year."""

    year: int
    years: list[int] = Field(description="those of which there is a finding")
    findings: list[FindingLineOut]


class CitedOut(Schema):
    """A source of a claim; who may not read sources learns how far it is relied on alone."""

    source: str = Field(description="its id; empty where you may not read sources")
    place: str
    reliability: str
    is_withdrawn: bool


class ClaimOut(Schema):
    """A claim and what it rests on."""

    id: str
    side: str = Field(description="supports or contradicts")
    texts: dict[str, str]
    sources: list[CitedOut]


class DissentOut(Schema):
    """That a member sees it otherwise."""

    member: str = Field(description="its name; empty where it is not told")
    words: str
    said_at: datetime


class FindingOut(FindingLineOut):
    """A finding with what it rests on."""

    instrument: str = Field(description="id of the instrument")
    texts: dict[str, str]
    claims: list[ClaimOut]
    against: str = Field(description="how what contradicts it rests: nothing, weaker, equal, stronger or not-judged")
    dissents: list[DissentOut]
    held_why: str
    next_steps: list[str] = Field(description="the steps that come next and that you may take")


class FoundIn(Schema):
    """What is found."""

    judged: str = Field(
        max_length=12, description="meets, against, of-concern or unknown; the word follows from who is bound"
    )
    confidence: str = Field("low", max_length=6, description="low, medium or high")
    texts: dict[str, str] = Field(description="language tag -> what is found")


class FindingIn(FoundIn):
    """A finding, with what it is about."""

    actor: str = Field(max_length=300, description="code or name")
    obligation: str = Field(max_length=16, description="id of the obligation")
    year: int


class CitedIn(Schema):
    """A source, and where in it."""

    source: str = Field(max_length=16, description="id of the source")
    place: str = Field("", max_length=100, description="such as a page")


class ClaimIn(CitedIn):
    """A claim with a first source."""

    side: str = Field(max_length=11, description="supports or contradicts")
    texts: dict[str, str] = Field(description="language tag -> the claim")


class FindingStepIn(Schema):
    """The step that is taken."""

    step: str = Field(max_length=16, description="check, clear-as-writer, clear-as-keeper, sign-off or publish")


class HoldIn(Schema):
    """Why it is held back."""

    why: str = Field(max_length=1000)


class DissentIn(Schema):
    """How your member sees it."""

    words: str = Field(max_length=1000)


@routes.get(FINDINGS, READERS, gives=YearOut)
def findings(request: CoalitionRequest, instrument_id: str, asked: Query[YearQuery]) -> Any:
    """The findings of an instrument for a year."""
    shown = year_shown(request.standing, instrument_found(request, instrument_id), asked.year)
    return {"year": shown.year, "years": shown.years, "findings": [_line(each.finding) for each in shown.marks]}


@routes.get(FINDING, READERS, gives=FindingOut)
def finding(request: CoalitionRequest, finding_id: str) -> Any:
    """A finding with what it rests on."""
    return _told(request, finding_id)


@routes.post(FINDINGS, WRITERS, gives=FindingOut, status=201)
def write_finding(request: CoalitionRequest, instrument_id: str, given: FindingIn) -> Any:
    """Write a finding, as a draft."""
    instrument = instrument_found(request, instrument_id)
    filled = given.model_dump(exclude={"texts"}) | in_fields("text", given.texts)
    form = NewFindingForm(filled, tags=_tags(given.texts), instrument=instrument)
    cleaned(form)
    return _told(request, actions.write_finding(by=request.standing, **form.about).id)


@routes.put(FINDING, WRITERS, gives=FindingOut)
def change_finding(request: CoalitionRequest, finding_id: str, given: FoundIn) -> Any:
    """Change what is found; it is checked anew."""
    found = finding_found(request, finding_id)
    require(may_change_finding(request.standing, found))
    form = FindingForm(given.model_dump(exclude={"texts"}) | in_fields("text", given.texts), tags=_tags(given.texts))
    cleaned(form)
    actions.change_finding(by=request.standing, finding=found, found=form.found)
    return _told(request, found.id)


@routes.post(f"{FINDING}/claims", WRITERS, gives=FindingOut, status=201)
def claim(request: CoalitionRequest, finding_id: str, given: ClaimIn) -> Any:
    """Enter what speaks for a finding or against it; it is checked anew."""
    found = finding_found(request, finding_id)
    require(may_change_finding(request.standing, found))
    filled = given.model_dump(exclude={"texts"}) | in_fields("text", given.texts)
    form = ClaimForm(filled, tags=_tags(given.texts), sources=citable_sources(request.standing))
    side = cleaned(form)["side"]
    actions.claim(by=request.standing, finding=found, side=side, texts=form.texts("text"), **form.rests)
    return _told(request, found.id)


@routes.post(f"{CLAIM}/sources", WRITERS, gives=FindingOut, status=201)
def cite(request: CoalitionRequest, finding_id: str, claim_id: str, given: CitedIn) -> Any:
    """Rest a claim on a further source; the finding is checked anew."""
    found = finding_found(request, finding_id)
    require(may_change_finding(request.standing, found))
    row = claim_found(found, claim_id)
    form = OnSource(given.model_dump(), sources=citable_sources(request.standing))
    cleaned(form)
    actions.cite(by=request.standing, claim=row, **form.rests)
    return _told(request, found.id)


@routes.delete(CLAIM, WRITERS)
def take_out_claim(request: CoalitionRequest, finding_id: str, claim_id: str) -> None:
    """Take a claim out; the finding is checked anew."""
    found = finding_found(request, finding_id)
    actions.take_out_claim(by=request.standing, claim=claim_found(found, claim_id))


@routes.post(f"{FINDING}/step", WRITERS, gives=FindingOut)
def take_step(request: CoalitionRequest, finding_id: str, given: FindingStepIn) -> Any:
    """Take the next step with a finding."""
    found = finding_found(request, finding_id)
    actions.take_step(by=request.standing, finding=found, step=cleaned(StepForm(given.model_dump()))["step"])
    return _told(request, found.id)


@routes.post(f"{FINDING}/hold", KEEPERS, gives=FindingOut)
def hold_finding(request: CoalitionRequest, finding_id: str, given: HoldIn) -> Any:
    """Hold a finding back, with why."""
    found = finding_found(request, finding_id)
    require(may_hold(request.standing, found))
    actions.hold_finding(by=request.standing, finding=found, **cleaned(HoldForm(given.model_dump())))
    return _told(request, found.id)


@routes.delete(f"{FINDING}/hold", KEEPERS)
def let_go_on(request: CoalitionRequest, finding_id: str) -> None:
    """Let a finding go on that was held back."""
    actions.let_go_on(by=request.standing, finding=finding_found(request, finding_id))


@routes.put(f"{FINDING}/dissent", INSIDE, gives=FindingOut)
def dissent(request: CoalitionRequest, finding_id: str, given: DissentIn) -> Any:
    """Say that your member sees a finding otherwise."""
    found = finding_found(request, finding_id)
    require(may_dissent(request.standing, found))
    actions.dissent(by=request.standing, finding=found, **cleaned(DissentForm(given.model_dump())))
    return _told(request, found.id)


@routes.delete(f"{FINDING}/dissent", INSIDE)
def take_back_dissent(request: CoalitionRequest, finding_id: str) -> None:
    """Take back that your member sees it otherwise."""
    actions.take_back_dissent(by=request.standing, finding=finding_found(request, finding_id))


def _tags(texts: dict[str, str]) -> list[str]:
    return list(texts) or [""]


def _line(row: Any) -> dict[str, Any]:
    same = ("id", "actor", "year", "verdict", "is_bound", "confidence", "stage")
    return {**{name: getattr(row, name) for name in same}, "obligation": row.obligation_id}


def _told(request: CoalitionRequest, finding_id: str) -> dict[str, Any]:
    shown = finding_shown(request.standing, finding_found(request, finding_id))
    return {
        **_line(shown.row),
        "instrument": shown.row.instrument_id,
        "texts": shown.row.texts,
        "claims": [_claim(each, sees=bool(shown.sees_sources)) for each in shown.claims],
        "against": shown.weighed.against,
        "dissents": [{"member": name, "words": row.words, "said_at": row.said_at} for row, name in shown.dissents],
        "held_why": shown.row.held_why,
        "next_steps": [each.step for each in shown.next if each.may],
    }


def _claim(shown: ClaimShown, *, sees: bool) -> dict[str, Any]:
    return {
        "id": shown.row.id,
        "side": shown.row.side,
        "texts": shown.row.texts,
        "sources": [
            {
                "source": each.source_id if sees else "",
                "place": each.place if sees else "",
                "reliability": each.source.reliability,
                "is_withdrawn": each.source.is_withdrawn,
            }
            for each, _label in shown.cited
        ],
    }
