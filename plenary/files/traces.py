"""Where files tell of a person: in their names and within, which nobody can search. Those who undo an alarm read how many."""

from collections.abc import Iterator

from django.db.models import Max, Min
from django.utils.translation import gettext_lazy as _

from plenary.core.traces import Left, Subject, register_left
from plenary.files.models import File


@register_left
def files_added(subject: Subject) -> Iterator[Left]:
    """The files that a person added and that are still there."""
    if not subject.coalition or not subject.person:
        return
    rows = File.objects.of(subject.coalition).filter(kept_by=subject.person, removed_at=None)
    number = rows.count()
    if number:
        told = rows.order_by().aggregate(first=Min("kept_at"), last=Max("kept_at"))
        yield Left(
            words=_("Files that the person added: what they hold and are called is not searched."),
            number=number,
            first=told["first"].date(),
            last=told["last"].date(),
        )
