"""All words of proposals, for whoever looks whether they touch something; never shown as they are."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.decisions.models import Amendment, Effect, Proposal
from plenary.decisions.queries.sight import visible_proposals
from plenary.record.models import Entry
from plenary.texts.models import Version

CHANGING = frozenset({"decisions.draft_amended", "decisions.reworded", "decisions.amendment_accepted"})
"""The kinds of entries by which the words of a proposal change."""


def words_of(proposal: Proposal) -> Iterator[str]:
    """Title, reasons, and the words of its effects, as they stand in every language in which they are ready. Two queries, once
    they are read."""
    yield from words_of_all([proposal])[proposal.pk]


def words_of_all(proposals: Collection[Proposal]) -> Mapping[str, list[str]]:
    """The same of many proposals of one coalition, by their id. Two queries; none where there are no proposals."""
    found: dict[str, list[str]] = defaultdict(list)
    if not proposals:
        return found
    coalition = next(iter(proposals)).coalition_id
    effects = list(Effect.objects.of(coalition).filter(proposal__in=proposals).order_by("proposal_id", "position"))
    belongs = {each.text: each.pk for each in proposals if each.text}
    belongs |= {effect.text: effect.proposal_id for effect in effects if effect.text}
    for each in proposals:
        found[each.pk] += [each.title, each.body, each.urgency]
    rows = Version.objects.of(coalition).filter(text_id__in=belongs, ready_at__isnull=False)
    rows = rows.order_by("text_id", "language", "number")
    stands = {(text, tag): said for text, tag, *said in rows.values_list("text_id", "language", "title", "body")}
    for (text, _tag), said in stands.items():
        found[belongs[text]] += said
    for effect in effects:
        found[effect.proposal_id] += _strings(effect.payload)
    return found


def changed_since(proposal: Proposal, moment: datetime) -> bool:
    """True where the words of a proposal have changed since a moment, as it was entered. One query."""
    rows = Entry.objects.of(proposal.coalition_id).filter(about=proposal.pk, kind__in=CHANGING, at__gt=moment)
    return rows.exists()


def open_to(standing: Standing) -> ScopedQuerySet[Proposal]:
    """The proposals that a standing may see and that are not decided: opened, or shown to members to be seconded."""
    rows = visible_proposals(standing).filter(outcome="", withdrawn_at=None)
    return rows.exclude(opened_at=None, shown_at=None, waits_for_languages=False)


def moved_to_amend(proposals: Collection[Proposal]) -> list[Amendment]:
    """The amendments to these proposals on which nobody has decided yet. One query; none where there are no proposals."""
    if not proposals:
        return []
    coalition = next(iter(proposals)).coalition_id
    rows = Amendment.objects.of(coalition).filter(proposal__in=proposals, state="open")
    return list(rows.select_related("proposal").order_by("at", "id"))


def _strings(value: Any) -> Iterator[str]:
    """The texts within a payload, however deep."""
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from _strings(each)
        case list():
            for each in value:
                yield from _strings(each)
