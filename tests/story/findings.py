"""What each coalition of the story finds: one published, one that is cleared and that a member sees otherwise, and a draft."""

from collections.abc import Mapping

from plenary.core.standing import Standing
from plenary.monitoring import actions
from plenary.monitoring.models import Finding, Instrument, Obligation, Source
from plenary.monitoring.rules.findings import Confidence, Judged, Side, Step
from tests.story.marks import said

CLEARED = (Step.CHECK, Step.CLEAR_AS_WRITER, Step.CLEAR_AS_KEEPER)


def find(by: Standing, ids: Mapping[str, str], words: str = "") -> dict[str, str]:
    """Findings of the treaty that is watched, by the source that is kept; what their addresses need."""

    def told(text: str) -> str:
        return said(f"{words} {text}".strip())

    treaty = Instrument.objects.of(by.coalition).get(id=ids["instrument_id"])
    source = Source.objects.of(by.coalition).get(id=ids["source_id"])
    asked = actions.Asked(article=told("7"), texts={"en": told("Reports each year.")})
    reporting = actions.keep_obligation(by=by, instrument=treaty, asked=asked)

    def found(year: int, *steps: Step) -> Finding:
        made = written(by, reporting, year, told("It lays new mines."))
        for side in Side:
            claimed(by, made, side, source, told("Seen in the north."))
        _take(by, made, *steps)
        return made

    found(2010, *CLEARED, Step.SIGN_OFF, Step.PUBLISH)
    found(2012)
    cleared = found(2011, *CLEARED)
    actions.hold_finding(by=by, finding=cleared, why=told("A court asks."))
    if by.member:
        actions.dissent(by=by, finding=cleared, words=told("We were there."))
    return {"finding_id": cleared.id, "claim_id": cleared.claims.order_by("made_at", "id")[0].id}


def written(by: Standing, obligation: Obligation, year: int, text: str, actor: str = "MLI") -> Finding:
    """A finding that was written."""
    found = actions.Found(judged=Judged.AGAINST, confidence=Confidence.HIGH, texts={"en": text})
    return actions.write_finding(by=by, obligation=obligation, actor=actor, year=year, found=found)


def claimed(by: Standing, finding: Finding, side: Side, source: Source, text: str) -> None:
    """A claim of it that was entered."""
    actions.claim(by=by, finding=finding, side=side, texts={"en": text}, source=source, place=said("p. 4"))


def more(by: Standing, ids: Mapping[str, str]) -> None:
    """Further findings of the year, further claims and sources of one, which is cleared anew."""
    finding = Finding.objects.of(by.coalition).select_related("obligation", "instrument").get(id=ids["finding_id"])
    sources = list(Source.objects.of(by.coalition).filter(withdrawn_at=None))
    for actor in ("TCD", "NER"):
        written(by, finding.obligation, finding.year, "Nothing new.", actor)
    for source in sources:
        claimed(by, finding, Side.SUPPORTS, source, "Seen again.")
    first = finding.claims.order_by("made_at", "id")[0]
    for source in sources:
        actions.cite(by=by, claim=first, source=source, place="p. 9")
    _take(by, finding, *CLEARED)


def _take(by: Standing, finding: Finding, *steps: Step) -> None:
    """Take steps with a finding, as its writer and as a second person in turn."""
    for step in steps:
        actions.take_step(by=by if step is Step.CLEAR_AS_WRITER else _another(by), finding=finding, step=step)


def _another(by: Standing) -> Standing:
    """The program in place of a second person who keeps."""
    return Standing.system(by.coalition, "purpose")
