"""From the one-page charter to a full one in steps: each step asks a little and adds what is missing.

What it adds is taken from a charter that ships (`source`), in the languages of the charter that grows; a name that somebody
wrote stands in the authentic language. Questions and words are data as in `rules.asking`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from plenary.charter.rules.asking import Answers, Kind, Question, fitting, texts_of
from plenary.charter.rules.editing import code_for, plenary_of, process_of, with_added
from plenary.charter.rules.parts import parts, value_of, with_value
from plenary.charter.rules.schema import (
    Body,
    BodyKind,
    Charter,
    Filled,
    Office,
    Weekday,
    Words,
)
from plenary.charter.rules.words import words_in

AFFAIRS = "decisions.affairs"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: whether it was taken, what it asks, what it adds."""

    code: str
    is_taken: Callable[[Charter], bool]
    asks: Callable[[Charter, Charter], tuple[Question, ...]]
    grow: Callable[[Charter, Answers, Charter], Charter]


def grown(step: Step, charter: Charter, answers: Answers, source: Charter) -> Charter:
    """The charter after a step; what is not answered takes the default. Raises AnswersError."""
    return step.grow(charter, fitting(step.asks(charter, source), answers), source)


def _authentic(charter: Charter) -> str:
    return charter.languages[0] if charter.languages else "en"


def _in(words: Words, charter: Charter) -> Words:
    """The words in the languages of a charter; where they stand in none of them, as they are said in the first that has them."""
    found = {tag: text for tag, text in words.items() if tag in charter.languages}
    return found if found or not words else {_authentic(charter): words_in(words, _authentic(charter), ("en",))}


def _named(answer: object, words: Words, charter: Charter) -> Words:
    said, tag = str(answer).strip(), _authentic(charter)
    return _in(words, charter) if said == words_in(words, tag, ("en",)) else {tag: said}


def _name(code: str, charter: Charter, words: Words) -> Question:
    return Question(code=code, kind=Kind.NAME, asks=code, default=words_in(words, _authentic(charter), ("en",)))


def _number(code: str, default: int, least: int, most: int) -> Question:
    return Question(
        code=code, kind=Kind.NUMBER, asks=code, default=min(max(default, least), most), least=least, most=most
    )


def _choice(code: str, choices: Sequence[str], default: str) -> Question:
    return Question(code=code, kind=Kind.CHOICE, asks=code, default=default, choices=tuple(choices))


def _several(code: str, choices: Sequence[str], present: Sequence[str]) -> Question:
    return Question(code=code, kind=Kind.SEVERAL, asks=code, default=tuple(present), choices=tuple(choices))


def _keys(charter: Charter) -> tuple[str, ...]:
    return tuple(f"office.{office.code}" for office in charter.offices)


def _codes(answer: object) -> tuple[str, ...]:
    return tuple(str(key).removeprefix("office.") for key in texts_of(answer))  # type: ignore[arg-type]


def _longest(charter: Charter) -> int:
    return charter.longest_term_months or 120


# Bodies and offices


def _board_of(source: Charter) -> Body:
    return next(body for body in source.bodies if body.kind in (BodyKind.BOARD, BodyKind.STEERING))


def _asks_board(charter: Charter, source: Charter) -> tuple[Question, ...]:
    return (
        _name("board_name", charter, _board_of(source).names),
        _number("board_number", 5, 1, 99),
        _number("board_term", 24, 1, _longest(charter)),
        _choice("board_affairs", ("board", "everyone"), "board"),
    )


def _add_board(charter: Charter, answers: Answers, source: Charter) -> Charter:
    """A board elected by the plenary; it may decide what is settled from day to day."""
    model, names = _board_of(source), _named(answers["board_name"], _board_of(source).names, charter)
    code = code_for({"en": "board"}, ("en",), [body.code for body in charter.bodies], "board")
    seats = replace(
        model.seats[0],
        names=_in(model.seats[0].names, charter),
        number=int(str(answers["board_number"])),
        filled=Filled.ELECTION,
        filled_by=plenary_of(charter),
        reserved_for={},
        reserved_category="",
        term_months=int(str(answers["board_term"])),
        term_limit=2,
    )
    duties = tuple(_in(words, charter) for words in model.duties)
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
        like, code=code_for({"en": "between"}, ("en",), taken, "process"), names=_in(like.names, charter),
        electorate=body, moved_by=body, advice_from=(), recorded_by=(), fallback="",
    )  # fmt: skip
    return replace(charter, processes=(*charter.processes, made), matters={**charter.matters, AFFAIRS: made.code})


