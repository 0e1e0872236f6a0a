"""Reads of the proposals of which a desk tells: asked of the reader, waiting, coming, decided lately. Each is put into words
once; they are asked whenever somebody opens a page."""

from datetime import datetime
from typing import cast

from django.db.models import Exists, F, OuterRef, Q

from plenary.charter.rules.schema import Method
from plenary.core.models import ScopedQuerySet
from plenary.core.prepared import prepared
from plenary.core.standing import Standing
from plenary.decisions.models import Ballot, Elector, Objection, Proposal, Seconding, Stage
from plenary.decisions.queries.electors import is_asked
from plenary.decisions.queries.proposals import DECIDED, DRAFT, OPEN, number_of, with_turnout
from plenary.decisions.queries.sight import Sight, as_seen, seen_by, visible_proposals

type Rows = ScopedQuerySet[Proposal]

_MOST = 10


def asked_to_vote(standing: Standing) -> list[Proposal]:
    """Proposals in voting in whose electorate the standing has a place without a ballot yet, nearest deadline first; each with
    its turnout.

    What was decided on a call is not among them: while it waits for objections nobody votes.
    """
    return as_seen(_asked_to_vote, standing, standing.as_of)


def open_places(standing: Standing) -> list[Elector]:
    """The places of a standing's member in the proposals that are open and that it sees, the nearest deadline first, each with
    its proposal and `has_cast`: without those that stood back, and where silence agrees. One query."""
    if not standing.member:
        return []
    given = Ballot.objects.of(standing.coalition).filter(elector=OuterRef("pk"))
    rows = Elector.objects.of(standing.coalition).filter(member=standing.member, recused_at=None)
    rows = rows.filter(proposal__in=visible_proposals(standing), round=F("proposal__round"))
    rows = rows.filter(proposal__opened_at__isnull=False, proposal__withdrawn_at=None, proposal__outcome="")
    rows = rows.exclude(proposal__process__method=Method.SILENCE.value).select_related("proposal__moved_by_member")
    return list(rows.annotate(has_cast=Exists(given)).order_by("proposal__voting_until", "id")[:50])


def silences_open(standing: Standing) -> list[Proposal]:
    """Silences that run now and in whose electorate the standing has a place that does not object; nearest deadline first."""
    return as_seen(_silences_open, standing, standing.as_of)


def shown_drafts(standing: Standing) -> list[Proposal]:
    """Drafts shown to members, the ten oldest first, each with `have` (members that second it) and `is_seconded` by one's own."""
    return as_seen(_shown_drafts, standing)


def waiting_for_languages(standing: Standing) -> list[Proposal]:
    """Opened, and waiting for the languages that the charter requires; the ten that wait longest, the longest first."""
    return as_seen(_waiting_for_languages, standing)


def decided_lately(standing: Standing) -> list[Proposal]:
    """The ten newest with an outcome, newest first."""
    return as_seen(_decided_lately, standing)


def voting_soon(standing: Standing) -> list[Proposal]:
    """The ten whose voting opens next, soonest first."""
    return as_seen(_voting_soon, standing, standing.as_of)


def open_to_objections(standing: Standing) -> list[Proposal]:
    """Ten that were decided on a call and may be objected to, soonest over first."""
    return as_seen(_open_to_objections, standing, standing.as_of)


def taking_effect(standing: Standing) -> list[Proposal]:
    """Ten that were adopted and take effect later, soonest first."""
    return as_seen(_taking_effect, standing, standing.as_of)


def open_with_turnout(standing: Standing) -> list[Proposal]:
    """All that is opened and not yet counted, the nearest deadline first, each with its turnout."""
    return as_seen(_open_with_turnout, standing)


@prepared
def _asked_to_vote(coalition_id: str, member: str, person: str, now: datetime, *, sight: Sight) -> Rows:
    rows = seen_by(coalition_id, member, person, sight).filter(OPEN).exclude(stage=Stage.RECORDED)
    asked = with_turnout(rows, coalition_id, member, person).filter(Q(has_place=True, has_voted=False))
    return _running(asked, now).order_by("voting_until")


@prepared
def _silences_open(coalition_id: str, member: str, person: str, now: datetime, *, sight: Sight) -> Rows:
    electors = Elector.objects.of(coalition_id).filter(
        proposal=OuterRef("pk"), round=OuterRef("round"), recused_at=None
    )
    objects = Objection.objects.of(coalition_id).filter(
        proposal=OuterRef("pk"), effect=None, withdrawn_at=None, objector=member or person
    )
    rows = seen_by(coalition_id, member, person, sight).filter(OPEN, process__method=Method.SILENCE.value)
    rows = rows.filter(is_asked(electors, member, person), ~Exists(objects.filter(elector__round=OuterRef("round"))))
    return _running(rows, now).order_by("voting_until", "id")


@prepared
def _shown_drafts(coalition_id: str, member: str, person: str, *, sight: Sight) -> Rows:
    seconded = Seconding.objects.of(coalition_id).filter(proposal=OuterRef("pk"))
    drafts = seen_by(coalition_id, member, person, sight).filter(DRAFT, shown_at__isnull=False)
    found = drafts.annotate(have=number_of(seconded), is_seconded=Exists(seconded.filter(member=member or None)))
    return cast("Rows", found.order_by("shown_at", "id")[:_MOST])


@prepared
def _waiting_for_languages(coalition_id: str, member: str, person: str, *, sight: Sight) -> Rows:
    rows = seen_by(coalition_id, member, person, sight).filter(OPEN, waits_for_languages=True)
    return rows.order_by("opened_at", "id")[:_MOST]


@prepared
def _decided_lately(coalition_id: str, member: str, person: str, *, sight: Sight) -> Rows:
    return seen_by(coalition_id, member, person, sight).filter(DECIDED).order_by("-decided_at", "id")[:_MOST]


@prepared
def _voting_soon(coalition_id: str, member: str, person: str, now: datetime, *, sight: Sight) -> Rows:
    rows = seen_by(coalition_id, member, person, sight).filter(OPEN, voting_from__gt=now)
    return rows.order_by("voting_from")[:_MOST]


@prepared
def _open_to_objections(coalition_id: str, member: str, person: str, now: datetime, *, sight: Sight) -> Rows:
    rows = seen_by(coalition_id, member, person, sight).filter(OPEN, stage=Stage.RECORDED, voting_until__gte=now)
    return rows.order_by("voting_until", "id")[:_MOST]


@prepared
def _taking_effect(coalition_id: str, member: str, person: str, now: datetime, *, sight: Sight) -> Rows:
    rows = seen_by(coalition_id, member, person, sight).filter(outcome="adopted", carried_out_at=None)
    return rows.filter(not_carried_out={}, effects_due__gt=now).order_by("effects_due", "id")[:_MOST]


@prepared
def _open_with_turnout(coalition_id: str, member: str, person: str, *, sight: Sight) -> Rows:
    rows = with_turnout(seen_by(coalition_id, member, person, sight).filter(OPEN), coalition_id, member, person)
    return rows.order_by("voting_until", "id")


def _running(rows: Rows, now: datetime) -> Rows:
    return rows.filter(Q(voting_from__lte=now, voting_until__gte=now))
