"""How amendments and texts are compared with the record: what was moved and became of it, the answers, and the words."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from plenary.decisions import queries
from plenary.decisions.models import Amendment, AmendmentBallot, Effect, Proposal
from plenary.decisions.queries.tally import deadline_or
from plenary.decisions.rules.tallies import tally
from plenary.record.models import Opening
from plenary.texts import queries as texts

_KINDS = {
    "decisions.amendment_moved": "open",
    "decisions.amendment_accepted": "accepted",
    "decisions.amendment_withdrawn": "withdrawn",
}
_DECIDED = "decisions.decided"


def audit_amendments(coalition_id: str) -> Iterator[str]:
    """Each problem in one sentence: an amendment that stands otherwise than was entered, and one that is gone."""
    moved, states = _entered(coalition_id)
    for row in Amendment.objects.of(coalition_id).select_related("effect", "proposal").order_by("at", "id"):
        facts = moved.pop(row.pk, None)
        if facts is None:
            yield f"amendment {row.pk}: the record has no such entry"
            continue
        if any(facts[name] != value for name, value in _as_moved(row).items()):
            yield f"amendment {row.pk}: is not what was moved"
        if states[row.pk] != row.state:
            yield f"amendment {row.pk}: is {row.state}, the record says {states[row.pk]}"
        if row.count and row.settled_at and row.count != _tally(row, row.settled_at):
            yield f"amendment {row.pk}: the figures that were entered are not those of its ballots"
    for amendment in moved:
        yield f"amendment {amendment}: stands in the record and not among the amendments"


def audit_answers(coalition_id: str) -> Iterator[str]:
    """The answers to amendments are those that were entered last."""
    entered: dict[tuple[int, str, str], str] = {}
    for _kind, _about, facts in _facts(coalition_id, ("decisions.amendments_voted",)):
        entered |= {(facts["round"], facts["elector"], amendment): said for amendment, said in facts["answers"].items()}
    for row in AmendmentBallot.objects.of(coalition_id).select_related("elector").order_by("cast_at", "id"):
        if entered.pop((row.elector.round, row.elector.key, row.amendment_id), "") != row.choice:
            yield f"answer {row.pk}: is not what was entered"
    for _round, _elector, amendment in entered:
        yield f"amendment {amendment}: an answer that was entered is not there"


def audit_words(coalition_id: str) -> Iterator[str]:
    """The words that decide are those that were opened, as far as no amendment that was entered changed them."""
    for proposal in Proposal.objects.of(coalition_id).exclude(text="").order_by("drafted_at", "id"):
        own = texts.current(coalition_id, proposal.text, proposal.language)
        if (own.title, own.body) != (" ".join(proposal.title.split()), _as_kept(proposal.body)):
            yield f"proposal {proposal.pk}: its words in {proposal.language} are not what was opened"
        rows = queries.amendments_of(proposal)
        for effect in Effect.objects.of(coalition_id).filter(proposal=proposal).exclude(text=""):
            now = texts.current(coalition_id, effect.text, proposal.language).body
            if now != _as_kept(queries.text_as_it_stands(effect, rows)):
                yield f"proposal {proposal.pk}: its text is not what the amendments that were entered make of it"


def _tally(row: Amendment, settled_at: datetime) -> dict[str, Any]:
    proposal = row.proposal  # its last round is the one that settled it: none follows
    votes = queries.votes_on(row, deadline_or(proposal.voting_until, settled_at))
    return tally(proposal.frozen_process, votes).to_json()


def _entered(coalition_id: str) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    moved: dict[str, dict[str, Any]] = {}
    states: dict[str, str] = {}
    for kind, _about, facts in _facts(coalition_id, [*_KINDS, _DECIDED]):
        if kind == _DECIDED:
            states |= {each["amendment"]: each["state"] for each in facts.get("amendments", ())}
            continue
        states[facts["amendment"]] = _KINDS[kind]
        if kind == "decisions.amendment_moved":
            moved[facts["amendment"]] = facts
    return moved, states


def _facts(coalition_id: str, kinds: Iterable[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    rows = Opening.objects.of(coalition_id).filter(entry__kind__in=list(kinds), position=0, erased_at=None)
    for kind, about, payload in rows.order_by("entry__n").values_list("entry__kind", "entry__about", "payload"):
        yield kind, about, json.loads(bytes(payload))["facts"]


def _as_moved(row: Amendment) -> dict[str, Any]:
    return {
        "change": row.kind,
        "effect": row.effect.position,
        "paragraph": row.paragraph,
        "against": row.against,
        "words": row.words,
        "reason": row.reason,
    } | ({"name": row.name} if row.name else {})


def _as_kept(words: str) -> str:
    return words.replace("\r\n", "\n").strip()
