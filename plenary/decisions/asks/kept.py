"""What decisions keep on a reader's own devices, to be read without a line: open proposals and their papers."""

from collections.abc import Iterable

from django.urls import reverse

from plenary.coalitions.queries import slug_of
from plenary.core import copies
from plenary.core.standing import Standing
from plenary.decisions import queries
from plenary.decisions.models import Effect, Proposal

_MOST = 30
"""So many proposals of a coalition are kept: those asked of the reader, then those that close soonest."""


@copies.keeps
def open_papers(standing: Standing) -> Iterable[copies.Copy]:
    """Each open proposal that the standing sees: its page, its brief, and the draft of a charter that it would put in force.
    Five queries."""
    rows = list(queries.open_proposals(standing).order_by("voting_until", "id")[: 4 * _MOST])
    if not rows:
        return
    asked = {row.pk for row in queries.asked_to_vote(standing)}
    asked |= {row.pk for row in queries.silences_open(standing)}
    rows = sorted(rows, key=lambda row: row.pk not in asked)[:_MOST]
    drafts, slug = _drafts(rows), slug_of(standing.coalition)
    for row in rows:
        is_asked = row.pk in asked
        papers = [reverse(f"decisions:{name}", args=[slug, row.pk]) for name in ("proposal", "brief")]
        papers += [reverse("charter:draft", args=[slug, draft]) for draft in drafts.get(row.pk, ())]
        version = f"{is_asked} {row.phase} {row.round} {row.stage} {row.voting_until} {row.reworded_at}"
        yield from (copies.Copy(url=paper, version=version, is_asked=is_asked) for paper in papers)


def _drafts(rows: list[Proposal]) -> dict[str, list[str]]:
    """The drafts that proposals would put in force, by the proposals' ids."""
    found: dict[str, list[str]] = {}
    effects = Effect.objects.of(rows[0].coalition_id).filter(proposal__in=rows, kind="charter.amend", severed_at=None)
    for proposal, payload in effects.values_list("proposal_id", "payload"):
        found.setdefault(proposal, []).append(str(payload.get("draft", "")))
    return found
