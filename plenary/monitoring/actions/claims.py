"""What speaks for a finding and against it: claims, each on a source, and further sources of one."""

from collections.abc import Mapping

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.monitoring.actions.entering import in_all, short, worded
from plenary.monitoring.actions.findings import enter, locked_finding, touch
from plenary.monitoring.models import Claim, ClaimSource, Finding, Source
from plenary.monitoring.permissions.findings import may_change_finding
from plenary.monitoring.rules.findings import LONGEST_CLAIM, LONGEST_PLACE, MOST_CLAIMS, MOST_SOURCES, Side
from plenary.record import actions as record


def claim(
    *, by: Standing, finding: Finding, side: Side, texts: Mapping[str, str], source: Source, place: str = ""
) -> Claim:
    """Enter what speaks for a finding or against it, on which source that rests, and where in it. The finding is checked anew.

    Refuses as `permissions.findings.may_change_finding` does, without words (`monitoring.no_words`), with too many
    (`monitoring.too_long`), a source that was withdrawn (`monitoring.source_gone`), and a 101st claim (`monitoring.too_many`).
    """
    said = worded(texts, LONGEST_CLAIM)
    with record.act(by=by):
        locked = locked_finding(by, finding)
        require(may_change_finding(by, locked))
        if Claim.objects.of(by.coalition).filter(finding=locked).count() >= MOST_CLAIMS:
            raise Refused(refuse("monitoring.too_many", most=MOST_CLAIMS))
        made = Claim.objects.create(
            coalition_id=by.coalition, finding=locked, side=Side(side).value, texts=said, made_at=clock.now()
        )
        _rest(by, made, source, place)
        touch(by, locked)
        enter(by, "monitoring.claim_made", locked, {"claim_side": made.side, "words": in_all(said)})
    return made


def cite(*, by: Standing, claim: Claim, source: Source, place: str = "") -> None:
    """Rest a claim on a further source, or a further place in one; the same again changes nothing. The finding is checked anew.

    Refuses as `claim` does, and a 21st source (`monitoring.too_many`)."""
    with record.act(by=by):
        locked = locked_finding(by, claim.finding)
        require(may_change_finding(by, locked))
        if _rest(by, claim, source, place):
            touch(by, locked)
            enter(by, "monitoring.claim_rests", locked, {"words": in_all(claim.texts), "source": source.id})


def take_out_claim(*, by: Standing, claim: Claim) -> None:
    """Take a claim out. The finding is checked anew. Refuses as `permissions.findings.may_change_finding` does."""
    with record.act(by=by):
        locked = locked_finding(by, claim.finding)
        require(may_change_finding(by, locked))
        gone, _each = Claim.objects.of(by.coalition).filter(id=claim.id).delete()
        if gone:
            touch(by, locked)
            enter(by, "monitoring.claim_taken_out", locked, {"claim_side": claim.side, "words": in_all(claim.texts)})


def _rest(by: Standing, claim: Claim, source: Source, place: str) -> bool:
    """Keep that a claim rests on a source; False where it was kept already."""
    if source.is_withdrawn:
        raise Refused(refuse("monitoring.source_gone"))
    where, rows = short(place, LONGEST_PLACE), ClaimSource.objects.of(by.coalition).filter(claim=claim)
    if rows.filter(source=source, place=where).exists():
        return False
    if rows.count() >= MOST_SOURCES:
        raise Refused(refuse("monitoring.too_many", most=MOST_SOURCES))
    ClaimSource.objects.create(coalition_id=by.coalition, claim=claim, source=source, place=where)
    return True
