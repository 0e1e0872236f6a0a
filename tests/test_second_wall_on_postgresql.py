"""The second wall. The first is taken away: no query names a coalition any more; and still nothing of another one is seen.

The file is looked at on PostgreSQL alone (conftest.py), where the suite works as the role `app`.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.db.models import Model
from django.test import Client

from plenary.coalitions.models import Coalition
from plenary.core import clock, reach
from plenary.core.models import ScopedQuerySet
from plenary.core.postgresql import wall
from plenary.directory.models import Organisation
from plenary.record.models import Opening
from tests.story import MARK, Story
from tests.walk import address, read, same_for_all

type Visit = Callable[[str], Client]

PAGES = (
    "desk:coalition", "decisions:proposals", "membership:members", "directory:organisations", "directory:persons",
    "bodies:bodies", "record:feed", "record:bundle", "notices:inbox", "charter:charter",
)  # fmt: skip

SERVERS_OWN = {  # tables whose rows belong to no coalition
    "core_serveract", "core_cache", "core_periodicrun", "core_tasklease",
    "accounts_account", "accounts_invitation", "accounts_token", "accounts_keptanswer", "emergency_alarm",
    "notices_quiethours", "notices_calendarfeed", "notices_receivedmail",
    "directory_sharedorganisation",  # what a coalition shares of its own consent, to be found by the others
    "auth_permission", "auth_group_permissions", "auth_group", "django_content_type", "django_session",
    "account_emailaddress", "account_emailconfirmation", "mfa_authenticator", "usersessions_usersession",
    "django_tasks_database_dbtaskresult",
}  # fmt: skip

OWN_COALITION = r'(?:"\w+"|[A-Z]+\d+)\."coalition_id"'


def names_no_coalition(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """Run a statement with every condition on a coalition replaced by one that always holds."""
    sql = re.sub(rf"{OWN_COALITION} = (\(%s\)|%s)", r"\1::text IS NOT NULL", sql)
    sql = re.sub(rf"{OWN_COALITION} IN \((%s(?:, %s)*)\)", r"concat(\1) IS NOT NULL", sql)
    return execute(sql, params, many, context)


@contextmanager
def no_first_wall() -> Iterator[None]:
    """Query sets ask for no coalition, and statements name none."""
    with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(names_no_coalition):
        patch.setattr(ScopedQuerySet, "_require_scope", lambda _self: None)
        yield


def of_coalitions() -> list[type[Model]]:
    return [model for model in apps.get_models() if wall.walled(model)]


def owner_of(row: Any) -> str:
    """The coalition of a row."""
    return str(row.pk if isinstance(row, Coalition) else row.coalition_id)


def seen(models: list[type[Model]]) -> dict[str, set[str]]:
    return {model._meta.label: set(model._base_manager.values_list("pk", flat=True)) for model in models}


def test_every_table_is_of_coalitions_or_known_to_be_the_servers_own() -> None:
    """A table that hangs on another's rows and has no coalition of its own would stand open to every coalition."""
    models = apps.get_models(include_auto_created=True)
    assert {model._meta.db_table for model in models if not wall.walled(model)} == SERVERS_OWN


def test_without_both_walls_another_coalition_would_be_seen(story: Story) -> None:
    with no_first_wall():
        names = set(Organisation.objects.of(story.open.id).values_list("name", flat=True))
    assert [name for name in names if MARK in name] != []


def test_without_the_first_wall_the_rows_in_reach_are_seen_and_no_other(story: Story) -> None:
    models = of_coalitions()
    wanted = {
        model._meta.label: {row.pk for row in model._base_manager.all() if owner_of(row) == story.open.id}
        for model in models
    }
    assert sum(map(len, wanted.values())) > 200
    with reach.only(story.open.id), no_first_wall():
        assert seen(models) == wanted
    with reach.nowhere(), no_first_wall():
        assert seen(models) == {label: set() for label in wanted}


@pytest.mark.parametrize("role", ["member", "coordinator", "elsewhere"])
def test_without_the_first_wall_pages_are_as_they_were(story: Story, visit: Visit, role: str) -> None:
    client = visit(role)
    urls = [address(name, story) for name in PAGES] + ["/desk/?all", f"{address('directory:organisations', story)}?q=a"]

    def pages() -> dict[str, str]:
        answers = {url: client.get(url) for url in urls}
        return {url: read(each) if each.streaming else same_for_all(each) for url, each in answers.items()}

    pages()  # once before: an inbox marks what it has shown
    with_both = pages()
    with no_first_wall():
        assert pages() == with_both


def test_a_write_into_another_coalition_is_refused_by_the_database(story: Story) -> None:
    refused, nothing = "refused", 0
    found, wanted = {}, {}
    with reach.only(story.open.id), clock.set_to(clock.now()):
        for model in of_coalitions():
            own = wall.walled(model)
            assert own is not None
            columns = [field.column for field in model._meta.concrete_fields]
            values = [f"'{story.elsewhere.id}'" if column == own.column else f'"{column}"' for column in columns]
            names, table = ", ".join(f'"{column}"' for column in columns), f'"{model._meta.db_table}"'
            there = f"\"{own.column}\" = '{story.elsewhere.id}'"
            may = getattr(model, "app_may", ("UPDATE", "DELETE"))
            found[table] = [
                outcome(f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {table} LIMIT 1"),  # noqa: S608  # names of models
                outcome(f'UPDATE {table} SET "{own.column}" = "{own.column}" WHERE {there}'),  # noqa: S608  # names of models
                outcome(f"DELETE FROM {table} WHERE {there}"),  # noqa: S608  # names and ids of the test's own, as above
            ]
            wanted[table] = [
                refused if model._base_manager.exists() else nothing,
                nothing if "UPDATE" in may else refused,
                nothing if "DELETE" in may else refused,
            ]
    assert found == wanted


def outcome(statement: str) -> str | int:
    """How many rows a statement changed, or that the database refused it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.rowcount
    except ProgrammingError as error:
        state = getattr(error.__cause__, "sqlstate", "")
        return "refused" if state == "42501" else str(error)  # insufficient_privilege


def test_openings_are_emptied_for_a_person(story: Story) -> None:
    with reach.only(story.open.id):
        openings = Opening.objects.of(story.open.id)
        person = openings.exclude(person="").order_by("id").values_list("person", flat=True)[0]
        assert openings.about_person(person).erase(clock.now()) > 0
        assert openings.about_person(person).count() == 0
