"""Lists of the API, a page at a time: a cursor says after which item the next page begins, so that nothing is told twice
or left out when something is added meanwhile."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Expression, Model, Q, QuerySet
from django.db.models.functions import Left
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import Field

from plenary.core.http.problems import Invalid

MOST = 100
LETTERS = 60
"""By so many first letters of a name a list is sorted, so that a cursor stays short."""

type Place = tuple[int | str, ...]
"""Where an item stands in its list: the values by which the list is sorted, the last of them unique."""


class PageQuery(Schema):
    """Which page of a list."""

    cursor: str = Field("", max_length=600, description="`next` of the page before; empty for the first page")
    limit: int = Field(50, ge=1, le=MOST, description="how many items at most")

    def after(self, *kinds: type) -> Place | None:
        """The place after which this page begins; None for the first. Raises Invalid when the cursor is not one of this list.

        `kinds` are the types of the values by which the list is sorted.
        """
        if not self.cursor:
            return None
        try:
            place = json.loads(urlsafe_b64decode(self.cursor.encode() + b"=" * (-len(self.cursor) % 4)))
        except (ValueError, RecursionError):
            place = None
        if not isinstance(place, list) or [type(value) for value in place] != list(kinds):
            raise Invalid({"cursor": [_("This is no cursor of this list.")]})
        if any(_is_out_of_bounds(value) for value in place):
            raise Invalid({"cursor": [_("This is no cursor of this list.")]})
        return tuple(place)


class Page[T](Schema):
    """One page of a list. `next` is the cursor of the page that follows, or null on the last."""

    items: list[T]
    next: str | None


def page[I](request: HttpRequest, found: Iterable[I], wanted: PageQuery, place: Callable[[I], Place]) -> dict[str, Any]:
    """The page of those found, which begin after the cursor and are one more than `wanted.limit` when there are more.

    For queries that are narrowed in the database. The Link header of the answer says where the next page is.
    """
    shown = list(found)
    more = len(shown) > wanted.limit
    shown = shown[: wanted.limit]
    following = cursor_at(place(shown[-1])) if more else None
    request.next_cursor = following  # type: ignore[attr-defined]  # read where the answer is finished
    return {"items": shown, "next": following}


def page_by_name[M: Model](
    request: HttpRequest, found: QuerySet[M], wanted: PageQuery, name: str | Expression
) -> dict[str, Any]:
    """The page of a list of rows sorted by a name (a field, or what gives it), then by id; narrowed in the database.

    Raises Invalid when the cursor is not one of this list.
    """
    annotated = "first_letters"
    named = found.annotate(first_letters=Left(name, LETTERS)).order_by(annotated, "pk")
    after = wanted.after(str, str)
    if after is not None:
        letters, key = after
        named = named.filter(Q(first_letters__gt=letters) | Q(first_letters=letters, pk__gt=key))
    return page(request, named[: wanted.limit + 1], wanted, lambda row: (getattr(row, annotated), row.pk))


def page_of_all[I](
    request: HttpRequest, found: Sequence[I], wanted: PageQuery, place: Callable[[I], Place], *kinds: type
) -> dict[str, Any]:
    """The page of a list that was read whole, sorted here by `place` (ascending); for short lists that queries give whole.

    Raises Invalid when the cursor is not one of this list.
    """
    after = wanted.after(*kinds)
    placed = sorted(((place(item), number) for number, item in enumerate(found)), key=lambda each: each[0])
    later = [found[number] for at, number in placed if after is None or at > after]
    return page(request, later[: wanted.limit + 1], wanted, place)


def cursor_at(place: Place) -> str:
    """The cursor of a place. It holds nothing but what the page itself says of its last item."""
    text = json.dumps(place, separators=(",", ":"), ensure_ascii=False)
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _is_out_of_bounds(value: int | str) -> bool:
    """True for what no database takes: numbers beyond all measure, and texts that are none."""
    if isinstance(value, int):
        return abs(value) >= 2**53
    return any(character == "\0" or "\ud800" <= character <= "\udfff" for character in value)
