"""Reads of proposals. Those that take a standing return only what it may see; those of every coalition serve the tasks."""

from datetime import datetime
from functools import lru_cache
from typing import cast

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from plenary.charter.queries import audience_for, charter_in, charter_of, version_in_force
from plenary.charter.rules.schema import Process
from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.decisions.models import Advice, Ballot, Elector, Proposal, Seconding, Stage
from plenary.decisions.queries.electors import asked_of, places_for


def moved_by(standing: Standing, rows: str = "") -> Q:
    """What a standing moved, through its member or in the person's own name: proposals, or rows that lead to one by a field
    (`rows`: its name with ``__``)."""
    return _moved_by(standing.member, standing.person, rows)


def _moved_by(member: str, person: str, rows: str = "") -> Q:
    found = Q(pk="")
    if member:
        found |= Q((f"{rows}moved_by_member", member))
    if person:
        found |= Q((f"{rows}moved_by_member", None), (f"{rows}moved_by_person", person))
    return found


def visible_proposals(standing: Standing) -> ScopedQuerySet[Proposal]:
    """The proposals that a standing may see: its own drafts, and those shown to members to find seconders; opened ones as
    the charter discloses proposals; decided ones as it discloses outcomes; always those in whose electorate it
    stands, or on which a body of its own is heard."""
    if standing.is_system:
        return _proposals(standing.coalition)
    version = version_in_force(standing.coalition)
    if version is None:
        return _proposals(standing.coalition).none()  # nothing is decided before there are rules
    charter = charter_in(version)
    found = _seen_by(
        standing.coalition,
        standing.member,
        standing.person,
        is_inside=standing.is_inside,
        reads_opened=standing.may_read(audience_for(charter, charter.disclosure.proposals)),
        reads_decided=standing.may_read(audience_for(charter, charter.disclosure.outcomes)),
        heard_in=frozenset() if standing.is_inside else standing.bodies,
    )
    return found.all()


def _proposals(coalition_id: str) -> ScopedQuerySet[Proposal]:
    return Proposal.objects.of(coalition_id).select_related("moved_by_member")


@lru_cache(maxsize=1024)  # the query, not its rows: a page asks it many times, each time narrowed otherwise
def _seen_by(
    coalition_id: str,
    member: str,
    person: str,
    *,
    is_inside: bool,
    reads_opened: bool,
    reads_decided: bool,
    heard_in: frozenset[str],
) -> ScopedQuerySet[Proposal]:
    opened, decided = Q(opened_at__isnull=False), Q(decided_at__isnull=False)
    seen = _moved_by(member, person)
    if is_inside:
        seen |= Q(opened_at=None, withdrawn_at=None, shown_at__isnull=False)
    if reads_opened:
        seen |= opened & ~decided
    if reads_decided:
        seen |= decided
    if member or person:
        places = Elector.objects.of(coalition_id).filter(places_for(member, person), proposal=OuterRef("pk"))
        seen |= opened & Q(Exists(places))
    if heard_in:
        asked = Advice.objects.of(coalition_id).filter(body__in=heard_in, proposal=OuterRef("pk"))
        seen |= opened & Q(Exists(asked))
    return _proposals(coalition_id).filter(seen)


def visible_proposal(standing: Standing, proposal_id: str) -> Proposal | None:
    """The proposal of this id, when the standing may see it."""
    return visible_proposals(standing).filter(pk=proposal_id).first()


def open_proposals(standing: Standing) -> ScopedQuerySet[Proposal]:
    """Opened and not yet counted, the nearest deadline first."""
    found = visible_proposals(standing).filter(opened_at__isnull=False, withdrawn_at=None, outcome="")
    return found.order_by("voting_until", "id")


def waiting_for_languages(standing: Standing) -> ScopedQuerySet[Proposal]:
    """Opened, and waiting for the languages that the charter requires; the longest first."""
    found = visible_proposals(standing).filter(waits_for_languages=True, withdrawn_at=None)
    return found.order_by("opened_at", "id")


