"""All words of a proposal, for whoever looks whether they touch something; never shown as they are."""

from collections.abc import Iterator
from typing import Any

from plenary.decisions.models import Effect, Proposal
from plenary.texts.models import Version


def words_of(proposal: Proposal) -> Iterator[str]:
    """Title, reasons, and the words of its effects, in every language and version. Two queries, once they are read."""
    effects = list(Effect.objects.of(proposal.coalition_id).filter(proposal=proposal))
    texts = [proposal.text, *(effect.text for effect in effects)]
    versions = Version.objects.of(proposal.coalition_id).filter(text_id__in=[text for text in texts if text])
    yield from (proposal.title, proposal.body, proposal.urgency)
    for pair in versions.values_list("title", "body"):
        yield from pair
    for effect in effects:
        yield from _strings(effect.payload)


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
