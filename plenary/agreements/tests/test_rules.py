"""Rules of agreements: hashes, comparison, stages, on which edition a signature stands."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from plenary.agreements.rules import (
    Adopted,
    Change,
    Fit,
    Given,
    Line,
    Second,
    Stage,
    Terms,
    compared,
    document,
    fit_of,
    hash_of,
    hash_of_words,
    is_held_back,
    is_own,
    link_holds,
    may_send,
    plain_address,
    reaches,
    second_of,
    stage_of,
    told_line,
)

TODAY = date(2026, 3, 20)
TERMS = Terms(kind="platform", title="Our call", language="en")

keys = some.lists(some.sampled_from("abcdefghij"), unique=True, max_size=10)
lines = keys.flatmap(
    lambda chosen: some.tuples(
        *(some.builds(Line, key=some.just(key), words=some.sampled_from("xyz")) for key in chosen)
    )
)
editions = some.lists(
    some.builds(Adopted, number=some.integers(1, 20), is_material=some.booleans()), unique_by=lambda one: one.number
)


@pytest.mark.parametrize(
    ("is_adopted", "is_ended", "expires_on", "stage"),
    [
        (False, False, None, Stage.DRAFTING),
        (True, False, None, Stage.IN_FORCE),
        (True, False, TODAY, Stage.IN_FORCE),
        (True, False, TODAY - timedelta(days=1), Stage.EXPIRED),
        (True, True, None, Stage.ENDED),
        (False, True, None, Stage.ENDED),
    ],
)
def test_stage_of_an_agreement(is_adopted: bool, is_ended: bool, expires_on: date | None, stage: Stage) -> None:
    assert stage_of(is_adopted=is_adopted, is_ended=is_ended, expires_on=expires_on, today=TODAY) is stage


@given(lines, lines, some.integers(1, 9))
def test_a_hash_is_that_of_one_text_alone(one: tuple[Line, ...], other: tuple[Line, ...], number: int) -> None:
    same = hash_of(document(TERMS, one, number)) == hash_of(document(TERMS, other, number))
    assert same == (one == other)


@pytest.mark.parametrize(
    "terms",
    [
        Terms(kind="strategy", title="Our call", language="en"),
        Terms(kind="platform", title="Our calls", language="en"),
        Terms(kind="platform", title="Our call", language="fr"),
        Terms(kind="platform", title="Our call", language="en", allows_reservations=True),
        Terms(kind="platform", title="Our call", language="en", is_public=True),
        Terms(kind="platform", title="Our call", language="en", expires_on=TODAY),
        Terms(kind="platform", title="Our call", language="en", review_on=TODAY),
    ],
)
def test_a_hash_holds_the_terms_too(terms: Terms) -> None:
    assert hash_of(document(terms, (), 1)) != hash_of(document(TERMS, (), 1))


def test_whose_part_it_is_stands_in_a_paragraph_where_it_is_one() -> None:
    plain, part = Line(key="a", words="We meet."), Line(key="a", words="We meet.", who="board", side="will")
    assert told_line(plain) == {"key": "a", "words": "We meet."}
    assert told_line(part) == {"key": "a", "words": "We meet.", "who": "board", "side": "will"}
    hashes = {hash_of(document(TERMS, [each], 1)) for each in (plain, part, replace(part, side="will_not"))}
    assert len(hashes) == 3


def test_a_translation_is_bound_to_the_very_words() -> None:
    assert hash_of_words("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert hash_of_words("abc") != hash_of_words("abc ")


@pytest.mark.parametrize(
    ("stands", "against", "adds", "fit"),
    [
        (None, "Old.", False, Fit.GONE),
        (None, "Old.", True, Fit.GONE),
        ("Old.", "Old.", False, Fit.NOW),
        ("New.", "Old.", False, Fit.OLDER),
        ("New.", "Old.", True, Fit.NOW),
    ],
)
def test_a_suggestion_fits_the_words_that_it_was_made_on(
    stands: str | None, against: str, adds: bool, fit: Fit
) -> None:
    line = None if stands is None else Line(key="a", words=stands)
    assert fit_of(line, against=against, adds=adds) is fit


@given(lines, lines)
def test_comparison_tells_every_paragraph_of_both_once(old: tuple[Line, ...], new: tuple[Line, ...]) -> None:
    rows = compared(old, new)
    assert [row.after for row in rows if row.number_after] == [line.words for line in new]
    assert sorted(row.number_before for row in rows if row.number_before) == list(range(1, len(old) + 1))
    was = {line.key: line.words for line in old}
    for row in rows:
        key = new[row.number_after - 1].key if row.number_after else ""
        expected = (
            Change.REMOVED
            if not row.number_after
            else Change.ADDED
            if key not in was
            else Change.SAME
            if was[key] == row.after
            else Change.CHANGED
        )
        assert row.change is expected


@given(lines)
def test_a_text_compared_with_itself_is_the_same(text: tuple[Line, ...]) -> None:
    assert {row.change for row in compared(text, text)} <= {Change.SAME}


def test_what_went_is_told_after_what_it_followed() -> None:
    old = (Line(key="a", words="A"), Line(key="b", words="B"), Line(key="c", words="C"))
    new = (Line(key="a", words="A"), Line(key="d", words="D"), Line(key="c", words="C"))
    told = [(row.change.value, row.number_before, row.number_after) for row in compared(old, new)]
    assert told == [("same", 1, 1), ("removed", 2, 0), ("added", 0, 2), ("same", 3, 3)]


@pytest.mark.parametrize(
    ("signed", "adopted", "stands_on"),
    [
        (1, [(1, True)], 1),
        (1, [(1, True), (2, True)], 1),
        (1, [(1, True), (2, False)], 2),
        (1, [(1, True), (2, False), (4, True), (5, False)], 2),
        (4, [(1, True), (4, True), (5, False), (7, False)], 7),
    ],
)
def test_on_which_edition_a_signature_stands(signed: int, adopted: list[tuple[int, bool]], stands_on: int) -> None:
    rows = [Adopted(number=number, is_material=material) for number, material in adopted]
    assert reaches(signed, rows) == stands_on


@given(some.integers(1, 20), editions)
def test_no_signature_passes_what_is_material(signed: int, adopted: list[Adopted]) -> None:
    stands = reaches(signed, adopted)
    assert stands >= signed
    assert not any(one.is_material for one in adopted if signed < one.number <= stands)
    beyond = [one for one in adopted if one.number > stands]
    assert not beyond or min(beyond, key=lambda one: one.number).is_material


NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
times = some.integers(-2_000, 2_000).map(lambda hours: NOW + timedelta(hours=hours))
moments = some.none() | times
given_ones = some.builds(
    Given,
    confirmed_at=moments,
    contested_at=moments,
    withdrawn_at=moments,
    sent_at=moments,
    holds=some.booleans(),
    could_sign=some.booleans(),
    is_anothers=some.booleans(),
)
ANSWERED = {Second.CONFIRMED, Second.CONTESTED, Second.WITHDRAWN}


@given(given_ones, times)
def test_only_what_waits_for_the_word_of_another_within_fourteen_days_is_open(asked: Given, now: datetime) -> None:
    is_open = second_of(asked, now) is Second.OPEN
    waits = not (asked.confirmed_at or asked.contested_at or asked.withdrawn_at)
    fits = asked.holds and asked.could_sign and asked.is_anothers
    in_time = asked.sent_at is not None and asked.sent_at <= now < asked.sent_at + timedelta(days=14)
    assert is_open == (waits and fits and in_time)


@pytest.mark.parametrize(
    ("asked", "stands"),
    [
        (Given(), Second.LAPSED),
        (Given(sent_at=NOW), Second.OPEN),
        (Given(sent_at=NOW, is_anothers=False), Second.LAPSED),
        (Given(sent_at=NOW - timedelta(days=14)), Second.LAPSED),
        (Given(sent_at=NOW, could_sign=False), Second.AWAY),
        (Given(sent_at=NOW, could_sign=False, is_anothers=False), Second.AWAY),
        (Given(sent_at=NOW, holds=False, could_sign=False), Second.OUTDATED),
        (Given(sent_at=NOW, confirmed_at=NOW, holds=False), Second.CONFIRMED),
        (Given(confirmed_at=NOW, withdrawn_at=NOW), Second.WITHDRAWN),
        (Given(withdrawn_at=NOW, contested_at=NOW), Second.CONTESTED),
    ],
)
def test_how_a_signature_stands_to_the_second_address(asked: Given, stands: Second) -> None:
    assert second_of(asked, NOW) is stands


@pytest.mark.parametrize(
    ("usable_in", "rests"),
    [(None, False), (timedelta(0), False), (timedelta(seconds=1), True), (timedelta(days=-7), False)],
)
def test_a_new_second_address_rests_until_its_day(usable_in: timedelta | None, rests: bool) -> None:
    assert is_held_back(None if usable_in is None else NOW + usable_in, NOW) is rests


@given(given_ones, times, times)
def test_what_was_answered_stays_so(asked: Given, at: datetime, now: datetime) -> None:
    confirmed = replace(asked, confirmed_at=at, contested_at=None, withdrawn_at=None)
    contested = replace(asked, confirmed_at=None, contested_at=at, withdrawn_at=at)
    assert (second_of(confirmed, now), second_of(contested, now)) == (Second.CONFIRMED, Second.CONTESTED)
    assert (second_of(asked, now) in ANSWERED) == (any((asked.confirmed_at, asked.contested_at, asked.withdrawn_at)))


@given(some.emails(), some.text(alphabet="abc", min_size=1))
def test_an_address_is_its_own_however_it_is_written(address: str, more: str) -> None:
    box, _at, host = address.rpartition("@")
    ways = [address, address.upper(), f" {address} ", f"{box.partition('+')[0]}+{more}@{host}"]
    plain = {plain_address(each.lower()) for each in ways}
    assert (len(plain), plain_address(plain.copy().pop())) == (1, plain.pop())
    assert is_own(address, ["", address.lower()])
    assert not is_own(address, [f"x{plain_address(address)}", ""])
    assert not is_own("", [""])


@pytest.mark.parametrize(
    ("since", "sends", "holds"),
    [
        (None, True, False),
        (timedelta(0), False, True),
        (timedelta(minutes=9, seconds=59), False, True),
        (timedelta(minutes=10), True, True),
        (timedelta(days=14) - timedelta(seconds=1), True, True),
        (timedelta(days=14), True, False),
        (-timedelta(seconds=1), False, False),
    ],
)
def test_a_mail_rests_ten_minutes_and_its_link_holds_fourteen_days(
    since: timedelta | None, sends: bool, holds: bool
) -> None:
    sent = None if since is None else NOW - since
    assert (may_send(sent, NOW), link_holds(sent, NOW)) == (sends, holds)