def asked_to_vote(standing: Standing) -> ScopedQuerySet[Proposal]:
    """Proposals in voting in whose electorate the standing has a place without a ballot yet, nearest deadline first.

    What was decided on a call is not among them: while it waits for objections nobody votes.
    """
    return (
        with_turnout(open_proposals(standing).exclude(stage=Stage.RECORDED), standing)
        .filter(Q(has_place=True, has_voted=False), voting_from__lte=standing.as_of, voting_until__gte=standing.as_of)
        .order_by(F("voting_until"))
    )


def decided_proposals(standing: Standing) -> ScopedQuerySet[Proposal]:
    """Those with an outcome, newest first."""
    return visible_proposals(standing).exclude(outcome="").order_by("-decided_at", "id")


def withdrawn_proposals(standing: Standing) -> ScopedQuerySet[Proposal]:
    """Those that were withdrawn after they had opened, newest first."""
    found = visible_proposals(standing).filter(opened_at__isnull=False, withdrawn_at__isnull=False)
    return found.order_by("-withdrawn_at", "id")


def draft_proposals(standing: Standing) -> ScopedQuerySet[Proposal]:
    """One's own drafts and those that look for seconders, newest first."""
    return visible_proposals(standing).filter(opened_at=None, withdrawn_at=None).order_by("-drafted_at", "id")


def shown_drafts(standing: Standing) -> ScopedQuerySet[Proposal]:
    """Drafts shown to members, oldest first, each with `have` (members that second it) and `is_seconded` by one's own."""
    rows = Seconding.objects.of(standing.coalition).filter(proposal=OuterRef("pk"))
    drafts = visible_proposals(standing).filter(opened_at=None, withdrawn_at=None, shown_at__isnull=False)
    found = drafts.annotate(have=_number(rows), is_seconded=Exists(rows.filter(member=standing.member or None)))
    return cast("ScopedQuerySet[Proposal]", found.order_by("shown_at", "id"))


def with_turnout(proposals: ScopedQuerySet[Proposal], standing: Standing) -> ScopedQuerySet[Proposal]:
    """The same proposals, each with `size` (electors), `voted` (ballots), `has_place` and `has_voted` for the standing."""
    present = {"proposal": OuterRef("pk"), "recused_at": None, "round": OuterRef("round")}
    electors = Elector.objects.of(standing.coalition).filter(**present)
    ballots = Ballot.objects.of(standing.coalition).filter(
        proposal=OuterRef("pk"), elector__round=OuterRef("round"), elector__recused_at=None
    )
    given = Ballot.objects.of(standing.coalition).filter(elector=OuterRef("pk"))
    mine = electors.filter(asked_of(standing))
    found = proposals.annotate(
        size=_number(electors.filter(Q(is_away=False) | Q(Exists(given)))),
        voted=_number(ballots),
        has_place=Exists(mine),
        has_voted=Exists(mine.filter(Exists(given))),
    )
    return cast("ScopedQuerySet[Proposal]", found)


def _number(rows: ScopedQuerySet[Elector] | ScopedQuerySet[Ballot] | ScopedQuerySet[Seconding]) -> Coalesce:
    counted = rows.order_by().values("proposal").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def process_of(proposal: Proposal) -> Process:
    """The process by which it is decided: frozen once it opened; for a draft, the one now in force for its matter."""
    if proposal.process:
        return proposal.frozen_process
    return charter_of(proposal.coalition_id).process_for(proposal.matter)


def due_to_close(moment: datetime) -> list[Proposal]:
    """Every coalition's proposals whose voting ended by a moment and whose count is not entered. Serves the task."""
    rows = Proposal.objects.across_coalitions().filter(opened_at__isnull=False, withdrawn_at=None, outcome="")
    return list(rows.filter(voting_until__lt=moment).order_by("voting_until"))


def due_to_carry_out(moment: datetime) -> list[Proposal]:
    """Every coalition's adopted proposals whose effects are due and were not tried. Serves the task."""
    rows = Proposal.objects.across_coalitions().filter(outcome="adopted", carried_out_at=None, not_carried_out={})
    return list(rows.filter(effects_due__lte=moment).order_by("effects_due"))
