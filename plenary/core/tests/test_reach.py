"""What is in reach: nothing at first, then what the work says, until it ends."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from plenary.core import reach


@pytest.fixture(autouse=True)
def as_in_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "outermost", reach.NOWHERE)


def test_nothing_is_in_reach_where_nothing_was_said() -> None:
    code = "from plenary.core import reach; print(sorted(reach.present()))"
    done = subprocess.run(  # noqa: S603  # the test's own words
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert done.stdout == "[]\n"


def test_reach_is_what_the_innermost_says_and_ends_with_it() -> None:
    seen = [reach.present()]
    with reach.only("a", "b"):
        seen.append(reach.present())
        with reach.everywhere("a test"):
            seen.append(reach.present())
        with reach.nowhere():
            seen.append(reach.present())
            reach.enter("c")
            seen.append(reach.present())
        seen.append(reach.present())
    seen.append(reach.present())
    ab = frozenset({"a", "b"})
    assert seen == [reach.NOWHERE, ab, reach.EVERYWHERE, reach.NOWHERE, frozenset({"c"}), ab, reach.NOWHERE]


def test_reach_ends_with_an_error_too() -> None:
    @reach.nowhere()
    def fail() -> None:
        reach.enter("a")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert reach.present() == reach.NOWHERE


@pytest.mark.parametrize(
    ("reached", "wanted", "missing"),
    [
        ({"a"}, {"a"}, ""),
        ({"a"}, {"a", "b"}, "b"),
        ({"a"}, {"*"}, "*"),
        (set(), {"a"}, "a"),
        ({"*"}, {"a", "b"}, ""),
        ({"*"}, {"*"}, ""),
    ],
)
def test_what_is_out_of_reach_is_refused(reached: set[str], wanted: set[str], missing: str) -> None:
    told = ""
    with reach.only(*reached):
        try:
            reach.require(wanted)
        except reach.OutOfReachError as error:
            told = str(error)
    assert told == (f"out of reach: {missing}; say so with core.reach" if missing else "")


def test_a_request_reaches_what_its_view_entered_until_the_last_byte(rf: RequestFactory) -> None:
    def pieces() -> Iterator[bytes]:
        for _number in range(2):
            yield " ".join(reach.present()).encode()

    def view(_request: HttpRequest) -> StreamingHttpResponse:
        assert reach.present() == reach.NOWHERE
        reach.enter("a")
        return StreamingHttpResponse(pieces())

    with reach.only("b"):
        answer = reach.ReachMiddleware(view)(rf.get("/"))
        between = []
        for piece in answer:
            between.append((piece, reach.present()))
        assert between == [(b"a", frozenset({"b"}))] * 2


def test_a_request_leaves_nothing_in_reach(rf: RequestFactory) -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        reach.enter("a")
        return HttpResponse()

    reach.ReachMiddleware(view)(rf.get("/"))
    assert reach.present() == reach.NOWHERE
