"""Who may put a question again: anybody, once it has rested for as long as the charter asks."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import formats

from plenary.charter.rules.schema import Process
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.decisions.models import Proposal
from plenary.decisions.permissions.reading import has_a_voice
from plenary.decisions.queries.nominations import is_election
from plenary.decisions.queries.resting import rest_of, resting


def may_put(standing: Standing, process: Process, effects: Sequence[tuple[str, Mapping[str, Any]]]) -> Verdict:
    """To put what would do exactly this: unless the same was decided and still rests. The day from which it may be put is
    in the answer."""
    found = resting(standing.coalition, effects)
    if found is None:
        return allow("decisions.you_may", f"process.{process.code}")
    decided, until = found
    day = formats.date_format(until, "DATE_FORMAT")
    return refuse("decisions.rests", f"process.{decided.frozen_process.code}.also", day=day)


def may_put_again(standing: Standing, proposal: Proposal) -> Verdict:
    """To put a decided proposal again: whoever has a voice, once it has rested. An election is called anew instead."""
    if not proposal.outcome:
        return refuse("decisions.not_decided")
    clause = f"process.{proposal.frozen_process.code}"
    until = rest_of(proposal)
    if until is not None:
        return refuse("decisions.rests", f"{clause}.also", day=formats.date_format(until, "DATE_FORMAT"))
    voice = has_a_voice(standing)
    if voice and is_election(proposal):
        return refuse("decisions.called_anew", "elections")
    return allow("decisions.you_may", clause) if voice else voice
