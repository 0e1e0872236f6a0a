"""What officers did with their powers: what a reader may read of it, and how much of it is not for them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import TruncDate, TruncMonth

from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.record.models import AppendOnlyQuerySet, Entry, EntryAudience
from plenary.record.queries.feed import FeedLine, lines_of
from plenary.record.queries.reading import readable, tokens_readable


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfSight:
    """How often a power was used in a month (its first moment, UTC) in ways that are not for the reader.

    Of what lies under seal only the days are counted: an exact number would tell how many are protected.
    """

    month: datetime
    power: str
    office: str
    number: int
    is_sealed: bool


def uses_of_powers(
    standing: Standing, *, power: str = "", office: str = "", before: int | None = None, limit: int = 50
) -> list[FeedLine]:
    """What officers did by their powers, newest first, as far as the standing may read it: at most `limit` entries with a
    place before `before`, of one power or by one office where these are named. Three queries."""
    found = _narrowed(readable(standing), power, office)
    if before is not None:
        found = found.filter(n__lt=before)
    return lines_of(found.order_by("-n")[:limit], standing)


def uses_out_of_sight(standing: Standing, *, power: str = "", office: str = "") -> list[OutOfSight]:
    """The uses of powers that the standing may not read, counted by month, power and office, newest first. Two queries.

    Names nobody, and asks for no audience: whoever shows it decides to whom.
    """
    mine = tokens_readable(standing).filter(entry=OuterRef("pk"))
    sealed = EntryAudience.objects.of(standing.coalition).filter(entry=OuterRef("pk"), token=visibility.SEALED)
    hidden = _narrowed(Entry.objects.of(standing.coalition), power, office).filter(~Exists(mine))
    by_month = ("month", "power", "office")
    exact = (
        hidden.filter(~Exists(sealed)).annotate(month=TruncMonth("at")).values(*by_month).annotate(number=Count("id"))
    )
    days = (
        hidden.filter(Exists(sealed))
        .annotate(month=TruncMonth("at"))
        .values(*by_month)
        .annotate(number=Count(TruncDate("at"), distinct=True))
    )
    found = [OutOfSight(**row, is_sealed=False) for row in exact.order_by(*by_month)]
    found += [OutOfSight(**row, is_sealed=True) for row in days.order_by(*by_month)]
    return sorted(found, key=lambda use: (use.month, use.power, use.office), reverse=True)


def offices_that_acted(coalition_id: str) -> Collection[str]:
    """The codes of the offices by whose powers something was entered, also of those that the charter has no more. One query."""
    rows = Entry.objects.of(coalition_id).exclude(power="").exclude(office="").order_by()
    return sorted(rows.values_list("office", flat=True).distinct())


def _narrowed(entries: AppendOnlyQuerySet[Entry], power: str, office: str) -> AppendOnlyQuerySet[Entry]:
    found = entries.filter(power=power) if power else entries.exclude(power="")
    return found.filter(office=office) if office else found
