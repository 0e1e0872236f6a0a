"""Who wrote a finding, and who did which step on its way. Who may read of it is decided by the caller."""

from collections import defaultdict
from collections.abc import Mapping

from plenary.monitoring.models import Finding, FindingStep
from plenary.monitoring.rules.findings import Step

WROTE = "write"
"""That somebody wrote a finding, or changed it; no step on the way."""


def steps_of(finding: Finding) -> list[FindingStep]:
    """Who wrote and who did which step, oldest first; read once for each row that was loaded. One query."""
    return list(finding.steps.all()) if _is_read(finding) else _read(finding)


def writers_of(finding: Finding) -> frozenset[str]:
    """The cards of those who wrote it or changed it."""
    return frozenset(each.by for each in steps_of(finding) if each.step == WROTE and each.by)


def done_by(finding: Finding) -> Mapping[Step, frozenset[str]]:
    """The steps that were taken, each with the cards of who took it; empty for one that was not."""
    found: dict[Step, frozenset[str]] = defaultdict(frozenset)
    for each in steps_of(finding):
        if each.step != WROTE:
            found[Step(each.step)] |= {each.by}
    return found


def _is_read(finding: Finding) -> bool:
    return "steps" in getattr(finding, "_prefetched_objects_cache", {})


def _read(finding: Finding) -> list[FindingStep]:
    return list(FindingStep.objects.of(finding.coalition_id).filter(finding=finding))
