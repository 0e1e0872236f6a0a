"""What a place holds, read inside the product: ballots beside their entries, the record beside its rows."""

import json
from collections import Counter
from typing import Any

from plenary.coalitions.models import Coalition
from plenary.decisions.models import Ballot, Proposal
from plenary.record import queries
from plenary.record.audits import audits
from plenary.record.models import Entry, Opening, SignedHead, Tree


def found(proposal: str, slug: str = "clear-fields") -> dict[str, Any]:
    """A proposal after the storm: by the key of each elector the choices that were entered, in order, and the ballots that
    lie there; the outcome; the sizes of the record; and every problem that the record and the audits find."""
    coalition = Coalition.objects.get(slug=slug)
    entered: dict[str, list[str]] = {}
    for row in _entries_of(coalition, "decisions.ballot_cast", proposal):
        entered.setdefault(row["elector"], []).append(row["choice"])
    lying: dict[str, list[str]] = {}
    for key, choice in Ballot.objects.of(coalition.id).filter(proposal=proposal).values_list("elector__key", "choice"):
        lying.setdefault(key, []).append(choice)
    row = Proposal.objects.of(coalition.id).get(pk=proposal)
    return {
        "entered": entered,
        "ballots": lying,
        "outcome": row.outcome,
        "count": row.count,
        "kinds": kinds(proposal, slug),
        **sizes(coalition),
        "problems": problems(slug),
    }


def _entries_of(coalition: Coalition, kind: str, about: str) -> list[dict[str, Any]]:
    """The facts of the part of each entry of a kind about a thing, in order."""
    rows = Opening.objects.of(coalition.id).filter(entry__kind=kind, entry__about=about, position=1)
    return [json.loads(bytes(row.payload))["facts"] for row in rows.order_by("entry__n")]


def kinds(about: str, slug: str = "clear-fields") -> list[str]:
    """The kinds of the entries about a thing, in order."""
    coalition = Coalition.objects.get(slug=slug)
    return list(Entry.objects.of(coalition.id).filter(about=about).order_by("n").values_list("kind", flat=True))


def sizes(coalition: Coalition) -> dict[str, Any]:
    """The size of the tree, how many entries there are, and the place after the newest; all three are the same."""
    rows = Entry.objects.of(coalition.id)
    newest = rows.order_by("-n").values_list("n", flat=True).first()
    return {"sizes": [Tree.objects.of(coalition.id).get().size, rows.count(), (newest or 0) + 1]}


def problems(slug: str = "clear-fields") -> list[str]:
    """Everything that the record's own verification and each room's audit find."""
    coalition = Coalition.objects.get(slug=slug)
    told = [problem for audit in audits().values() for problem in audit(coalition.id)]
    return [str(problem) for problem in [*queries.verify_record(coalition.id), *told]]


def kept_head(slug: str = "clear-fields") -> str:
    """A head to keep, as `plenary record verify --head` takes it."""
    head = queries.signed_head(Coalition.objects.get(slug=slug).id)
    return f"{head.size}:{head.root}"


def heads_by_size(slug: str = "clear-fields") -> dict[str, int]:
    """How many signed heads there are of each size."""
    rows = SignedHead.objects.of(Coalition.objects.get(slug=slug).id).values_list("size", flat=True)
    return {str(size): number for size, number in Counter(rows).items()}
