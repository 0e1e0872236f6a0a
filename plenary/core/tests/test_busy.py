"""A database that cannot save answers 503, says what became of the change, and when to try again."""

import sqlite3

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from plenary.core.http.access import public
from plenary.core.http.busy import BusyMiddleware
from plenary.core.trouble import Trouble, trouble_of


def told(error: Exception, cause: Exception | None = None) -> Exception:
    """An error as Django raises it: from the driver's own."""
    error.__cause__ = cause
    return error


TROUBLES = [
    (OperationalError("database is locked"), Trouble.BUSY),
    (OperationalError("deadlock detected"), Trouble.BUSY),
    (told(OperationalError("annulation"), psycopg.errors.LockNotAvailable()), Trouble.BUSY),
    (told(OperationalError("database or disk is full"), sqlite3.OperationalError()), Trouble.FULL),
    (OperationalError("disk I/O error"), Trouble.FULL),
    (OperationalError("attempt to write a readonly database"), Trouble.FULL),
    (told(OperationalError("plus de place"), psycopg.errors.DiskFull()), Trouble.FULL),
    (told(OperationalError("terminating"), psycopg.errors.AdminShutdown()), Trouble.AWAY),
    (OperationalError("server closed the connection unexpectedly"), Trouble.AWAY),
    (InterfaceError("the connection is closed"), Trouble.AWAY),
    (OperationalError("no such table: x"), None),
    (ProgrammingError("relation is locked"), None),
    (ValueError("locked"), None),
]


@pytest.mark.parametrize(("error", "trouble"), TROUBLES)
def test_troubles_are_told_apart_by_code_and_by_words(error: Exception, trouble: Trouble | None) -> None:
    assert trouble_of(error) == trouble


@pytest.mark.parametrize(
    ("error", "status", "retry", "words"),
    [
        (OperationalError("database is locked"), 503, "5", "someone else is saving"),
        (OperationalError("database or disk is full"), 503, "60", "Your change was not saved, nor any part of it"),
        (OperationalError("server closed the connection"), 503, "15", "look first whether it is there"),
        (OperationalError("no such table: x"), None, None, None),
        (ValueError("locked"), None, None, None),
    ],
)
@pytest.mark.django_db
def test_only_a_database_that_cannot_save_answers_503(
    rf: RequestFactory, error: Exception, status: int | None, retry: str | None, words: str | None
) -> None:
    answer = BusyMiddleware(lambda _request: HttpResponse()).process_exception(rf.get("/"), error)
    assert (answer and (answer.status_code, answer.headers["Retry-After"])) == (status and (status, retry))
    assert answer is None or words in answer.content.decode()


def test_what_the_operator_must_do_stands_in_the_log(rf: RequestFactory, caplog: pytest.LogCaptureFixture) -> None:
    middleware = BusyMiddleware(lambda _request: HttpResponse())
    middleware.process_exception(rf.get("/"), OperationalError("database or disk is full\n"))
    assert caplog.messages == [
        "The database cannot write, and nothing is saved until there is room on its disk: database or disk is full"
    ]


@public
def _page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("here")


class _AwayMiddleware:
    """As when the session is read and the database is away: before any view."""

    def __init__(self, _get_response: object) -> None:
        pass

    def __call__(self, _request: HttpRequest) -> HttpResponse:
        raise OperationalError("connection refused")


urlpatterns = [path("page/", _page)]
handler500 = "plenary.core.http.errors.broken"


@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[f"{__name__}._AwayMiddleware"])
def test_an_error_before_the_view_is_answered_likewise(caplog: pytest.LogCaptureFixture) -> None:
    answer = Client(raise_request_exception=False).get("/page/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "15")
    assert caplog.messages == ["The database cannot be reached: connection refused"]  # and no trace beside it
    assert "The server cannot reach its database" in answer.content.decode()
