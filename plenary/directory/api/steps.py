"""The steps of an import: columns, preview, carried out; undone or forgotten."""

from typing import Any, Literal

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import Invalid, cleaned
from plenary.directory import actions, queries
from plenary.directory.after_import import choices_after
from plenary.directory.api.given import routes
from plenary.directory.api.imports import IMPORT, IMPORTERS, SAMPLE, ImportOut, import_found, import_told
from plenary.directory.forms import ChoicesForm, ColumnsForm, sentence_of
from plenary.directory.rules.choices import Choices
from plenary.directory.rules.fields import fields_of

SHOWN = 200
"""Rows with errors, and likely duplicates, that are told; the choice for all of them still counts."""

Chosen = Literal["add", "leave_out"]


class ColumnsIn(Schema):
    """Which column holds which field, and which rows are meant."""

    mapping: dict[str, str] = Field(max_length=50, description="code of a field of a card -> column")
    only_column: str = Field("", max_length=120, description="empty: all rows are meant")
    only_value: str = Field("", max_length=200, description="what stands in that column in the rows that are meant")


class RowProblemOut(Schema):
    """Something wrong in one field of one row."""

    row: int
    field: str
    reason: str
    sentence: str


class RowLikelyOut(Schema):
    """A row that is likely there already: as a card, or as an earlier row."""

    row: int
    name: str
    of_name: str
    of_row: int | None


class RowAddedOut(Schema):
    """A card as it would be added."""

    row: int
    name: str
    other_names: list[str]
    country: str


class AfterImportOut(Schema):
    """Something that can be done with the cards in the same act."""

    code: str
    label: str


class PreviewOut(Schema):
    """What an import would do, where likely duplicates are left out. Nothing has been written."""

    count: int = Field(description="cards that would be added")
    left_out: int = Field(description="rows that are not meant")
    problem_count: int = Field(description="rows with errors")
    problems: list[RowProblemOut] = Field(description="of the first 200 rows with errors")
    duplicate_count: int
    duplicates: list[RowLikelyOut] = Field(description="the first 200")
    sample: list[RowAddedOut]
    after: list[AfterImportOut]


class RowChoiceIn(Schema):
    """What happens to one row."""

    row: int = Field(ge=0, le=1_000_000)
    choice: Chosen


class ApplyIn(Schema):
    """What happens to likely duplicates and to rows with errors, and to single rows, which is stronger."""

    duplicates: Chosen = "leave_out"
    leave_out_errors: bool = Field(False, description="else a row with errors forbids the import")
    rows: list[RowChoiceIn] = Field([], max_length=20_000)
    after: str = Field("", max_length=120, description="a code of `after` in the preview; empty: nothing further")


class UndoneOut(Schema):
    """How many cards were removed."""

    removed: int


@routes.put(f"{IMPORT}/columns", IMPORTERS, gives=ImportOut)
def choose_columns(request: CoalitionRequest, import_id: str, wanted: ColumnsIn) -> Any:
    """Choose which column holds what. A field that is not named stands in no column."""
    imported = import_found(request, import_id, is_open=True)
    unknown = wanted.mapping.keys() - {field.code for field in fields_of(imported.kind)}
    if unknown:
        raise Invalid({f"mapping.{code}": [_("A card has no such field.")] for code in unknown})
    only = {"only_column": wanted.only_column, "only_value": wanted.only_value}
    form = ColumnsForm({**wanted.mapping, **only}, kind=imported.kind, columns=imported.columns)
    cleaned(form)
    chosen = actions.choose_columns(by=request.standing, imported=imported, mapping=form.mapping, only=form.only)
    return import_told(chosen)


@routes.get(f"{IMPORT}/preview", IMPORTERS, gives=PreviewOut)
def preview(request: CoalitionRequest, import_id: str) -> Any:
    """What an open import would add, what is wrong by row and field, and what is likely there already."""
    imported = import_found(request, import_id, is_open=True)
    found = queries.preview_of(request.standing, imported)
    by_row, sound, likely = found.problems_by_row, found.sound(Choices()), list(found.duplicates.values())
    problems = [problem for wrong in list(by_row.values())[:SHOWN] for problem in wrong]
    return {
        "count": len(sound),
        "left_out": found.reading.left_out,
        "problem_count": len(by_row),
        "problems": [
            {"row": each.row, "field": each.field, "reason": each.reason, "sentence": sentence_of(each)}
            for each in problems
        ],
        "duplicate_count": len(likely),
        "duplicates": [
            {"row": each.row, "name": each.name, "of_name": each.of_name, "of_row": each.of_row or None}
            for each in likely[:SHOWN]
        ],
        "sample": [
            {
                "row": draft.row,
                "name": draft.card.name,
                "other_names": [other.name for other in draft.card.names],
                "country": draft.card.fields.get("country", ""),
            }
            for draft in sound[:SAMPLE]
        ],
        "after": [{"code": code, "label": label} for code, label in choices_after(request.standing, imported.kind)],
    }


@routes.post(f"{IMPORT}/apply", IMPORTERS, gives=ImportOut)
def apply_import(request: CoalitionRequest, import_id: str, wanted: ApplyIn) -> Any:
    """Carry an import out: all its cards are made together, or none."""
    imported = import_found(request, import_id)
    single = {f"row-{each.row}": each.choice for each in wanted.rows}
    form = ChoicesForm(
        {**wanted.model_dump(exclude={"rows"}), **single}, after=choices_after(request.standing, imported.kind)
    )
    after = cleaned(form)["after"]
    actions.apply_import(by=request.standing, imported=imported, choices=form.choices, after=after)
    return import_told(import_found(request, import_id))


@routes.post(f"{IMPORT}/undo", IMPORTERS, gives=UndoneOut)
def undo_import(request: CoalitionRequest, import_id: str) -> Any:
    """Undo an import that was carried out: all its cards are removed together, unless one is in use since."""
    return {"removed": actions.undo_import(by=request.standing, imported=import_found(request, import_id))}


@routes.delete(IMPORT, IMPORTERS)
def discard_import(request: CoalitionRequest, import_id: str) -> None:
    """Forget a file that was not carried out."""
    actions.discard_import(by=request.standing, imported=import_found(request, import_id, is_open=True))
