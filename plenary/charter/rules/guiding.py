"""Questions that people ask of a charter ("Who decides about money?"), each with its present answer and what another changes.

Pure data and functions: a question is built from the charter, so that it names its bodies and offices; an answer gives
another charter. A choice is a word, or the key of a body or an office (`body.board`). The words stand in `labels.guides`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from plenary.charter.rules.asking import (
    Answer,
    Answers,
    Question,
    choice,
    fitting,
    number,
    office_codes,
    office_keys,
    several,
    texts_of,
)
from plenary.charter.rules.editing import code_for, process_of
from plenary.charter.rules.questions import AMENDMENT_MATTER, by_method
from plenary.charter.rules.schema import (
    OTHER_MATTER,
    BodyKind,
    Charter,
    Conflict,
    Method,
    Process,
    Secrecy,
    Urgent,
    Words,
)

type NamesOf = Callable[[str], Words]
"""The words for a new process of a code, in the languages of the charter."""

MONEY, ADMISSION = "decisions.money", "membership.admit"
LONGEST = 120  # months
_QUORUM = Fraction(1, 3)
_URGENT_HOURS, _WINDOW_HOURS = 24, 48
_ENDS_ALONE = (Method.MAJORITY, Method.CONSENT)


@dataclass(frozen=True, slots=True)
class Guide:
    """One question: what it asks, what an answer changes, and the clauses that tell of it."""

    code: str
    asks: Callable[[Charter], Question]
    change: Callable[[Charter, Answer, NamesOf], Charter]
    clauses: tuple[str, ...]


def answered(guide: Guide, charter: Charter, answers: Answers, names: NamesOf) -> Charter:
    """The charter after an answer; what is not answered stays. Raises AnswersError."""
    given = fitting((guide.asks(charter),), answers)
    return guide.change(charter, given[guide.code], names)


def _usual(charter: Charter) -> Process:
    return process_of(charter, OTHER_MATTER)


def _with_process(charter: Charter, process: Process) -> Charter:
    """The charter with a process in the place of the one of its code, else at the end."""
    row = tuple(process if item.code == process.code else item for item in charter.processes)
    return replace(charter, processes=row if process in row else (*row, process))


def _fresh(charter: Charter, like: Process, code: str, names: NamesOf) -> Process:
    """A new process like another, named by the words for its code."""
    words = names(code)
    taken = [item.code for item in charter.processes]
    return replace(like, code=code_for({"en": code}, ("en",), taken, "process"), names=words)


# Who decides


def _who_decides(code: str, matter: str) -> Callable[[Charter], Question]:
    def asks(charter: Charter) -> Question:
        present = f"body.{process_of(charter, matter).electorate}"
        return choice(code, tuple(f"body.{body.code}" for body in charter.bodies), present)

    return asks


def _decided_by(code: str, matter: str) -> Callable[[Charter, Answer, NamesOf], Charter]:
    def change(charter: Charter, answer: Answer, names: NamesOf) -> Charter:
        """The matter takes a process of that body that other matters take already, else one of its own."""
        present, body = process_of(charter, matter), str(answer).removeprefix("body.")
        if present.electorate == body:
            return charter
        used = {*charter.matters.values()} - {charter.matters.get(AMENDMENT_MATTER)}
        known = [item for item in charter.processes if item.electorate == body and item.code in used]
        if known:
            return replace(charter, matters={**charter.matters, matter: known[0].code})
        made = replace(_fresh(charter, present, code, names), electorate=body)
        return replace(_with_process(charter, made), matters={**charter.matters, matter: made.code})

    return change


# How it is decided


def _how(charter: Charter) -> Question:
    methods = (Method.SILENCE, Method.CONSENT, Method.CONSENSUS, Method.MAJORITY)
    return choice("method", tuple(map(str, methods)), str(_usual(charter).method))


def _decide_how(charter: Charter, answer: Answer, _names: NamesOf) -> Charter:
    usual, method = _usual(charter), Method(str(answer))
    if method is usual.method:
        return charter
    sure = process_of(charter, AMENDMENT_MATTER)
    otherwise = sure.code if sure.method in _ENDS_ALONE and sure.code != usual.code else ""
    made = by_method(usual, method, otherwise)
    changed = _with_process(charter, replace(made, objectors=max(1, made.objectors)))
    return changed if method in _ENDS_ALONE else _relying_on(changed, usual.code, otherwise)


def _relying_on(charter: Charter, code: str, otherwise: str) -> Charter:
    """What relied on a process that no longer decides alone, to fall back on or to confirm, relies on another."""
    row = tuple(replace(item, fallback=otherwise) if item.fallback == code else item for item in charter.processes)
    rule = charter.urgent
    if rule.process == code or (rule.confirmed_by == code and otherwise in ("", rule.process)):
        rule = Urgent()
    elif rule.confirmed_by == code:
        rule = replace(rule, confirmed_by=otherwise)
    return replace(charter, processes=row, urgent=rule)


def _unanswered(charter: Charter) -> Question:
    usual = _usual(charter)
    present = "agrees" if usual.method is Method.SILENCE else "lapses" if usual.quorum else "goes_on"
    return choice("nobody", ("lapses", "goes_on", "agrees"), present)


def _leave_unanswered(charter: Charter, answer: Answer, names: NamesOf) -> Charter:
    if answer == "agrees":
        return _decide_how(charter, str(Method.SILENCE), names)
    usual = _usual(charter)
    if usual.method is Method.SILENCE:
        usual = by_method(usual, Method.MAJORITY, "")
    if answer == "goes_on":
        return _with_process(charter, replace(usual, quorum=Fraction(0)))
    return _with_process(charter, usual if usual.quorum else replace(usual, quorum=_QUORUM))


def _waiting(charter: Charter) -> Question:
    few = tuple(f"body.{body.code}" for body in charter.bodies if body.kind is not BodyKind.PLENARY)
    present = charter.urgent.process
    known = {item.code: item for item in charter.processes}
    default = f"body.{known[present].electorate}" if present in known else "nobody"
    return choice("urgent", ("nobody", *few), default)


def _let_few_decide(charter: Charter, answer: Answer, names: NamesOf) -> Charter:
    """The few decide within a day, on what any matter is; it lapses unless the usual process, or an amendment's, confirms it."""
    if answer == _waiting(charter).default:
        return charter
    if answer == "nobody":
        return replace(charter, urgent=Urgent())
    usual, body = _usual(charter), str(answer).removeprefix("body.")
    known = {item.code: item for item in charter.processes}
    rule = charter.urgent
    if rule.process in known and rule.process not in charter.matters.values():
        return _with_process(charter, replace(known[rule.process], electorate=body))
    made = replace(
        by_method(_fresh(charter, usual, "urgent", names), Method.MAJORITY, ""),
        electorate=body, moved_by=body, seconders=0, notice_days=0, discussion_days=0, voting_days=0,
        voting_hours=_URGENT_HOURS, early=True, threshold=Fraction(1, 2), strictly=True, objections=False,
        advice_from=(), referral_days=0, extension_days=0, hold_hours=0,
    )  # fmt: skip
    charter = _with_process(charter, made)
    confirms = next(
        (each for each in (usual, process_of(charter, AMENDMENT_MATTER)) if each.method in _ENDS_ALONE), None
    )
    if confirms is None:
        confirms = by_method(_fresh(charter, usual, "confirms", names), Method.MAJORITY, "")
        charter = _with_process(charter, confirms)
    matters = rule.matters or (OTHER_MATTER,)
    return replace(charter, urgent=Urgent(process=made.code, confirmed_by=confirms.code, matters=matters))


