"""A busy database answers 503 and says when to try again."""

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from plenary.core.http.busy import BusyMiddleware


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("database is locked"), 503),
        (OperationalError("deadlock detected"), 503),
        (OperationalError("no such table: x"), None),
        (ValueError("locked"), None),
    ],
)
@pytest.mark.django_db
def test_only_a_busy_database_answers_503(rf: RequestFactory, error: Exception, status: int | None) -> None:
    answer = BusyMiddleware(lambda _request: HttpResponse()).process_exception(rf.get("/"), error)
    assert (answer and (answer.status_code, answer.headers["Retry-After"])) == (status and (status, "5"))
