"""Steps that add bodies and offices."""

from dataclasses import replace

from plenary.charter.rules.asking import Answers, Question, choice, number, office_codes, several
from plenary.charter.rules.editing import code_for, plenary_of, process_of, with_added
from plenary.charter.rules.growing.words import asked_name, authentic, longest, named, words_for
from plenary.charter.rules.parts import parts, value_of, with_value
from plenary.charter.rules.schema import Body, BodyKind, Charter, Filled, Office
from plenary.charter.rules.words import words_in

AFFAIRS = "decisions.affairs"


def _board_of(source: Charter) -> Body:
    return next(body for body in source.bodies if body.kind in (BodyKind.BOARD, BodyKind.STEERING))


def asks_board(charter: Charter, source: Charter) -> tuple[Question, ...]:
    """What this step asks."""
    return (
        asked_name("board_name", charter, _board_of(source).names),
        number("board_number", 5, 1, 99),
        number("board_term", 24, 1, longest(charter)),
        choice("board_affairs", ("board", "everyone"), "board"),
    )


def add_board(charter: Charter, answers: Answers, source: Charter) -> Charter:
    """A board elected by the plenary; it may decide what is settled from day to day."""
    model, names = _board_of(source), named(answers["board_name"], _board_of(source).names, charter)
    code = code_for({"en": "board"}, ("en",), [body.code for body in charter.bodies], "board")
    seats = replace(
        model.seats[0],
        names=words_for(model.seats[0].names, charter),
        number=int(str(answers["board_number"])),
        filled=Filled.ELECTION,
        filled_by=plenary_of(charter),
        reserved_for={},
        reserved_category="",
        term_months=int(str(answers["board_term"])),
        term_limit=2,
    )
    duties = tuple(words_for(words, charter) for words in model.duties)
    board = Body(
        code=code, kind=BodyKind.BOARD, names=names, duties=duties, seats=(seats,), reports_to=plenary_of(charter)
    )
    place = 1 + next((at for at, body in enumerate(charter.bodies) if body.code == plenary_of(charter)), -1)
    charter = replace(charter, bodies=(*charter.bodies[:place], board, *charter.bodies[place:]))
    return _day_to_day(charter, code, source) if answers["board_affairs"] == "board" else charter


def _day_to_day(charter: Charter, body: str, source: Charter) -> Charter:
    like = process_of(source, AFFAIRS)
    taken = [process.code for process in charter.processes]
    made = replace(
        like, code=code_for({"en": "between"}, ("en",), taken, "process"), names=words_for(like.names, charter),
        electorate=body, moved_by=body, advice_from=(), recorded_by=(), fallback="",
    )  # fmt: skip
    return replace(charter, processes=(*charter.processes, made), matters={**charter.matters, AFFAIRS: made.code})


def asks_committee(charter: Charter, source: Charter) -> tuple[Question, ...]:
    """What this step asks."""
    here = {words_in(body.names, "en", ("en",)) for body in charter.bodies}
    free = [
        body.names
        for body in source.bodies
        if body.kind is BodyKind.COMMITTEE and words_in(body.names, "en", ("en",)) not in here
    ]
    return (
        asked_name("committee_name", charter, free[0] if free else {}),
        number("committee_number", 5, 1, 99),
        number("committee_term", 12, 1, longest(charter)),
    )


def add_committee(charter: Charter, answers: Answers, source: Charter) -> Charter:
    """A committee elected by the plenary; one that ships brings its duties along."""
    tag, said = authentic(charter), str(answers["committee_name"]).strip()
    known = [body for body in source.bodies if words_in(body.names, tag, ("en",)) == said]
    names = words_for(known[0].names, charter) if known else {tag: said}
    charter, key = with_added(charter, "body", names)
    seat_names = words_for(known[0].seats[0].names, charter) if known and known[0].seats else names
    charter, seats_key = with_added(charter, "seats", seat_names, inside=key)
    found = parts(charter)
    if known:
        body = value_of(charter, found[key])
        charter = with_value(
            charter, found[key], replace(body, duties=tuple(words_for(words, charter) for words in known[0].duties))
        )
    seats = value_of(charter, found[seats_key])
    number, term = int(str(answers["committee_number"])), int(str(answers["committee_term"]))
    return with_value(charter, found[seats_key], replace(seats, number=number, term_months=term))


def _missing_offices(charter: Charter, source: Charter) -> list[Office]:
    here = {office.code for office in charter.offices}
    return [office for office in source.offices if office.code not in here]


def asks_offices(charter: Charter, source: Charter) -> tuple[Question, ...]:
    """What this step asks."""
    offered = [f"office.{office.code}" for office in _missing_offices(charter, source)]
    return (several("offices", offered, offered[:2]), number("office_term", 24, 1, longest(charter)))


def add_offices(charter: Charter, answers: Answers, source: Charter) -> Charter:
    """What this step adds."""
    chosen, term = office_codes(answers["offices"]), int(str(answers["office_term"]))
    made = tuple(
        replace(
            office,
            names=words_for(office.names, charter),
            duties=tuple(words_for(words, charter) for words in office.duties),
            body="",
            filled=Filled.ELECTION,
            filled_by=plenary_of(charter),
            term_months=term,
        )
        for office in _missing_offices(charter, source)
        if office.code in chosen
    )
    return replace(charter, offices=(*charter.offices, *made))