def _asks_committee(charter: Charter, source: Charter) -> tuple[Question, ...]:
    here = {words_in(body.names, "en", ("en",)) for body in charter.bodies}
    free = [
        body.names
        for body in source.bodies
        if body.kind is BodyKind.COMMITTEE and words_in(body.names, "en", ("en",)) not in here
    ]
    return (
        _name("committee_name", charter, free[0] if free else {}),
        _number("committee_number", 5, 1, 99),
        _number("committee_term", 12, 1, _longest(charter)),
    )


def _add_committee(charter: Charter, answers: Answers, source: Charter) -> Charter:
    """A committee elected by the plenary; one that ships brings its duties along."""
    tag, said = _authentic(charter), str(answers["committee_name"]).strip()
    known = [body for body in source.bodies if words_in(body.names, tag, ("en",)) == said]
    names = _in(known[0].names, charter) if known else {tag: said}
    charter, key = with_added(charter, "body", names)
    seat_names = _in(known[0].seats[0].names, charter) if known and known[0].seats else names
    charter, seats_key = with_added(charter, "seats", seat_names, inside=key)
    found = parts(charter)
    if known:
        body = value_of(charter, found[key])
        charter = with_value(
            charter, found[key], replace(body, duties=tuple(_in(words, charter) for words in known[0].duties))
        )
    seats = value_of(charter, found[seats_key])
    number, term = int(str(answers["committee_number"])), int(str(answers["committee_term"]))
    return with_value(charter, found[seats_key], replace(seats, number=number, term_months=term))


def _missing_offices(charter: Charter, source: Charter) -> list[Office]:
    here = {office.code for office in charter.offices}
    return [office for office in source.offices if office.code not in here]


def _asks_offices(charter: Charter, source: Charter) -> tuple[Question, ...]:
    offered = [f"office.{office.code}" for office in _missing_offices(charter, source)]
    return (_several("offices", offered, offered[:2]), _number("office_term", 24, 1, _longest(charter)))


def _add_offices(charter: Charter, answers: Answers, source: Charter) -> Charter:
    chosen, term = _codes(answers["offices"]), int(str(answers["office_term"]))
    made = tuple(
        replace(
            office,
            names=_in(office.names, charter),
            duties=tuple(_in(words, charter) for words in office.duties),
            body="",
            filled=Filled.ELECTION,
            filled_by=plenary_of(charter),
            term_months=term,
        )
        for office in _missing_offices(charter, source)
        if office.code in chosen
    )
    return replace(charter, offices=(*charter.offices, *made))


# Members, speaking, protection, concerns, days, languages


def _asks_joining(_charter: Charter, _source: Charter) -> tuple[Question, ...]:
    return (_number("trial_months", 6, 1, 36), _choice("trial_vote", ("no", "yes"), "no"))


def _add_joining(charter: Charter, answers: Answers, source: Charter) -> Charter:
    """Time on trial for every category that votes; where a category asks nothing yet, what the shipped one asks."""
    asked = tuple(_in(words, charter) for words in source.categories[0].requirements)
    return replace(
        charter,
        categories=tuple(
            replace(
                category,
                provisional_months=int(str(answers["trial_months"])),
                provisional_vote=answers["trial_vote"] == "yes",
                requirements=category.requirements or asked,
            )
            if category.vote
            else category
            for category in charter.categories
        ),
    )


def _asks_speaking(charter: Charter, _source: Charter) -> tuple[Question, ...]:
    present = [f"office.{code}" for code in charter.speaking.offices if f"office.{code}" in _keys(charter)]
    return (
        _several("speakers", _keys(charter), present),
        _choice("turns", ("no", "yes"), "yes" if charter.speaking.rotation else "no"),
    )


