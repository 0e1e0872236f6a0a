"""How those are named who take part in a personal capacity: so, and with no organisation."""

from collections.abc import Iterable
from dataclasses import replace

from plenary.core.standing import Standing
from plenary.decisions.labels.places import in_personal_capacity
from plenary.membership.models import Member
from plenary.membership.queries import personal_categories
from plenary.texts.queries import Said


def named_comments(standing: Standing, comments: Iterable[Said]) -> list[Said]:
    """The same comments, with the names of those who speak in a personal capacity. One query where there are any such."""
    said = list(comments)
    categories = personal_categories(standing.coalition) if said else frozenset()
    if not categories:
        return said
    rows = Member.objects.of(standing.coalition).filter(category__in=categories, individual__isnull=False)
    names = {row.pk: row.name for row in rows.filter(protected=False).select_related("individual", "organisation")}
    return [
        replace(each, name=in_personal_capacity(names[each.member])) if each.name and each.member in names else each
        for each in said
    ]
