"""Writing a finding and changing it, and which members see it otherwise. Every change sends it back to be checked anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plenary.charter.queries import offices_with
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.monitoring.actions.entering import attributed, in_all, lock, short, worded
from plenary.monitoring.matters import KEEP
from plenary.monitoring.models import Dissent, Finding, FindingStep, Instrument, Obligation
from plenary.monitoring.permissions.findings import may_change_finding, may_dissent, may_write_findings
from plenary.monitoring.queries.actors import called, is_actor
from plenary.monitoring.queries.findings import standings_of
from plenary.monitoring.queries.instruments import is_open
from plenary.monitoring.queries.steps import WROTE, writers_of
from plenary.monitoring.rules import findings
from plenary.monitoring.rules.findings import INSIDE, Confidence, Judged, Stage
from plenary.monitoring.rules.instruments import Binds
from plenary.record import actions as record


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is found: what is judged of practice, how sure that is, and the text by language."""

    judged: Judged
    confidence: Confidence
    texts: Mapping[str, str]


def write_finding(*, by: Standing, obligation: Obligation, actor: str, year: int, found: Found) -> Finding:
    """Write a finding, as a draft for those who keep. Its word follows from whether the obligation bound the actor in that year.

    Refuses as `permissions.findings.may_write_findings` does, without words (`monitoring.no_words`), with too many
    (`monitoring.too_long`), an actor that is not known (`monitoring.no_such_actor`), a year that is none (`monitoring.bad_year`),
    and a second finding of the same (`monitoring.found_already`).
    """
    with record.act(by=by):
        require(may_write_findings(by))
        instrument = lock(by, obligation.instrument)
        if not is_actor(by.coalition, actor):
            raise Refused(refuse("monitoring.no_such_actor"))
        if not findings.year_is_known(year, clock.now().date()):
            raise Refused(refuse("monitoring.bad_year"))
        if Finding.objects.of(by.coalition).filter(obligation=obligation, actor=actor, year=year).exists():
            raise Refused(refuse("monitoring.found_already"))
        made = Finding.objects.create(
            coalition_id=by.coalition,
            instrument=instrument,
            obligation=obligation,
            actor=actor,
            year=year,
            written_at=clock.now(),
            changed_at=clock.now(),
            **_said(obligation, actor, year, found),
        )
        wrote(by, made)
        enter(by, "monitoring.finding_written", made)
    return made


def change_finding(*, by: Standing, finding: Finding, found: Found) -> Finding:
    """Say something else in a finding; the same again changes nothing. Whoever changes it has written it too, and every step is
    taken anew. Refuses as `write_finding` and as `permissions.findings.may_change_finding` do."""
    with record.act(by=by):
        locked = locked_finding(by, finding)
        require(may_change_finding(by, locked))
        fields = _said(locked.obligation, locked.actor, locked.year, found)
        if all(getattr(locked, name) == value for name, value in fields.items()):
            return locked
        for name, value in fields.items():
            setattr(locked, name, value)
        touch(by, locked)
        enter(by, "monitoring.finding_changed", locked)
    return locked


def dissent(*, by: Standing, finding: Finding, words: str) -> Dissent:
    """Say that the member that one represents sees a finding otherwise, and why; said again, the words replace those before.

    Refuses as `permissions.findings.may_dissent` does, without words (`monitoring.no_words`), and with too many
    (`monitoring.too_long`)."""
    said = short(words, findings.LONGEST_WHY)
    if not said:
        raise Refused(refuse("monitoring.no_words"))
    with record.act(by=by):
        locked = locked_finding(by, finding)
        require(may_dissent(by, locked))
        kept, _is_new = Dissent.objects.of(by.coalition).update_or_create(
            finding=locked,
            member_id=by.member,
            defaults={"coalition_id": by.coalition, "words": said, "said_at": clock.now()},
        )
        enter(by, "monitoring.dissented", locked, {"words": said})
    return kept


def take_back_dissent(*, by: Standing, finding: Finding) -> None:
    """Take back that one's member sees a finding otherwise; where it said nothing, nothing is done. Refuses as
    `permissions.findings.may_dissent` does."""
    with record.act(by=by):
        locked = locked_finding(by, finding)
        require(may_dissent(by, locked))
        gone, _each = Dissent.objects.of(by.coalition).filter(finding=locked, member_id=by.member).delete()
        if gone:
            enter(by, "monitoring.dissent_taken_back", locked)


def locked_finding(by: Standing, finding: Finding) -> Finding:
    """The finding, to be changed: taken before whatever hangs on it."""
    return (
        Finding.objects.of(by.coalition)
        .select_for_update(of=("self",))
        .select_related("instrument", "obligation")
        .get(id=finding.id)
    )


def touch(by: Standing, finding: Finding) -> None:
    """Send a finding that was changed back to be checked: the steps are taken anew, and who changed it has written it too. Its
    word follows again from whether the obligation bound the actor."""
    settle_word(finding)
    finding.stage, finding.changed_at = Stage.DRAFT.value, clock.now()
    finding.save()
    FindingStep.objects.of(by.coalition).filter(finding=finding).exclude(step=WROTE).delete()
    wrote(by, finding)


def settle_word(finding: Finding) -> None:
    """Say it in the word that follows from whether the actor was bound, as its treaty actions stand now; saves nothing."""
    judged = findings.judged_of(findings.Word(finding.verdict))
    finding.is_bound = _is_bound(finding.obligation, finding.actor, finding.year)
    finding.verdict = findings.word_of(judged, bound=finding.is_bound).value


def wrote(by: Standing, finding: Finding) -> None:
    """Keep that somebody wrote a finding or changed it."""
    FindingStep.objects.of(by.coalition).get_or_create(
        finding=finding, step=WROTE, by=by.person, defaults={"coalition_id": by.coalition, "at": clock.now()}
    )


def enter(by: Standing, kind: str, finding: Finding, facts: Mapping[str, Any] | None = None) -> None:
    """Enter something about a finding, for whoever reads it at its stage: those who keep and who wrote it, those inside, or the
    readers of its instrument."""
    instrument = finding.instrument
    record.enter(
        by=attributed(by),
        kind=kind,
        about=finding.id,
        audience=_readers(finding, instrument),
        facts={
            "title": in_all(instrument.names),
            "instrument": instrument.id,
            "finding": finding.id,
            "article": finding.obligation.article,
            "who": called(finding.coalition_id, finding.actor),
            "year": finding.year,
            **(facts or {}),
        },
    )


def _readers(finding: Finding, instrument: Instrument) -> list[str]:
    if finding.stage == Stage.PUBLISHED:
        return [visibility.PUBLIC if is_open(instrument) else visibility.MEMBERS]
    offices = offices_with(finding.coalition_id, KEEP)
    if finding.stage in INSIDE or not offices:
        return [visibility.MEMBERS]
    return [*offices, *(visibility.person(each) for each in sorted(writers_of(finding)))]


def _said(obligation: Obligation, actor: str, year: int, found: Found) -> dict[str, Any]:
    bound = _is_bound(obligation, actor, year)
    return {
        "verdict": findings.word_of(Judged(found.judged), bound=bound).value,
        "is_bound": bound,
        "confidence": Confidence(found.confidence).value,
        "texts": worded(found.texts, findings.LONGEST_TEXT),
    }


def _is_bound(obligation: Obligation, actor: str, year: int) -> bool:
    return findings.is_bound(Binds(obligation.binds), standings_of(obligation.instrument, actor), year)
