"""What tests look up: the entries that were made, what a standing reads of them, and the reason of a refusal."""

import json

import pytest

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.record.models import Entry
from plenary.record.queries.reading import Reader, readable, with_openings


def kinds(coalition):
    """The kinds of the entries of decisions, in order."""
    found = Entry.objects.of(coalition.id).filter(kind__startswith="decisions.").order_by("n")
    return list(found.values_list("kind", flat=True))


def facts_read(by: Standing, kind: str):
    """The facts of each opening that a standing reads in the newest entry of a kind; None when it reads no such entry."""
    found = with_openings(readable(by).filter(kind=kind).order_by("-n")[:1], by.coalition)
    return (
        [json.loads(sealed.payload)["facts"] for _place, sealed in found[0].shown_to(Reader.of(by))] if found else None
    )


def in_voting(proposal):
    """The clock at the moment when voting opens."""
    return clock.set_to(proposal.voting_from)


def refusal(action, **given):
    """The reason why an action is refused."""
    with pytest.raises(Refused) as caught:
        action(**given)
    return caught.value.verdict.reason
