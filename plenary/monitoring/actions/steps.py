"""The way of a finding to the public: checked, cleared by two, signed off, published; and held back."""

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.monitoring.actions.entering import short
from plenary.monitoring.actions.findings import enter, locked_finding, settle_word
from plenary.monitoring.models import Finding, FindingStep
from plenary.monitoring.permissions.findings import may_hold, may_take_step
from plenary.monitoring.queries.findings import claims_of, told
from plenary.monitoring.queries.steps import done_by
from plenary.monitoring.rules import findings
from plenary.monitoring.rules.findings import Lacks, Stage, Step
from plenary.record import actions as record

_KINDS = {
    Step.CHECK: "monitoring.finding_checked",
    Step.CLEAR_AS_WRITER: "monitoring.finding_cleared_by_writer",
    Step.CLEAR_AS_KEEPER: "monitoring.finding_cleared",
    Step.SIGN_OFF: "monitoring.finding_signed_off",
    Step.PUBLISH: "monitoring.finding_published",
}
_LACKING = {
    Lacks.TEXT: refuse("monitoring.lacks_text"),
    Lacks.CLAIMS: refuse("monitoring.lacks_claims"),
    Lacks.SOURCES: refuse("monitoring.lacks_sources"),
}


def take_step(*, by: Standing, finding: Finding, step: Step) -> Finding:
    """Take the next step with a finding; published, it enters the record for whoever reads its instrument.

    Refuses as `permissions.findings.may_take_step` does, and what lacks a text (`monitoring.lacks_text`), a claim
    that supports it (`monitoring.lacks_claims`), or under a claim a source (`monitoring.lacks_sources`).
    """
    step = Step(step)
    with record.act(by=by):
        locked = locked_finding(by, finding)
        require(may_take_step(by, locked, step))
        if lacks := lacking(locked):
            raise Refused(_LACKING[lacks[0]])
        done = list(done_by(locked))
        if step is Step.CHECK:
            settle_word(locked)
        locked.stage = findings.stage_after(Stage(locked.stage), step, done).value
        locked.changed_at = clock.now()
        locked.save()
        FindingStep.objects.create(
            coalition_id=by.coalition, finding=locked, step=step.value, by=by.person, at=clock.now()
        )
        enter(by, _KINDS[step], locked, {"finding_verdict": locked.verdict} if step is Step.PUBLISH else {})
    return locked


def hold_finding(*, by: Standing, finding: Finding, why: str) -> Finding:
    """Hold a finding back: it is not published until it is let go on. Refuses as `permissions.findings.may_hold` does, no reason
    (`monitoring.no_words`), and one that is too long (`monitoring.too_long`)."""
    said = short(why, findings.LONGEST_WHY)
    if not said:
        raise Refused(refuse("monitoring.no_words"))
    with record.act(by=by):
        locked = locked_finding(by, finding)
        require(may_hold(by, locked))
        locked.held_why = said
        locked.save(update_fields=["held_why"])
        enter(by, "monitoring.finding_held", locked, {"why": said})
    return locked


def let_go_on(*, by: Standing, finding: Finding) -> Finding:
    """Let a finding go on that was held back. Refuses as `permissions.findings.may_hold` does."""
    with record.act(by=by):
        locked = locked_finding(by, finding)
        require(may_hold(by, locked))
        if locked.held_why:
            locked.held_why = ""
            locked.save(update_fields=["held_why"])
            enter(by, "monitoring.finding_let_go_on", locked)
    return locked


def lacking(finding: Finding) -> tuple[Lacks, ...]:
    """What a finding still needs before it is laid open. Two queries."""
    judged = findings.judged_of(findings.Word(finding.verdict))
    return findings.lacking(finding.texts.values(), judged, [told(each) for each in claims_of(finding)])
