"""Routes of status lists: those that were taken over, bringing one, what of it differs, taking it over."""

from base64 import b64decode
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from ninja import Query, Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.paging import Page, PageQuery, page_of_all
from plenary.core.http.problems import Invalid, cleaned
from plenary.directory.formats.tables import FileError
from plenary.monitoring import actions
from plenary.monitoring.api.given import KEEPERS, ONE, routes
from plenary.monitoring.formats import UnreadableError
from plenary.monitoring.forms.lists import ListChoicesForm, ListFileForm
from plenary.monitoring.models import BroughtList, TakenList
from plenary.monitoring.queries.lists import taken_lists
from plenary.monitoring.shown.addressed import instrument_found, list_found
from plenary.monitoring.shown.lists import DifferenceLine, in_words, list_shown

LISTS = f"{ONE}/lists"
BROUGHT = f"{LISTS}/{{brought_list_id}}"


class TakenListOut(Schema):
    """A status list that was taken over."""

    id: str
    name: str = Field(description="of the file")
    sha256: str
    title: str
    as_at: date | None
    taken_at: datetime


class StatusListIn(Schema):
    """A status list: its text, or its bytes in base64; one of the two."""

    file_name: str = Field(min_length=1, max_length=200, description="a page (.html) or a table (.csv, .xlsx)")
    text: str | None = Field(None, max_length=5_000_000)
    data: str | None = Field(None, max_length=6_700_000, description="base64")


class ListDifferenceOut(Schema):
    """A treaty action that differs."""

    key: str = Field(description="by which it is left out, or taken out")
    actor: str
    name: str
    kind: str
    day: date
    takes_effect: date | None
    note: str
    source: str
    kept_day: date | None = Field(description="where another day is kept")
    kept_takes_effect: date | None
    wrong: str = Field(description="why it cannot be as it is told; leave it out, or what it contradicts")


class ListEndedOut(Schema):
    """An actor that has ended, and the list does not say when."""

    actor: str
    name: str
    line: int


class ListUnreadOut(Schema):
    """What was not read."""

    line: int = Field(description="of the file, from 1; 0: the whole")
    name: str
    why: str
    sentence: str


class BroughtListOut(Schema):
    """A status list beside what is kept."""

    id: str
    name: str
    sha256: str
    title: str
    as_at: date | None
    seen: str = Field(description="goes with the choice: that it was made of this comparison")
    is_the_same: bool = Field(description="nothing differs")
    new: list[ListDifferenceOut]
    moved: list[ListDifferenceOut] = Field(description="another day is kept")
    missing: list[ListDifferenceOut] = Field(description="kept, and not in the list: stays, but where it is taken out")
    ended: list[ListEndedOut]
    unread: list[ListUnreadOut]


class ListEndIn(Schema):
    """When an actor withdrew of which the list says only that it did."""

    actor: str = Field(max_length=24)
    notified_on: date
    takes_effect: date


class ListChoicesIn(Schema):
    """What of a list is taken over: all that is new or of another day, but what is left out."""

    seen: str = Field(max_length=32)
    left_out: list[str] = Field(default_factory=list, max_length=5000, description="keys")
    taken_out: list[str] = Field(default_factory=list, max_length=5000, description="keys of what is missing")
    ends: list[ListEndIn] = Field(default_factory=list, max_length=1000)


@routes.get(LISTS, KEEPERS, gives=Page[TakenListOut])
def lists(request: CoalitionRequest, instrument_id: str, wanted: Query[PageQuery]) -> Any:
    """The status lists that were taken over, the newest first."""
    found = list(taken_lists(instrument_found(request, instrument_id)))
    return page_of_all(
        request, found, wanted, lambda row: (-int(row.taken_at.timestamp() * 1_000_000), row.id), int, str
    )


@routes.post(LISTS, KEEPERS, gives=BroughtListOut, status=201, body=8 * 1024 * 1024)
def bring_list(request: CoalitionRequest, instrument_id: str, brought: StatusListIn) -> Any:
    """Bring a status list, and see what differs. Nothing changes before it is taken over."""
    found = instrument_found(request, instrument_id)
    field, data = _bytes(brought)
    form = ListFileForm({}, MultiValueDict({"file": [SimpleUploadedFile(brought.file_name, data)]}))
    if not form.is_valid():
        raise Invalid({field: [str(each) for told in form.errors.values() for each in told]})
    try:
        made = actions.bring_list(by=request.standing, instrument=found, file_name=brought.file_name, data=data)
    except (FileError, UnreadableError) as error:
        raise Invalid({field: [in_words(error)]}) from error
    return _told(made)


@routes.get(BROUGHT, KEEPERS, gives=BroughtListOut)
def compare_list(request: CoalitionRequest, instrument_id: str, brought_list_id: str) -> Any:
    """How a list that was brought differs from what is kept now."""
    return _told(list_found(instrument_found(request, instrument_id), brought_list_id))


@routes.post(f"{BROUGHT}/take", KEEPERS, gives=TakenListOut)
def take_list(request: CoalitionRequest, instrument_id: str, brought_list_id: str, chosen: ListChoicesIn) -> Any:
    """Take a list over: all that was chosen, or nothing."""
    brought = list_found(instrument_found(request, instrument_id), brought_list_id)
    filled: dict[str, Any] = chosen.model_dump(include={"seen", "left_out", "taken_out"})
    for end in chosen.ends:
        filled |= {f"notified_{end.actor}": end.notified_on, f"effect_{end.actor}": end.takes_effect}
    form = ListChoicesForm(filled, compared=list_shown(brought).compared)
    cleaned(form)
    made: TakenList = actions.take_list(
        by=request.standing, brought=brought, seen=form.cleaned_data["seen"], choices=form.choices
    )
    return made


@routes.delete(BROUGHT, KEEPERS)
def forget_list(request: CoalitionRequest, instrument_id: str, brought_list_id: str) -> None:
    """Forget a list that was brought."""
    brought = list_found(instrument_found(request, instrument_id), brought_list_id)
    actions.forget_list(by=request.standing, brought=brought)


def _told(row: BroughtList) -> dict[str, Any]:
    shown = list_shown(row)
    return {
        **{name: getattr(row, name) for name in ("id", "name", "sha256", "title", "as_at")},
        "seen": shown.compared.digest,
        "is_the_same": shown.compared.is_the_same,
        "new": [_difference(line) for line in shown.new],
        "moved": [_difference(line) for line in shown.moved],
        "missing": [_difference(line) for line in shown.missing],
        "ended": shown.ended,
        "unread": shown.unread,
    }


def _difference(line: DifferenceLine) -> dict[str, Any]:
    action, kept = line.action, line.kept
    return {
        **{name: getattr(action, name) for name in ("actor", "kind", "day", "takes_effect", "note")},
        **{name: getattr(line, name) for name in ("key", "name", "source", "wrong")},
        "kept_day": kept.day if kept else None,
        "kept_takes_effect": kept.takes_effect if kept else None,
    }


def _bytes(brought: StatusListIn) -> tuple[str, bytes]:
    """The bytes of the file, and in which field they came. Raises Invalid."""
    if (brought.text is None) == (brought.data is None):
        raise Invalid({"text": [_("Give the file in one of the two: its text, or its bytes.")]})
    if brought.text is not None:
        return "text", brought.text.encode()
    try:
        return "data", b64decode(brought.data or "", validate=True)
    except ValueError as error:
        raise Invalid({"data": [_("This is no base64.")]}) from error
