"""A coalition of any size: founded and begun through the rooms' actions, then grown by copying its rows in bulk.

So that 10,000 members and 10,000 proposals stand there in seconds, a few are made as people make them and the others are
copies of theirs with names and ids of their own; each has its entries in the record.
"""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import timedelta
from itertools import batched
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from bench.record import BULK
from plenary.accounts.models import Account
from plenary.bodies.actions.founding import found_coalition, seat_founders
from plenary.charter.rules.schema import Body, BodyKind, Category, Charter, Method, Office, Process, Purpose
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.models import random_id
from plenary.core.postgresql import wall
from plenary.core.standing import Standing, standing_of
from plenary.core.tasks import count_rows
from plenary.decisions import actions as decisions
from plenary.decisions.models import Proposal
from plenary.decisions.tasks import keep_deadlines
from plenary.directory.models import Organisation, Person
from plenary.membership.models import Member, Representative
from plenary.record import actions as record

DAY = timedelta(days=1)
OPEN = 5
"""How many proposals everyone may vote on now."""
MOMENTS = ("drafted_at", "opened_at", "voting_from", "voting_until", "decided_at", "carried_out_at")
"""What lies earlier in each copy of a decided proposal, by two hours."""
CORE = 5
"""How many members decided the proposals that are decided."""


@dataclass(frozen=True)
class World:
    """One coalition of a size, and who looks at it."""

    members: int
    coalition: Coalition
    officer: Account
    voters: list[Account]
    voting: list[Proposal]
    decided: Proposal


def charter() -> Charter:
    """All vote on everything for a week, by majority; a coordinator looks after the cards and the members."""
    process = Process(
        code="ordinary",
        names={"en": "A decision"},
        method=Method.MAJORITY,
        electorate="plenary",
        moved_by="plenary",
        voting_days=7,
    )
    powers = ("directory.administer", "membership.administer", "bodies.administer", "decisions.open_any")
    return Charter(
        purpose=Purpose(purpose={"en": "Clear every field."}),
        categories=(Category(code="member", names={"en": "Member"}),),
        bodies=(Body(code="plenary", kind=BodyKind.PLENARY, names={"en": "plenary"}),),
        offices=(Office(code="coordinator", names={"en": "coordinator"}, body="plenary", powers=powers),),
        processes=(process,),
        matters={"other": "ordinary"},
    )


def build(members: int, proposals: int) -> World:
    """A coalition with so many members, each with a representative who decides, and so many proposals, all decided but
    OPEN. Needs the room for about 8 rows a member and 25 a proposal."""
    now = clock.now()
    with clock.set_to(now - 60 * DAY):
        coalition, officer = _found()
        core = _grow(coalition, officer, CORE)
        first = _open(coalition, officer, "Meet in Tirana")
    with clock.set_to(now - 58 * DAY):
        for account in core:
            decisions.cast_ballot(by=standing_of(account.id, coalition.id), proposal=first, choice="yes")
    with clock.set_to(now - 40 * DAY):
        keep_deadlines()
    first.refresh_from_db()
    voters = [*core, *_grow(coalition, officer, members - CORE - 1, named_from=CORE)]
    _copy_proposal(coalition, first, proposals - OPEN - 1)
    with clock.set_to(now - 2 * DAY):
        voting = [_open(coalition, officer, f"Meet again, number {number}") for number in range(OPEN)]
    _count_rows()
    return World(members, coalition, officer, voters, voting, first)


def _count_rows() -> None:
    """Let the database know how many rows there are, as PostgreSQL finds out by itself within minutes and SQLite within the hour.
    Before, they take each table for nearly empty, and look through all electors once a ballot."""
    count_rows()
    connection.close()  # what SQLite counted is read when a connection opens
    if wall.is_there():
        with wall.as_owner(), connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def _found() -> tuple[Coalition, Account]:
    officer = Account.objects.create(email=f"{random_id()}@bench.example", name="The coordinator", language="en")
    coalition = found_coalition(
        account_id=officer.id,
        slug=f"bench-{random_id()}",
        names={"en": "Bench"},
        language="en",
        time_zone="UTC",
        founder_name=officer.name,
        organisation_name="The first member",
        charter=charter(),
    )
    seat_founders(by=standing_of(officer.id, coalition.id), coalition=coalition, nominations=[])
    return coalition, officer