def _add_speaking(charter: Charter, answers: Answers, source: Charter) -> Charter:
    rule = replace(
        charter.speaking,
        offices=_codes(answers["speakers"]),
        rotation=answers["turns"] == "yes",
        text=charter.speaking.text or _in(source.speaking.text, charter),
    )
    return replace(charter, speaking=rule, credit=charter.credit or _in(source.credit, charter))


def _asks_protection(charter: Charter, _source: Charter) -> tuple[Question, ...]:
    return (
        _number("cap", 3, 1, 99),
        _number("vouchers", 2, 1, 9),
        _several("knowing", _keys(charter), _keys(charter)[:1]),
    )


def _add_protection(charter: Charter, answers: Answers, _source: Charter) -> Charter:
    rule = replace(
        charter.protection,
        allowed=True,
        cap=int(str(answers["cap"])),
        vouchers=int(str(answers["vouchers"])),
        known_to=_codes(answers["knowing"]),
    )
    return replace(charter, protection=rule)


def _asks_conflict(charter: Charter, _source: Charter) -> tuple[Question, ...]:
    keys = ("everyone", *_keys(charter))
    return (_choice("receiver", keys, keys[1 % len(keys)]), _choice("instead", keys, keys[2 % len(keys)]))


def _add_conflict(charter: Charter, answers: Answers, source: Charter) -> Charter:
    receiver, instead = (
        "" if answers[code] == "everyone" else str(answers[code]).removeprefix("office.")
        for code in ("receiver", "instead")
    )
    rule = replace(
        charter.conflict,
        receiver=receiver,
        instead=instead if receiver and instead != receiver else "",
        text=charter.conflict.text or _in(source.conflict.text, charter),
    )
    return replace(charter, conflict=rule)


def _asks_days(charter: Charter, _source: Charter) -> tuple[Question, ...]:
    present = charter.days.rest_days or (Weekday.SATURDAY, Weekday.SUNDAY)
    return (_several("rest_days", tuple(map(str, Weekday)), tuple(map(str, present))),)


def _add_days(charter: Charter, answers: Answers, _source: Charter) -> Charter:
    rest = tuple(Weekday(day) for day in texts_of(answers["rest_days"]))
    return replace(charter, days=replace(charter.days, rest_days=rest))


def _asks_languages(charter: Charter, source: Charter) -> tuple[Question, ...]:
    offered = tuple(tag for tag in source.languages if tag not in charter.languages)
    return (_several("more_languages", offered, ()),)


def _add_languages(charter: Charter, answers: Answers, _source: Charter) -> Charter:
    return replace(charter, languages=(*charter.languages, *texts_of(answers["more_languages"])))


STEPS: tuple[Step, ...] = (
    Step(
        "board",
        lambda charter: any(body.kind is BodyKind.BOARD for body in charter.bodies),
        _asks_board,
        _add_board,
    ),
    Step(
        "committee",
        lambda charter: any(body.kind is BodyKind.COMMITTEE for body in charter.bodies),
        _asks_committee,
        _add_committee,
    ),
    Step("offices", lambda charter: len(charter.offices) > 1, _asks_offices, _add_offices),
    Step(
        "joining",
        lambda charter: any(category.provisional_months for category in charter.categories),
        _asks_joining,
        _add_joining,
    ),
    Step(
        "speaking",
        lambda charter: bool(charter.speaking.text or charter.speaking.rotation),
        _asks_speaking,
        _add_speaking,
    ),
    Step("protection", lambda charter: charter.protection.allowed, _asks_protection, _add_protection),
    Step("conflict", lambda charter: bool(charter.conflict.receiver), _asks_conflict, _add_conflict),
    Step("days", lambda charter: bool(charter.days.rest_days), _asks_days, _add_days),
    Step("languages", lambda charter: len(charter.languages) > 1, _asks_languages, _add_languages),
)


def step_of(code: str) -> Step:
    """The step of a code. Raises KeyError."""
    return {step.code: step for step in STEPS}[code]
