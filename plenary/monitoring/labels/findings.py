"""Words of findings, of the steps on their way, of what they rest on, and of reasons."""

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label, register_reasons
from plenary.monitoring.rules import findings

VERDICTS: dict[str, Label] = {
    findings.Word.COMPLIANT: _("compliant"),
    findings.Word.NON_COMPLIANT: _("non-compliant"),
    findings.Word.COMPATIBLE: _("compatible"),
    findings.Word.NOT_COMPATIBLE: _("not compatible"),
    findings.Word.OF_CONCERN: _("of concern"),
    findings.Word.UNKNOWN: _("unknown"),
}
JUDGED: dict[str, Label] = {
    findings.Judged.MEETS: _("it keeps what is asked: compliant where it is bound, else compatible"),
    findings.Judged.AGAINST: _("it acts against it: non-compliant where it is bound, else not compatible"),
    findings.Judged.OF_CONCERN: _("of concern"),
    findings.Judged.UNKNOWN: _("unknown"),
}
SHAPES: dict[str, str] = {
    findings.Judged.MEETS: "yes",
    findings.Judged.AGAINST: "no",
    findings.Judged.OF_CONCERN: "waiting",
    findings.Judged.UNKNOWN: "abstain",
}
"""The shape of each verdict's mark (`state`)."""
CONFIDENCE: dict[str, Label] = {
    findings.Confidence.LOW: _("low confidence"),
    findings.Confidence.MEDIUM: _("medium confidence"),
    findings.Confidence.HIGH: _("high confidence"),
}
SIDES: dict[str, Label] = {
    findings.Side.SUPPORTS: _("supports the finding"),
    findings.Side.CONTRADICTS: _("contradicts the finding"),
}
STAGES: dict[str, Label] = {
    findings.Stage.DRAFT: _("draft"),
    findings.Stage.CHECKED: _("checked, not cleared"),
    findings.Stage.CLEARED: _("cleared, not signed off"),
    findings.Stage.SIGNED_OFF: _("signed off, not published"),
    findings.Stage.PUBLISHED: _("published"),
}
STEPS: dict[str, Label] = {
    findings.Step.CHECK: _("Check it: what it says is borne out"),
    findings.Step.CLEAR_AS_WRITER: _("Clear it as safe, as who wrote it"),
    findings.Step.CLEAR_AS_KEEPER: _("Clear it as safe, for the coalition"),
    findings.Step.SIGN_OFF: _("Sign it off"),
    findings.Step.PUBLISH: _("Publish it"),
}
"""Each step as what is to be done."""
STEPS_DONE: dict[str, Label] = {
    "write": _("written"),
    findings.Step.CHECK: _("checked"),
    findings.Step.CLEAR_AS_WRITER: _("cleared by who wrote it"),
    findings.Step.CLEAR_AS_KEEPER: _("cleared for the coalition"),
    findings.Step.SIGN_OFF: _("signed off"),
    findings.Step.PUBLISH: _("published"),
}
AGAINST: dict[str, Label] = {
    findings.Against.WEAKER: _("What contradicts it rests on less reliable sources than what supports it."),
    findings.Against.EQUAL: _("What contradicts it rests on sources as reliable as what supports it."),
    findings.Against.STRONGER: _("What contradicts it rests on more reliable sources than what supports it."),
    findings.Against.NOT_JUDGED: _(
        "How reliable both sides are cannot be compared: the sources of one are not judged."
    ),
}
LACKS: dict[str, Label] = {
    findings.Lacks.TEXT: _("It has no text."),
    findings.Lacks.CLAIMS: _("Nothing supports it: enter a claim with its source."),
    findings.Lacks.SOURCES: _("A claim rests on no source, or only on ones that were withdrawn."),
}

register_reasons(
    {
        **{f"monitoring.lacks_{code}": label for code, label in LACKS.items()},
        "monitoring.finding_published": _("This finding is published."),
        "monitoring.not_next": _("This is not the next step."),
        "monitoring.writer_clears": _("Only whoever wrote it does this."),
        "monitoring.own_finding": _("You wrote this finding. Somebody else who keeps instruments does this."),
        "monitoring.checked_it": _("You checked it, and somebody else is there who did neither write nor check it."),
        "monitoring.is_held": _("It is held back: %(why)s"),
        "monitoring.not_deciding": _("Only whoever represents a member, with a mandate to decide, may do this."),
        "monitoring.not_cleared": _("It was not cleared yet."),
        "monitoring.bad_year": _("Tell a year from 1900 on that does not lie ahead."),
        "monitoring.found_already": _("There is a finding for this actor, obligation and year already."),
        "monitoring.has_findings": _("Findings rest on this obligation, so it stays."),
    }
)
