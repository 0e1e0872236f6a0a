"""Reads of decided questions that rest: whether one may be put again, and from when."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from plenary.core import clock
from plenary.core.times import zone_of
from plenary.decisions.models import Amendment, Effect, Proposal
from plenary.decisions.queries.amendments import payload_of
from plenary.decisions.rules.resting import RESTS, question_of, rests_until

type Effects = Sequence[tuple[str, Mapping[str, Any]]]


def rest_of(proposal: Proposal) -> datetime | None:
    """Until when a decided proposal rests; None when it does not, or no longer."""
    if proposal.decided_at is None:
        return None
    decided = proposal.decided_at.astimezone(zone_of(proposal.frozen_days.time_zone))
    until = rests_until(proposal.frozen_process, proposal.outcome, decided)
    return until if until and until > clock.now() else None


def resting(coalition_id: str, effects: Effects) -> tuple[Proposal, datetime] | None:
    """The decided proposal that did exactly this, as it was amended, and rests longest, and until when; None where none
    does. Three queries.

    Serves permissions, which tell those who draft or open the same anew, whether or not they may see it.
    """
    kinds = {kind for kind, _payload in effects}
    if not kinds:
        return None
    rows = Proposal.objects.of(coalition_id).filter(outcome__in=RESTS, process__again_after_days__gt=0)
    asleep = {
        row.pk: (row, until) for row in rows.filter(effects__kind__in=kinds).distinct() if (until := rest_of(row))
    }
    amendments = list(Amendment.objects.of(coalition_id).filter(proposal__in=list(asleep)))
    done: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for row in Effect.objects.of(coalition_id).filter(proposal__in=list(asleep)):
        done.setdefault(row.proposal_id, []).append((row.kind, payload_of(row, amendments)))
    asked = question_of(effects)
    found = [asleep[key] for key, does in done.items() if question_of(does) == asked]
    return max(found, key=lambda pair: pair[1], default=None)
