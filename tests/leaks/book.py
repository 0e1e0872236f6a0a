"""The book of marks: which row carries which mark, and what each role may read of them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from plenary.coalitions.models import Coalition
from plenary.core import sealing
from plenary.core.models import RandomIdModel
from plenary.core.tests.roles import owner_at_work
from plenary.directory.models import Organisation, Person
from plenary.files.models import File
from plenary.files.queries import content_of
from plenary.membership.models import Member
from plenary.record.models import Opening
from tests.leaks import audiences
from tests.leaks.fields import CHANNELS, fields_with_words, is_marked_anew, label_of, models_of_rooms
from tests.story.marks import ID, MARKED, mark


@dataclass(frozen=True, slots=True)
class Holder:
    """A row that carries a mark: in which field, and who may read it there."""

    label: str
    pk: str
    coalition: str
    readers: frozenset[str]

    def __str__(self) -> str:
        return f"{self.label} of {self.pk} for {sorted(self.readers)}"


@dataclass(slots=True)
class Book:
    """Marks (ids too) with the rows that carry them."""

    holders: dict[str, list[Holder]] = field(default_factory=lambda: defaultdict(list))

    def may_read(self, tokens: frozenset[tuple[str, str]], mark: str) -> bool:
        """True when one of the rows that carry a mark is for one who reads by these tokens, each with its coalition."""
        return any((holder.coalition, token) in tokens for holder in self.holders[mark] for token in holder.readers)

    def above(self, tokens: frozenset[tuple[str, str]], marks: Iterable[str]) -> dict[str, Holder]:
        """Those of the marks that one who reads by these tokens must not see, each with a row that carries it."""
        return {
            mark: self.holders[mark][0] for mark in marks if mark in self.holders and not self.may_read(tokens, mark)
        }


def mark_all_rows() -> None:
    """Mark each text of each row anew, so that rows that say the same can be told apart."""
    with owner_at_work():
        for model in models_of_rooms():
            if model._meta.label not in CHANNELS:
                _mark_rows(model)


def _mark_rows(model: type[models.Model]) -> None:
    marked = [each for each in fields_with_words(model) if is_marked_anew(model, each)]
    for row in model._base_manager.all() if marked else ():
        fresh = {each.attname: _marked(each, getattr(row, each.attname)) for each in marked}
        fresh = {name: words for name, words in fresh.items() if words}
        if fresh:
            models.QuerySet(model).filter(pk=row.pk).update(**fresh)


def _marked(of: models.Field, words: str) -> str:
    if not words:
        return ""
    between = " " if " " in words and not isinstance(of, models.EmailField) else "."
    return f"{mark()}{between}{words}"[: of.max_length or None]


def written() -> Book:
    """The book of all rows as they now stand: their ids, and every mark in a field that holds words."""
    book, openings = Book(), Book()
    for model in models_of_rooms():
        if model._meta.label not in CHANNELS:
            rule = audiences.rule_of(model)
            for row in model._base_manager.all():
                _write(openings if model is Opening else book, row, rule)
    for found, holders in openings.holders.items():
        if found not in book.holders:  # said in the record alone: else the row says who may read it
            book.holders[found] = holders
    protected = {
        row.pk for model in (Member, Organisation, Person) for row in model._base_manager.filter(protected=True)
    }
    for opening in Opening._base_manager.all():
        readers = frozenset(audiences.of_field(audiences.rule_of(Opening), opening, "payload"))
        for found in _who_acted(bytes(opening.payload)) - protected:
            book.holders[found].append(Holder("record.Opening.by", found, opening.coalition_id, readers))
    return book


def _write(book: Book, row: models.Model, rule: dict[str, audiences.Rule]) -> None:
    """Write a row's id and its marks into the book."""
    model = type(row)
    coalition = row.pk if isinstance(row, Coalition) else getattr(row, "coalition_id", "") or ""
    of_row = frozenset(audiences.of_field(rule, row, ""))
    if isinstance(row, RandomIdModel):
        readers = frozenset(rule["id"](row)) if "id" in rule else of_row
        book.holders[row.pk].append(Holder(f"{model._meta.label}.id", row.pk, coalition, readers))
    for name in rule.keys() - {"", "id"}:
        each = model._meta.get_field(name)
        if each.related_model and getattr(row, each.attname):  # a row of nobody's, which this one shows
            pk = str(getattr(row, each.attname))
            book.holders[pk].append(Holder(label_of(model, each), pk, coalition, frozenset(rule[name](row))))
    for each in fields_with_words(model):
        readers = frozenset(rule[each.name](row)) if each.name in rule else of_row
        for found in marks_in(row, each):
            book.holders[found].append(Holder(label_of(model, each), str(row.pk), coalition, readers))
    if isinstance(row, File) and row.removed_at is None:
        for found in set(MARKED.findall(content_of(row).decode(errors="replace"))):
            book.holders[found].append(Holder("the bytes of files.File", str(row.pk), coalition, of_row))
    if model._meta.label in audiences.ALSO:
        where, others = audiences.ALSO[model._meta.label](row)
        for found in {row.pk, *(found for each in fields_with_words(model) for found in marks_in(row, each))}:
            book.holders[found].append(Holder(model._meta.label, str(row.pk), where, frozenset(others)))


def _who_acted(payload: bytes) -> set[str]:
    """The ids of the card and the member by which an act was done, or the person whom it is about: whoever reads of the
    act reads them, and they say nothing by themselves. Of who is protected no act may say so."""
    told = json.loads(payload) if payload else {}
    facts = told.get("facts", {})
    found = [*(told.get("by", {}).get(key) for key in ("person", "member")), told.get("person"), facts.get("person")]
    return {each for each in found if isinstance(each, str) and each}


def marks_in(row: models.Model, of: models.Field) -> Iterator[str]:
    """The marks that stand in one field of a row, unsealed where it lies sealed."""
    value: Any = getattr(row, of.attname)
    if isinstance(of, models.BinaryField) and of.name.endswith("_sealed"):
        place = row.place(of.name.removesuffix("_sealed")) if callable(row.place) else row.place
        value = sealing.unseal(bytes(value), place=place) if value else b""
    if isinstance(value, bytes | memoryview):
        value = bytes(value).decode(errors="replace")
    yield from set(MARKED.findall(ID.sub("", value if isinstance(value, str) else repr(value))))