def _on_calls(charter: Charter) -> Question:
    present = [f"office.{code}" for code in _usual(charter).recorded_by]
    return several("calls", office_keys(charter), present)


def _decide_on_calls(charter: Charter, answer: Answer, _names: NamesOf) -> Charter:
    """Every process that answers yes or no openly may be used on a call, but the one of amendments, and the one of what cannot
    wait."""
    if answer == _on_calls(charter).default:
        return charter
    kept = {charter.matters.get(AMENDMENT_MATTER), charter.urgent.process}
    row = tuple(
        item
        if item.code in kept or item.method is Method.CHOICE or item.secrecy is Secrecy.SECRET
        else replace(item, recorded_by=office_codes(answer), window_hours=item.window_hours or _WINDOW_HOURS)
        for item in charter.processes
    )
    return replace(charter, processes=row)


# Speaking, concerns, languages, terms, review


def _speaking(charter: Charter) -> Question:
    return several("speaks", office_keys(charter), [f"office.{code}" for code in charter.speaking.offices])


def _let_speak(charter: Charter, answer: Answer, _names: NamesOf) -> Charter:
    return replace(charter, speaking=replace(charter.speaking, offices=office_codes(answer)))


def _concerns(charter: Charter) -> Question:
    present = f"office.{charter.conflict.receiver}" if charter.conflict.receiver else "everyone"
    return choice("concern", ("everyone", *office_keys(charter)), present)


