"""What was entered lately, for work that looks after news: how far the record goes, and for whom its newest entries are."""

from datetime import datetime

from plenary.record.models import Entry, EntryAudience


def newest_place(coalition_id: str) -> int:
    """The place of the newest entry, counted from 0; -1 when there is none. For any room; one query."""
    newest = Entry.objects.of(coalition_id).order_by("-n").values_list("n", flat=True).first()
    return -1 if newest is None else newest


def tokens_since(coalition_id: str, moment: datetime) -> frozenset[str]:
    """The audience tokens of what was entered since a moment (aware), the record's own entries left out. Two queries."""
    entries = Entry.objects.of(coalition_id)
    before = entries.filter(at__lt=moment).order_by("-n").values_list("n", flat=True).first()
    later = EntryAudience.objects.of(coalition_id).filter(entry__n__gt=-1 if before is None else before)
    return frozenset(later.exclude(entry__kind__startswith="record.").values_list("token", flat=True).distinct())
