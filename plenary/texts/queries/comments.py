"""Reads of comments. They ask for ids for which a room above vouches: its own query has found the parent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from plenary.coalitions.models import Coalition
from plenary.core.standing import Standing
from plenary.texts.models import Comment, Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One comment as it is read: who spoke, for whom, what and when; `body` is empty once withdrawn."""

    id: str
    person: str
    member: str
    name: str
    language: str
    body: str
    at: datetime
    is_withdrawn: bool
    is_own: bool


def comments(standing: Standing, thread_id: str) -> list[Said]:
    """What was said in a thread, oldest first. The caller has shown that the standing may read the thread's parent."""
    rows = Comment.objects.of(standing.coalition).filter(thread_id=thread_id).order_by("at", "id")
    return [
        Said(
            id=row.id,
            person=row.person,
            member=row.member,
            name=row.name,
            language=row.language,
            body=row.body,
            at=row.at,
            is_withdrawn=row.withdrawn_at is not None,
            is_own=bool(standing.person) and row.person == standing.person,
        )
        for row in rows
    ]


def comment(standing: Standing, thread_id: str, comment_id: str) -> Comment | None:
    """One comment of a thread that the caller has vouched for, or None."""
    return Comment.objects.of(standing.coalition).filter(thread_id=thread_id, id=comment_id).first()


def counts(coalition_id: str, thread_ids: Iterable[str]) -> Mapping[str, int]:
    """How many comments stand in each thread, withdrawn ones left out; for lists of parents that the caller vouches for.
    One query; every id asked for is in the answer."""
    asked = list(thread_ids)
    found = (
        Thread.objects.of(coalition_id)
        .filter(id__in=asked)
        .annotate(said=Count("comments", filter=Q(comments__withdrawn_at=None)))
        .values_list("id", "said")
    )
    return {**dict.fromkeys(asked, 0), **dict(found)}


def coalition_language(coalition_id: str) -> str:
    """The authentic language of a coalition, in which a comment is taken to be written unless it says otherwise."""
    return Coalition.objects.only("language").get(id=coalition_id).language
