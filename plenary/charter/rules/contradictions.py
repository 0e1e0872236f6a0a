"""Contradictions: what a well-formed charter may still say that cannot be obeyed. Pure checks, each with its clause."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from functools import partial

from plenary.charter.rules import deciding
from plenary.charter.rules.findings import Contradiction, fillable
from plenary.charter.rules.schema import (
    OTHER_MATTER,
    Body,
    BodyKind,
    Charter,
    Filled,
    Office,
    Seats,
    Who,
    Words,
)

type Check = Callable[[Charter], Iterator[Contradiction]]


def contradictions(charter: Charter, powers: Collection[str] | None = None) -> tuple[Contradiction, ...]:
    """Everything in the charter that cannot be obeyed, in the order of its chapters; empty when it is sound.

    `powers` are the codes that rooms brought; without them the powers of offices are not checked. Matters that no room
    brought are no contradiction: they wait for their room.
    """
    checks: tuple[Check, ...] = (
        _languages,
        _words,
        _duplicates,
        _categories,
        _capacity,
        _bodies,
        _offices,
        partial(_powers, powers=powers),
        deciding.processes,
        deciding.urgent,
        deciding.days,
        _matters,
        _places,
        _protection,
        _review,
    )
    return tuple(found for check in checks for found in check(charter))


def _languages(charter: Charter) -> Iterator[Contradiction]:
    if not charter.languages:
        yield Contradiction("languages", "charter.no_language")
    if any(len(set(tags)) < len(tags) for tags in (charter.languages, charter.required_languages)):
        yield Contradiction("languages", "charter.language_twice")


def _words(charter: Charter) -> Iterator[Contradiction]:
    """Names and the purpose are written in the authentic language, the one that counts when translations differ."""
    authentic = charter.languages[0] if charter.languages else ""
    named: list[tuple[str, Words]] = [("purpose", charter.purpose.purpose)]
    named += [(f"category.{item.code}", item.names) for item in charter.categories]
    for body in charter.bodies:
        named.append((f"body.{body.code}", body.names))
        named += [(f"body.{body.code}.{seats.code}", seats.names) for seats in body.seats]
    named += [(f"office.{item.code}", item.names) for item in charter.offices]
    named += [(f"process.{item.code}", item.names) for item in charter.processes]
    for clause, words in named:
        if not words.get(authentic, "").strip():
            yield Contradiction(clause, "charter.no_words", {"language": authentic})


def _duplicates(charter: Charter) -> Iterator[Contradiction]:
    groups = (
        ("category", [item.code for item in charter.categories]),
        ("body", [item.code for item in charter.bodies]),
        ("office", [item.code for item in charter.offices]),
        ("process", [item.code for item in charter.processes]),
        *((f"body.{body.code}", [seats.code for seats in body.seats]) for body in charter.bodies),
    )
    for prefix, codes in groups:
        for code, count in Counter(codes).items():
            if count > 1:
                yield Contradiction(f"{prefix}.{code}", "charter.code_twice", {"code": code})


def _categories(charter: Charter) -> Iterator[Contradiction]:
    if not any(category.vote for category in charter.categories):
        yield Contradiction("category", "charter.nobody_votes")
    for category in charter.categories:
        if category.personal and category.who is not Who.INDIVIDUALS:
            yield Contradiction(f"category.{category.code}", "charter.personal_organisation", {"code": category.code})
        if category.vote and category.weight < 1:
            yield Contradiction(f"category.{category.code}", "charter.weightless", {"code": category.code})
        if category.vote and not category.voice:
            yield Contradiction(f"category.{category.code}", "charter.vote_without_voice", {"code": category.code})
        if category.provisional_vote and not category.vote:
            yield Contradiction(f"category.{category.code}", "charter.provisional_more", {"code": category.code})


def _capacity(charter: Charter) -> Iterator[Contradiction]:
    """Whoever can carry less is asked for less, and for something."""
    if not 0 < charter.accountability.small <= charter.accountability.medium <= 1:
        yield Contradiction("accountability", "charter.bad_scale")


def _bodies(charter: Charter) -> Iterator[Contradiction]:
    if sum(body.kind is BodyKind.PLENARY for body in charter.bodies) != 1:
        yield Contradiction("body", "charter.one_plenary")
    filled = fillable(charter)
    for body in charter.bodies:
        clause = f"body.{body.code}"
        if body.kind is BodyKind.PLENARY:
            if body.seats:
                yield Contradiction(clause, "charter.plenary_with_seats", {"code": body.code})
        elif not _place_count(body):
            yield Contradiction(clause, "charter.body_without_seats", {"code": body.code})
        elif body.code not in filled:
            yield Contradiction(clause, "charter.body_never_filled", {"code": body.code})
        if body.reports_to == body.code:
            yield Contradiction(clause, "charter.reports_to_itself", {"code": body.code})
        yield from _unknown(charter, clause, body.reports_to, optional=True)
        for seats in body.seats:
            yield from _seats(charter, body, seats)


def _seats(charter: Charter, body: Body, seats: Seats) -> Iterator[Contradiction]:
    clause = f"body.{body.code}.{seats.code}"
    if not seats.number and seats.filled is not Filled.EVERY_MEMBER:
        yield Contradiction(clause, "charter.no_seats", {"code": seats.code})
    if seats.filled in (Filled.ELECTION, Filled.APPOINTMENT):
        yield from _unknown(charter, clause, seats.filled_by)
        yield from _term(charter, clause, seats)
    if seats.filled is Filled.HOST and not charter.host.has_host:
        yield Contradiction(clause, "charter.no_host", {"code": seats.code})
    if seats.reserved_category and seats.reserved_category not in {item.code for item in charter.categories}:
        yield Contradiction(clause, "charter.unknown_category", {"code": seats.reserved_category})


def _offices(charter: Charter) -> Iterator[Contradiction]:
    for office in charter.offices:
        clause = f"office.{office.code}"
        yield from _unknown(charter, clause, office.body, optional=True)
        if office.filled in (Filled.ELECTION, Filled.APPOINTMENT):
            yield from _unknown(charter, clause, office.filled_by)
            yield from _term(charter, clause, office)
        if office.filled is Filled.EVERY_MEMBER:
            yield Contradiction(clause, "charter.office_of_everyone", {"code": office.code})
        if office.filled is Filled.HOST and not charter.host.has_host:
            yield Contradiction(clause, "charter.no_host", {"code": office.code})


def _term(charter: Charter, clause: str, held: Seats | Office) -> Iterator[Contradiction]:
    if held.term_limit and not held.term_months:
        yield Contradiction(clause, "charter.limit_without_term", {"code": held.code})
    longest = charter.longest_term_months
    if longest and (not held.term_months or held.term_months > longest):
        yield Contradiction(clause, "charter.term_too_long", {"code": held.code, "longest": longest})


def _powers(charter: Charter, *, powers: Collection[str] | None) -> Iterator[Contradiction]:
    for office in charter.offices:
        for power in office.powers:
            if powers is not None and power not in powers:
                yield Contradiction(f"office.{office.code}", "charter.unknown_power", {"code": power})


def _matters(charter: Charter) -> Iterator[Contradiction]:
    codes = {process.code for process in charter.processes}
    if OTHER_MATTER not in charter.matters:
        yield Contradiction(f"matter.{OTHER_MATTER}", "charter.no_other")
    for matter, process in charter.matters.items():
        if process not in codes:
            yield Contradiction(f"matter.{matter}", "charter.unknown_process", {"code": process})


def _places(charter: Charter) -> Iterator[Contradiction]:
    """Every office, body or process that a later chapter names is one of this charter."""
    offices = {office.code for office in charter.offices}
    processes = {process.code for process in charter.processes}
    named = [("speaking", code) for code in charter.speaking.offices]
    named += [("protection", code) for code in charter.protection.known_to]
    named += [("conflict", code) for code in charter.conflict.order]
    for clause, code in named:
        if code not in offices:
            yield Contradiction(clause, "charter.unknown_office", {"code": code})
    rule = charter.conflict
    told = [code for code in (rule.receiver, rule.instead, *rule.further) if code]
    for code in sorted({each for each in told if told.count(each) > 1}):
        yield Contradiction("conflict", "charter.no_way_around", {"code": code})
    for clause, code in (("speaking", charter.speaking.sign_off), ("ending", charter.ending.process)):
        if code != OTHER_MATTER and code not in processes:
            yield Contradiction(clause, "charter.unknown_process", {"code": code})
    yield from _unknown(charter, "review", charter.review.by)
    yield from _unknown(charter, "host", charter.host.reports_to, optional=True)


def _protection(charter: Charter) -> Iterator[Contradiction]:
    protection = charter.protection
    if protection.allowed and not protection.cap:
        yield Contradiction("protection", "charter.protection_without_cap")
    if protection.allowed and not protection.vouchers:
        yield Contradiction("protection", "charter.protection_without_vouchers")
    if protection.allowed and not protection.known_to:
        yield Contradiction("protection", "charter.protection_known_to_nobody")


def _review(charter: Charter) -> Iterator[Contradiction]:
    if not charter.review.every_months:
        yield Contradiction("review", "charter.never_reviewed")


def _unknown(charter: Charter, clause: str, code: str, *, optional: bool = False) -> Iterator[Contradiction]:
    if not (optional and not code) and code not in {body.code for body in charter.bodies}:
        yield Contradiction(clause, "charter.unknown_body", {"code": code})


def _place_count(body: Body) -> bool:
    return any(seats.number or seats.filled is Filled.EVERY_MEMBER for seats in body.seats)
