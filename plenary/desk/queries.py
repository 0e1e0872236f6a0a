"""What the first screen of a standing shows, gathered from the registries of the rooms below."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language

from plenary.charter.permissions import may_read_charter
from plenary.charter.queries import NoCharterError, charter_of
from plenary.charter.rules.words import words_in
from plenary.coalitions.models import Coalition
from plenary.coalitions.queries import coalitions_by_id
from plenary.core import reach
from plenary.core.asks import Ask, Happening, coming_for, decided_for, desk_asks_of
from plenary.core.belonging import coalitions_of
from plenary.core.copies import Copy, copies_for
from plenary.core.standing import Standing, standing_of
from plenary.desk import labels, rules
from plenary.desk.permissions import may_use_desk
from plenary.record.kinds import routine_kinds
from plenary.record.queries import FeedLine, feed

DECIDED = 8
COMING = 8
NEW = 8
NO_NEWS = ("record.", "texts.translation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A first screen: its title, what is asked (how much of it this week), decided, coming and new; the first later deadline."""

    title: str
    asks: Sequence[Ask]
    decided: Sequence[Happening]
    coming: Sequence[Happening]
    news: Sequence[FeedLine]
    this_week: int
    later: datetime | None

    @property
    def unhurried(self) -> int:
        """How much of what is asked is not due this week."""
        return len(self.asks) - self.this_week

    @property
    def is_dated(self) -> bool:
        """True when anything that is asked has a day."""
        return any(ask.due for ask in self.asks)


@dataclass(frozen=True, slots=True)
class Asked:
    """One of a reader's coalitions, and how much is asked of them there."""

    coalition: Coalition
    name: str
    number: int
    this_week: int
    asked: str


def desk_of(standing: Standing) -> Desk:
    """The desk of a standing now. As many queries as the rooms need, whatever the number of things."""
    asked = desk_asks_of(standing)
    dues = [ask.presses for ask in asked]
    this_week = rules.due_this_week(dues, standing.as_of)
    return Desk(
        title=labels.title_of(len(asked), this_week),
        asks=asked,
        decided=decided_for(standing)[:DECIDED],
        coming=coming_for(standing)[:COMING],
        news=news_for(standing),
        this_week=this_week,
        later=rules.next_due_after_week(dues, standing.as_of) if this_week else None,
    )


def news_for(standing: Standing) -> list[FeedLine]:
    """What was entered last, as far as the standing may read it; what is routine, of the record itself, or another language of
    what stands here already is left out."""
    lines = feed(standing, without=routine_kinds(), limit=4 * NEW)
    return [line for line in lines if not line.kind.startswith(NO_NEWS)][:NEW]


def coalitions_for(account_id: str) -> list[Asked]:
    """An account's coalitions, those that ask most urgently first, then by name."""
    language = get_language() or "en"
    found = []
    own = coalitions_of(account_id)
    with reach.only(*own):
        for coalition in coalitions_by_id(own):
            standing = standing_of(account_id, coalition.id)
            dues = [ask.presses for ask in desk_asks_of(standing)]
            this_week = rules.due_this_week(dues, standing.as_of)
            asked = labels.asked_of(len(dues), this_week)
            found.append(Asked(coalition, coalition.name_in(language), len(dues), this_week, asked))
    return sorted(found, key=lambda each: (-each.this_week, each.name.casefold()))


def title_over(found: Sequence[Asked]) -> str:
    """The title above several coalitions: how much is asked in all of them together."""
    return labels.title_of(sum(each.number for each in found), sum(each.this_week for each in found))


def purpose_for(standing: Standing, coalition: Coalition) -> str:
    """The purpose in the active language, else in the coalition's own; empty when the charter is not open to the reader."""
    try:
        if not may_read_charter(standing):
            return ""
        words = charter_of(standing.coalition).purpose.purpose
    except NoCharterError:
        return ""
    return words_in(words, get_language() or "en", [coalition.language])


def files_of_pages() -> list[str]:
    """The addresses of the files without which a kept page is not read as it should be."""
    names = ("core/plenary.css", "core/plenary.svg", "core/copies.js", "django_htmx/htmx-4.min.js")
    return [static(name) for name in names]


def copies_of(account_id: str, reader: str) -> list[Copy]:
    """What an account's devices keep: the page that stands in another's place, the desks, and what rooms keep of each
    coalition. Their versions turn with `reader` (language, zone and name), and with the look of the pages."""
    around = f"{reader} {static('core/plenary.css')}"
    found = [Copy(url=reverse("core:offline"), version="1", is_asked=True)]
    own = coalitions_of(account_id)
    with reach.only(*own):
        for coalition in coalitions_by_id(own):
            found += _copies_in(standing_of(account_id, coalition.id), coalition)
    if len(own) > 1:  # else the list leads on to the only one
        says = " ".join(copy.version for copy in found)
        found.insert(1, Copy(url=reverse("desk:desk"), version=says, is_asked=True))
    return [replace(copy, version=_digest(f"{around} {copy.version}")) for copy in found]


def _copies_in(standing: Standing, coalition: Coalition) -> list[Copy]:
    if not may_use_desk(standing):
        return []
    kept = copies_for(standing)
    says = " ".join(f"{copy.url} {copy.version}" for copy in kept)
    return [Copy(url=reverse("desk:coalition", args=[coalition.slug]), version=says, is_asked=True), *kept]


def _digest(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:16]
