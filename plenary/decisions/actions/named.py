"""How entries name those who stand: all by their ids, organisations and answers by name too, and each person in a part of its
own, so that the name can be erased and the rest of the entry stays."""

from collections.abc import Iterable, Mapping
from typing import Any

from plenary.decisions.models import BallotBox, Proposal
from plenary.decisions.queries.candidates import persons_standing
from plenary.decisions.queries.choosing import chosen_of, is_choice
from plenary.record.actions import Part

type Named = Mapping[str, Any]
"""Who stands: with ``"id"`` and ``"name"`` at the least."""


def facts_without_names(contest: Mapping[str, Any], persons: Iterable[str]) -> dict[str, Any]:
    """A contest as plain JSON, the names of these candidates (ids) empty; what stands for no choice stays as it is."""
    if not contest:
        return dict(contest)
    out = frozenset(persons)
    candidates = [{**each, "name": "" if each["id"] in out else each["name"]} for each in contest["candidates"]]
    return {**contest, "candidates": candidates}


def names_told(candidates: Iterable[Named], persons: Mapping[str, str]) -> list[Part]:
    """The name of each candidate that is a person, as a part about it; `persons` are the ids of their cards, by candidate."""
    return [
        Part(facts={"candidate": each["id"], "name": each["name"]}, person=persons[each["id"]])
        for each in candidates
        if each["id"] in persons
    ]


def names_in_box(box: BallotBox) -> list[Part]:
    """The names of the persons among those that stand in a box, as parts of the entry that publishes it. One query."""
    candidates = box.contest.get("candidates", ())
    return names_told(candidates, persons_standing(box.coalition_id, (each["id"] for each in candidates)))


def chosen_told(proposal: Proposal) -> tuple[dict[str, Any], list[Part]]:
    """Who or what was chosen, as the entry of the outcome tells it in its facts and in its parts; nothing where yes or no was
    asked, or nobody was. Three queries at most."""
    found = chosen_of(proposal) if proposal.outcome == "adopted" and is_choice(proposal) else []
    if not found:
        return {}, []
    persons = persons_standing(proposal.coalition_id, (each["id"] for each in found))
    facts = [{"id": each["id"], **({} if each["id"] in persons else {"name": each["name"]})} for each in found]
    return {"chosen": facts}, names_told(found, persons)