def _open(coalition: Coalition, officer: Account, title: str) -> Proposal:
    by = standing_of(officer.id, coalition.id)
    effects = [("decisions.resolve", {"text": f"{title}, and say so to all who were there."})]
    drafted = decisions.draft_proposal(by=by, title=title, body="Because. " * 40, language="en", effects=effects)
    return decisions.open_proposal(by=by, proposal=drafted)


def _grow(coalition: Coalition, like: Account, count: int, named_from: int = 0) -> list[Account]:
    """So many further members, each with an organisation, a person who signs in and decides, and an entry."""
    person = Person.objects.of(coalition.id).get(account=like)
    acts = Representative.objects.of(coalition.id).select_related("member__organisation").get(person=person)
    accounts, rows = [], []
    for number in range(named_from, named_from + count):
        account = Account(email=f"{random_id()}@bench.example", name=f"Person {number}", language="en")
        account.set_unusable_password()
        accounts.append(account)
        organisation = _copy(acts.member.organisation, name=f"Organisation {number}", name_key=f"organisation {number}")
        someone = _copy(person, name=account.name, name_key=account.name.lower(), account=account, email=account.email)
        member = _copy(acts.member, organisation=organisation)
        rows.append((organisation, someone, member, _copy(acts, member=member, person=someone)))
    Account.objects.bulk_create(accounts, batch_size=BULK)
    for place, model in enumerate((Organisation, Person, Member, Representative)):
        model._base_manager.bulk_create([row[place] for row in rows], batch_size=BULK)
    by = Standing.system(coalition.id, "founding")
    for batch in batched(rows, BULK, strict=False):
        with record.act(by=by):
            for organisation, _person, member, _acts in batch:
                facts = {"member": member.id, "name": organisation.name}
                record.enter(
                    by=by, kind="membership.admitted", about=member.id, audience=[visibility.MEMBERS], facts=facts
                )
    return accounts


def _copy_proposal(coalition: Coalition, first: Proposal, count: int) -> None:
    """So many copies of a decided proposal with all that hangs on it, each with the entries that it would have."""
    by = Standing.system(coalition.id, "process.ordinary")
    hanging = list(_hanging_on(first))
    for batch in batched(range(count), BULK // 4, strict=False):
        made: dict[type[Model], list[Model]] = {}
        with record.act(by=by):
            for number in batch:
                title, earlier = f"Proposal {number}", number * timedelta(hours=2)
                moments = {name: getattr(first, name) - earlier for name in MOMENTS}
                proposal = _copy(first, title=title, **moments)
                ids = {first.pk: proposal.pk}
                made.setdefault(Proposal, []).append(proposal)
                for row in hanging:
                    made.setdefault(type(row), []).append(_copy_with(row, ids))
                _enter(by, proposal, title)
            for model, rows in made.items():
                model._base_manager.bulk_create(rows, batch_size=BULK)


def _enter(by: Standing, proposal: Model, title: str) -> None:
    for kind in ("decisions.opened", "decisions.decided", "decisions.carried_out"):
        facts = {"proposal": proposal.pk, "title": title, "outcome": "adopted"}
        record.enter(by=by, kind=kind, about=str(proposal.pk), audience=[visibility.MEMBERS], facts=facts)


def _hanging_on(proposal: Proposal) -> Iterator[Model]:
    """The rows of every model that has a field `proposal`, those first on which others of them hang."""
    models = [model for model in apps.get_models() if any(field.name == "proposal" for field in model._meta.fields)]
    for model in sorted(models, key=lambda one: one.__name__ != "Elector"):
        yield from model._base_manager.filter(proposal=proposal)


def _copy(row: Any, **changed: Any) -> Any:
    """An unsaved copy with an id of its own."""
    made = copy(row)
    made.pk = random_id()
    made._state = type(row._state)()
    made._state.fields_cache = {}
    for name, value in changed.items():
        setattr(made, name, value)
    return made


def _copy_with(row: Model, ids: dict[str, str]) -> Model:
    """A copy whose references follow those that were copied before; its own id is added to them."""
    made = _copy(row)
    for field in row._meta.concrete_fields:
        if field.remote_field and (moved := ids.get(getattr(row, field.attname))):
            setattr(made, field.attname, moved)
    ids[str(row.pk)] = made.pk
    return made
