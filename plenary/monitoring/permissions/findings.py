"""Who may write findings, read drafts of them, take which step, hold one, and see it otherwise."""

from plenary.bodies.queries import holders_of_offices
from plenary.charter.queries import clause_of_power, offices_with
from plenary.core import visibility
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.monitoring.matters import KEEP
from plenary.monitoring.models import Finding
from plenary.monitoring.permissions.instruments import may_keep
from plenary.monitoring.permissions.sources import opens_all_copies
from plenary.monitoring.queries.steps import done_by, writers_of
from plenary.monitoring.rules.findings import INSIDE, Stage, Step, next_steps


def may_write_findings(standing: Standing) -> Verdict:
    """To write findings: the offices that keep, and whoever represents a member, is not silenced, and does more than observe."""
    if standing.is_system or standing.has_power(KEEP):
        return allow("monitoring.by_office", clause_of_power(standing.coalition, KEEP))
    if not standing.is_inside:
        return refuse("core.members_only")
    if not standing.member:
        return refuse("monitoring.not_keeping", clause_of_power(standing.coalition, KEEP))
    if standing.is_silenced:
        return refuse("monitoring.suspended", "accountability")
    if standing.mandate is Mandate.OBSERVES:
        return refuse("monitoring.observes", f"category.{standing.category}")
    return allow("monitoring.is_member")


def reads_drafts(standing: Standing) -> bool:
    """True for those who read all findings before they are cleared: as `permissions.sources.opens_all_copies` rules."""
    return opens_all_copies(standing)


def may_change_finding(standing: Standing, finding: Finding) -> Verdict:
    """To change a finding and what it rests on: whoever wrote it, and those who keep, until it is published."""
    if not (writes := may_write_findings(standing)):
        return writes
    if finding.stage == Stage.PUBLISHED:
        return refuse("monitoring.finding_published")
    return writes if _wrote(standing, finding) else may_keep(standing)


def may_take_step(standing: Standing, finding: Finding, step: Step) -> Verdict:
    """To take a step on the way, where it is the next. Who wrote it clears it as writer. Those who keep do the rest: who checks,
    clears for the coalition and signs off did not write it; who signs off did not check it either, where another keeps."""
    if step not in next_steps(Stage(finding.stage), done_by(finding)):
        return refuse("monitoring.not_next")
    if step is Step.CLEAR_AS_WRITER:
        writes = may_write_findings(standing)
        return writes if not writes or _wrote(standing, finding) else refuse("monitoring.writer_clears")
    if not (keeps := may_keep(standing)):
        return keeps
    why_not = _as_another(standing, finding, step)
    return keeps if why_not is None else why_not


def _as_another(standing: Standing, finding: Finding, step: Step) -> Verdict | None:
    """Why somebody who keeps may not take a step; None where they may."""
    if step is Step.PUBLISH:
        return refuse("monitoring.is_held", why=finding.held_why) if finding.held_why else None
    if _wrote(standing, finding):
        return refuse("monitoring.own_finding")
    if step is Step.SIGN_OFF and standing.person in done_by(finding)[Step.CHECK] and _another_keeps(finding):
        return refuse("monitoring.checked_it")
    return None


def may_hold(standing: Standing, finding: Finding) -> Verdict:
    """To hold a finding back, or let it go on: those who keep, until it is published."""
    if not (keeps := may_keep(standing)):
        return keeps
    return refuse("monitoring.finding_published") if finding.stage == Stage.PUBLISHED else keeps


def may_dissent(standing: Standing, finding: Finding) -> Verdict:
    """To say that one's member sees a finding otherwise: whoever decides for a member that has a voice, once it is cleared."""
    if not standing.is_inside:
        return refuse("core.members_only")
    if not standing.member or standing.mandate is not Mandate.DECIDES:
        return refuse("monitoring.not_deciding", f"category.{standing.category}" if standing.category else "")
    if standing.is_silenced:
        return refuse("monitoring.suspended", "accountability")
    return allow("monitoring.is_member") if finding.stage in INSIDE else refuse("monitoring.not_cleared")


def _wrote(standing: Standing, finding: Finding) -> bool:
    return bool(standing.person) and standing.person in writers_of(finding)


def _another_keeps(finding: Finding) -> bool:
    """Whether anybody keeps who neither wrote nor checked; where the charter gives it to no office, the members do."""
    offices = offices_with(finding.coalition_id, KEEP)
    if not offices:
        return True
    known = {*writers_of(finding), *done_by(finding)[Step.CHECK]}
    holders = holders_of_offices(finding.coalition_id)
    return any(
        each.person not in known for each in holders if each.person and visibility.office(each.office) in offices
    )
