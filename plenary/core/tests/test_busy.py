"""A busy database answers 503 and says when to try again."""

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory
from psycopg import errors

from plenary.core.http.busy import BusyMiddleware


def of_postgresql(error: type[errors.OperationalError]) -> OperationalError:
    """As Django hands on what PostgreSQL says, in the server's language."""
    wrapped = OperationalError("interblocage")
    wrapped.__cause__ = error("interblocage")
    return wrapped


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("database is locked"), 503),
        (of_postgresql(errors.DeadlockDetected), 503),
        (of_postgresql(errors.LockNotAvailable), 503),
        (of_postgresql(errors.SerializationFailure), 503),
        (of_postgresql(errors.QueryCanceled), 503),
        (of_postgresql(errors.AdminShutdown), 503),
        (of_postgresql(errors.OutOfMemory), None),
        (OperationalError("no such table: x"), None),
        (ValueError("locked"), None),
    ],
)
@pytest.mark.django_db
def test_only_a_busy_database_answers_503(rf: RequestFactory, error: Exception, status: int | None) -> None:
    answer = BusyMiddleware(lambda _request: HttpResponse()).process_exception(rf.get("/"), error)
    assert (answer and (answer.status_code, answer.headers["Retry-After"])) == (status and (status, "5"))
