"""How a clause's key becomes a citation."""

from django.urls import reverse
from django.utils.translation import get_language

from plenary.charter import queries
from plenary.core.clauses import Citation, register_clause_resolver


@register_clause_resolver
def cite(coalition_id: str, slug: str, key: str) -> Citation | None:
    """The number and address of a clause of the charter in force, with its chapter's title; None when there is none."""
    version = queries.version_in_force(coalition_id)
    if version is None:
        return None
    for chapter in queries.prose_in(version, get_language() or "en"):
        for clause in chapter.clauses:
            if clause.key == key:
                return Citation(clause.number, f"{reverse('charter:charter', args=[slug])}#{key}", chapter.title)
    return None
