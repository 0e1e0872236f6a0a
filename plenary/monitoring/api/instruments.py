"""Routes of instruments: the list, one on a day, beginning to watch one, changing what is kept of it."""

from datetime import date
from typing import Any

from django.utils.translation import get_language
from ninja import Query, Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.paging import Page, PageQuery, page_of_all
from plenary.core.http.problems import cleaned
from plenary.monitoring import actions
from plenary.monitoring.api.given import ALL, KEEPERS, ONE, READERS, DayQuery, DelayTold, in_fields, routes
from plenary.monitoring.forms.instruments import CatalogueForm, InstrumentForm
from plenary.monitoring.models import Instrument
from plenary.monitoring.queries.instruments import visible_instruments
from plenary.monitoring.rules.standings import Stands
from plenary.monitoring.shown.addressed import instrument_found
from plenary.monitoring.shown.instruments import StatusLine, lines_of, status_of_all
from plenary.monitoring.shown.status import status_shown


class InstrumentLineOut(Schema):
    """An instrument in the list, on a day."""

    id: str
    kind: str = Field(description="treaty, protocol, law, policy or norm")
    names: dict[str, str] = Field(description="language tag -> name")
    in_force_since: date | None = Field(description="null: not in force on that day")
    parties: int = Field(description="those that consented to be bound, in force or not yet")
    signed: int = Field(description="those that had signed and were no party")


class InstrumentCategoryTold(Schema):
    """So many of these actors must be among the parties."""

    name: str = Field(max_length=80)
    actors: list[str] = Field(max_length=300, description="codes")
    parties: int


class EntersTold(Schema):
    """What brings an instrument into force."""

    parties: int = 1
    delay: DelayTold = DelayTold()
    each: DelayTold = Field(default=DelayTold(), description="for each later party")
    categories: list[InstrumentCategoryTold] = Field(default_factory=list, max_length=20)


class ActorStandsOut(Schema):
    """How an actor stood to an instrument on a day."""

    code: str = Field(description="ISO 3166-1 alpha-3, or one of the coalition's own")
    name: str
    wording: str = Field(description="what the coalition says beside its name")
    stands: str = Field(description="in-force, party, provisional or signed")
    signed_on: date | None
    consent_on: date | None
    in_force_on: date | None
    leaves_on: date | None = Field(description="a withdrawal that was notified takes effect then")


class StatusChangeOut(Schema):
    """What changed for an actor."""

    day: date
    code: str
    name: str
    change: str


class DueOut(Schema):
    """By when an actor is to have done what an obligation asks."""

    day: date
    code: str
    name: str
    article: str
    extended: bool


class InstrumentOut(Schema):
    """An instrument on a day."""

    id: str
    kind: str
    names: dict[str, str]
    adopted_on: date | None
    depositary: str
    reference: str
    enters: EntersTold
    leaving: DelayTold
    signed_first: bool
    is_public: bool
    day: date
    in_force_since: date | None
    lacking: dict[str, int] = Field(description="parties that are lacking: in all (the empty name), of categories")
    parties: int
    signatories: int
    actors: list[ActorStandsOut]
    changes: list[StatusChangeOut] = Field(description="in the year before")
    due: list[DueOut] = Field(description="in the year ahead")
    overdue: list[DueOut]


class InstrumentStatusOut(Schema):
    """Who stood how to an instrument: codes of actors, in order; nobody is in two."""

    id: str
    names: dict[str, str]
    in_force_since: date | None = Field(description="null: not in force on that day")
    in_force: list[str] = Field(description="parties for which it was in force")
    party: list[str] = Field(description="parties for which it was not in force yet")
    provisional: list[str] = Field(description="those that applied it provisionally")
    signed: list[str] = Field(description="those that had signed and were no party")


class StatusOfAllOut(Schema):
    """Who stood how to every instrument that the reader may see, on a day."""

    day: date
    instruments: list[InstrumentStatusOut]


class InstrumentCatalogueIn(Schema):
    """An instrument that the house knows."""

    code: str = Field(max_length=40, description="mine-ban, cluster-munitions or arms-trade")
    is_public: bool = False


class InstrumentIn(Schema):
    """What is told of an instrument."""

    kind: str = Field("treaty", max_length=10)
    names: dict[str, str] = Field(description="language tag -> name; one at least in a language of the charter")
    adopted_on: date | None = None
    depositary: str = Field("", max_length=300)
    reference: str = Field("", max_length=500)
    enters: EntersTold = EntersTold()
    entered_on: date | None = Field(None, description="as the depositary tells it; null: by the rule")
    leaving: DelayTold = DelayTold()
    signed_first: bool = True
    is_public: bool = False


