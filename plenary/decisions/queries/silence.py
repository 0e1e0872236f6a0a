"""Reads of silences: which are open to the objection of a standing."""

from django.db.models import Exists, OuterRef

from plenary.charter.rules.schema import Method
from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.decisions.models import Elector, Objection, Proposal
from plenary.decisions.queries.electors import asked_of
from plenary.decisions.queries.proposals import open_proposals


def silences_open(standing: Standing) -> ScopedQuerySet[Proposal]:
    """Silences that run now and in whose electorate the standing has a place that does not object; nearest deadline first."""
    places = Elector.objects.of(standing.coalition).filter(
        asked_of(standing), proposal=OuterRef("pk"), round=OuterRef("round"), recused_at=None
    )
    objects = Objection.objects.of(standing.coalition).filter(
        proposal=OuterRef("pk"), effect=None, withdrawn_at=None, objector=standing.member or standing.person
    )
    rows = open_proposals(standing).filter(
        Exists(places),
        ~Exists(objects.filter(elector__round=OuterRef("round"))),
        process__method=Method.SILENCE.value,
        voting_from__lte=standing.as_of,
        voting_until__gte=standing.as_of,
    )
    return rows.order_by("voting_until", "id")
