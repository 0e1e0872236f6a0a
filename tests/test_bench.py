"""A measurement that exceeds what was promised says so and fails; the promise of a great agreement is among them."""

import inspect
from pathlib import Path

import pytest

from bench import agreements, run
from bench.figures import Figure, over_sizes


def _rows(*figures: Figure) -> list[dict[str, object]]:
    return [figure.as_json() for figure in figures]


@pytest.mark.parametrize(("value", "is_exceeded"), [(299.9, False), (300, False), (300.1, True)])
def test_what_is_above_its_bound_is_said(value: float, *, is_exceeded: bool) -> None:
    page = over_sizes("page", "ms", {"100": 900, "1000": value}, bound=300)
    told = run.exceeded(_rows(page, Figure("queries", 1e9, "queries")))
    assert told == ([f"Exceeded: page took {value:,.2f} ms, promised were 300.00."] if is_exceeded else [])


def test_the_table_says_what_was_promised() -> None:
    head, line, other = run.table(_rows(Figure("paper", 2.5, "s", bound=3), Figure("rate", 7, "a second"))).splitlines()
    at = head.index("promised")
    assert (line[at : at + 8].strip(), other[at : at + 8].strip()) == ("3.00", "")


def test_measuring_ends_with_a_mistake_where_a_bound_is_exceeded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for value, ends in ((2.0, None), (3.5, "Exceeded: paper_sqlite took 3.50 s, promised were 3.00.")):
        rows = _rows(Figure("paper_sqlite", value, "s", bound=3))
        monkeypatch.setattr(run, "measure_on", lambda *_given, rows=rows, **_more: rows)
        monkeypatch.setattr(run, "LATEST", tmp_path / "latest.json")
        monkeypatch.setattr(run, "ROOT", tmp_path)
        monkeypatch.setattr("sys.argv", ["bench", "agreements", "--database", "sqlite"])
        if ends is None:
            run.main()
            continue
        with pytest.raises(SystemExit) as ended:
            run.main()
        assert ends in str(ended.value.code)
        assert "The load of this machine was" in str(ended.value.code)


def test_a_great_agreement_is_held_to_what_was_promised_of_it() -> None:
    assert (agreements.PAGE_WITHIN, agreements.PAPER_WITHIN) == (300, 3)
    assert (agreements.PARAGRAPHS, agreements.EDITIONS, agreements.SIGNATORIES[-1]) == (200, 30, 1_000)
    told = inspect.getsource(agreements.measure)
    assert told.count("bound=PAGE_WITHIN") == told.count("bound=PAPER_WITHIN") == 1