@routes.get(ALL, READERS, gives=Page[InstrumentLineOut])
def instruments(request: CoalitionRequest, wanted: Query[PageQuery], at: Query[DayQuery]) -> Any:
    """The instruments that the reader may see, on a day."""
    found = [
        {
            "id": line.row.id,
            "kind": line.row.kind,
            "names": line.row.names,
            "in_force_since": line.row.in_force_since if line.in_force else None,
            "parties": line.parties,
            "signed": line.signed,
        }
        for line in lines_of(request.standing, at.day)
    ]
    return page_of_all(request, found, wanted, lambda one: (str(one["id"]),), str)


@routes.get("/coalitions/{slug}/treaty-status", READERS, gives=StatusOfAllOut)
def status_of_many(request: CoalitionRequest, at: Query[DayQuery]) -> Any:
    """Who stood how to every instrument on a day: all actors and instruments in one answer."""
    lines = status_of_all(request.standing, at.day)
    return {"day": at.day, "instruments": [_status(line, at.day) for line in lines]}


@routes.post(f"{ALL}/watch", KEEPERS, gives=InstrumentOut, status=201)
def watch(request: CoalitionRequest, given: InstrumentCatalogueIn) -> Any:
    """Begin to watch an instrument that the house knows, with what it asks."""
    kept = list(visible_instruments(request.standing))
    form = CatalogueForm(given.model_dump(), language=get_language() or "en", kept=kept)
    return _told(actions.keep_catalogued(by=request.standing, **cleaned(form)), DayQuery(on=None).day)


@routes.get(ONE, READERS, gives=InstrumentOut)
def instrument(request: CoalitionRequest, instrument_id: str, at: Query[DayQuery]) -> Any:
    """An instrument on a day: who stands how, what changed, what is due."""
    return _told(instrument_found(request, instrument_id), at.day)


@routes.post(ALL, KEEPERS, gives=InstrumentOut, status=201)
def new(request: CoalitionRequest, given: InstrumentIn) -> Any:
    """Begin to watch an instrument."""
    form = _form(request, given)
    cleaned(form)
    return _told(actions.keep_instrument(by=request.standing, details=form.details), DayQuery(on=None).day)


@routes.put(ONE, KEEPERS, gives=InstrumentOut)
def change(request: CoalitionRequest, instrument_id: str, given: InstrumentIn) -> Any:
    """Change what is kept of an instrument; its status follows."""
    found, form = instrument_found(request, instrument_id), _form(request, given)
    cleaned(form)
    changed = actions.change_instrument(by=request.standing, instrument=found, details=form.details)
    return _told(changed, DayQuery(on=None).day)


def _form(request: CoalitionRequest, given: InstrumentIn) -> InstrumentForm:
    enters, each = given.enters.delay, given.enters.each
    lines = [f"{one.parties} {one.name}: {' '.join(one.actors)}" for one in given.enters.categories]
    filled = {
        **given.model_dump(exclude={"names", "enters", "leaving"}),
        **in_fields("name", given.names),
        "parties": given.enters.parties,
        "categories": "\n".join(lines),
        "months": 12 * enters.years + enters.months,
        "days": enters.days,
        "begins": enters.begins,
        "each_months": 12 * each.years + each.months,
        "each_days": each.days,
        "each_begins": each.begins,
        "leaving_months": 12 * given.leaving.years + given.leaving.months,
        "leaving_days": given.leaving.days,
    }
    return InstrumentForm(filled, tags=list(given.names) or [""], coalition_id=request.coalition.id)


def _status(line: StatusLine, day: date) -> dict[str, Any]:
    begun = line.row.in_force_since
    return {
        "id": line.row.id,
        "names": line.row.names,
        "in_force_since": begun if begun and begun <= day else None,
        **{stands.name.lower(): line.stood.get(stands, ()) for stands in Stands},
    }


def _told(row: Instrument, day: date) -> dict[str, Any]:
    shown = status_shown(row, day)
    same = ("id", "kind", "names", "adopted_on", "depositary", "reference", "leaving", "signed_first", "is_public")
    due = {"due": shown.due, "overdue": shown.overdue}
    return {
        **{name: getattr(row, name) for name in same},
        "enters": row.enters.document,
        "day": day,
        "in_force_since": shown.in_force_since,
        "lacking": shown.lacking,
        "parties": shown.parties,
        "signatories": shown.signatories,
        "actors": shown.lines,
        "changes": shown.changes,
        **{
            name: [
                {
                    "day": one.day,
                    "code": one.code,
                    "name": one.name,
                    "article": one.obligation.article,
                    "extended": one.extended,
                }
                for one in lines
            ]
            for name, lines in due.items()
        },
    }