def _send_concerns(charter: Charter, answer: Answer, _names: NamesOf) -> Charter:
    receiver = "" if answer == "everyone" else str(answer).removeprefix("office.")
    rule: Conflict = charter.conflict
    instead = "" if rule.instead == receiver or not receiver else rule.instead
    further = tuple(code for code in rule.further if receiver and code != receiver)
    return replace(charter, conflict=replace(rule, receiver=receiver, instead=instead, further=further))


def _tongues(charter: Charter) -> Question:
    return several("tongues", charter.languages, charter.required_languages)


def _require_tongues(charter: Charter, answer: Answer, _names: NamesOf) -> Charter:
    return replace(charter, required_languages=tuple(texts_of(answer)))


def _term(charter: Charter) -> Question:
    present = charter.longest_term_months
    return number("longest", present, 0, max(LONGEST, present))


def _limit_terms(charter: Charter, answer: Answer, _names: NamesOf) -> Charter:
    """Terms that are longer, or have no end, take the longest that is allowed."""
    longest = int(str(answer))

    def within(months: int) -> int:
        return min(months or longest, longest) if longest else months

    return replace(
        charter,
        longest_term_months=longest,
        offices=tuple(replace(office, term_months=within(office.term_months)) for office in charter.offices),
        bodies=tuple(
            replace(body, seats=tuple(replace(seats, term_months=within(seats.term_months)) for seats in body.seats))
            for body in charter.bodies
        ),
    )


def _review(charter: Charter) -> Question:
    present = charter.review.every_months
    return number("look", present, 1, max(LONGEST, present))


def _look_again(charter: Charter, answer: Answer, _names: NamesOf) -> Charter:
    return replace(charter, review=replace(charter.review, every_months=int(str(answer))))


GUIDES: tuple[Guide, ...] = (
    Guide("method", _how, _decide_how, ("matter.other",)),
    Guide("nobody", _unanswered, _leave_unanswered, ("matter.other",)),
    Guide("money", _who_decides("money", MONEY), _decided_by("money", MONEY), (f"matter.{MONEY}", "matter.other")),
    Guide(
        "admits",
        _who_decides("admits", ADMISSION),
        _decided_by("admits", ADMISSION),
        (f"matter.{ADMISSION}", "matter.other"),
    ),
    Guide("calls", _on_calls, _decide_on_calls, ("matter.other",)),
    Guide("urgent", _waiting, _let_few_decide, ("urgent",)),
    Guide("tongues", _tongues, _require_tongues, ("languages",)),
    Guide("speaks", _speaking, _let_speak, ("speaking",)),
    Guide("concern", _concerns, _send_concerns, ("conflict",)),
    Guide("longest", _term, _limit_terms, ("terms",)),
    Guide("look", _review, _look_again, ("review",)),
)


def guide_of(code: str) -> Guide:
    """The question of a code. Raises KeyError."""
    return {guide.code: guide for guide in GUIDES}[code]
