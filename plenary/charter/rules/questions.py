"""Questions whose answers make a charter: seven for a coalition that is forming, and those that a starting charter asks.

Questions are data, so that forms are built from them; their words stand in `labels`. Answers are a mapping from a
question's code to text, a whole number or a list of texts; what is not answered takes the question's default.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from plenary.charter.rules.asking import (
    Answer,
    Answers,
    Kind,
    Question,
    fitting,
    texts_of,
)
from plenary.charter.rules.schema import (
    OTHER_MATTER,
    Body,
    BodyKind,
    Charter,
    Commitment,
    Disclosed,
    Disclosure,
    Method,
    Process,
    Seats,
    Who,
    Words,
)
from plenary.charter.rules.words import words_in

CONFIDANT = "confidant"
"""The code of the office that receives concerns by a charter of one page, and nothing else."""
AMENDMENT_MATTER = "charter.amend"
THRESHOLDS = ("1/2", "3/5", "2/3", "3/4")
_METHODS = (Method.SILENCE, Method.CONSENT, Method.MAJORITY, Method.CONSENSUS)
_DAYS_OF_CONCERNS = 3
QUORUMS = ("0", "1/4", "1/3", "1/2", "3/5", "2/3", "3/4")


def seven_questions() -> tuple[Question, ...]:
    """What a coalition that is forming is asked (A1, A8, B1, B3, B4, B11, C2, G1)."""
    months = Question(code="review_months", kind=Kind.NUMBER, asks="review_months", default=6, least=1, most=36)
    concerns = _choice("concerns", ("trusted", "later"), "later")
    return (
        Question(code="purpose", kind=Kind.TEXT, asks="purpose", default=""),
        _choice("commitment", tuple(Commitment), Commitment.COORDINATION),
        _choice("joining", ("organisations", "both", "invited"), "organisations"),
        _choice("deciding", ("everyone", "group"), "everyone"),
        _choice("method", _METHODS, Method.CONSENT),
        replace(_choice("speaking", ("coordinator", "rotation", "each"), "coordinator"), beside=(concerns,)),
        replace(_choice("openness", (Disclosed.PUBLIC, Disclosed.MEMBERS), Disclosed.MEMBERS), beside=(months,)),
    )


def charter_from_seven(base: Charter, answers: Answers, language: str) -> Charter:
    """The one-page charter `base` with the seven answers filled in; `language` becomes the authentic one where base has it.

    Raises AnswersError.
    """
    given = fitting(seven_questions(), answers)
    tag = language if language in base.languages else base.languages[0]
    charter = replace(
        base,
        languages=(tag,),
        purpose=replace(
            base.purpose,
            purpose={tag: str(given["purpose"]).strip()},
            commitment=Commitment(str(given["commitment"])),
        ),
        disclosure=_openness(Disclosed(str(given["openness"]))),
        review=replace(base.review, every_months=int(str(given["review_months"]))),
    )
    charter = _receiving(_joining(charter, str(given["joining"])), trusted=given["concerns"] == "trusted")
    charter = _deciding(charter, str(given["deciding"]), Method(str(given["method"])), str(given["joining"]))
    speaking = str(given["speaking"])
    offices = () if speaking == "each" else charter.speaking.offices
    return replace(charter, speaking=replace(charter.speaking, offices=offices, rotation=speaking == "rotation"))


def questions_of(base: Charter, language: str) -> tuple[Question, ...]:
    """What a starting charter asks: purpose, languages, names of bodies, seats, terms, and the shares that decide."""
    tag = language if language in base.languages else base.languages[0]
    asked = [
        Question(
            code="purpose", kind=Kind.TEXT, asks="purpose", default=words_in(base.purpose.purpose, tag, base.languages)
        ),
        replace(_choice("language", base.languages, tag), asks="language"),
        Question(code="languages", kind=Kind.SEVERAL, asks="languages", default=base.languages, choices=base.languages),
    ]
    for body in base.bodies:
        asked += _of_body(body, tag, base.languages)
    amendment, ordinary = base.process_for(AMENDMENT_MATTER), base.process_for(OTHER_MATTER)
    for process in (ordinary, amendment) if ordinary != amendment else (amendment,):
        asked += _of_process(process, strict=process is amendment)
    return tuple(asked)


def charter_from_answers(base: Charter, answers: Answers, language: str) -> Charter:
    """A starting charter with its answers filled in. A name that was changed stands in the authentic language alone.

    Raises AnswersError.
    """
    given = fitting(questions_of(base, language), answers)
    tag = str(given["language"])
    others = given["languages"]
    chosen = (tag, *(code for code in base.languages if code != tag and code in texts_of(others)))
    return replace(
        base,
        languages=chosen,
        purpose=replace(base.purpose, purpose=_renamed(base.purpose.purpose, given["purpose"], language, tag, base)),
        bodies=tuple(_answered_body(body, given, language, tag, base) for body in base.bodies),
        processes=tuple(_answered_process(process, given) for process in base.processes),
    )


# The seven answers


def _choice(code: str, choices: Sequence[str], default: str) -> Question:
    return Question(code=code, kind=Kind.CHOICE, asks=code, default=str(default), choices=tuple(map(str, choices)))


def _openness(degree: Disclosed) -> Disclosure:
    """Open to all means names and outcomes too; proposals stay among members while they are argued."""
    return Disclosure(charter=degree, members=degree, bodies=degree, outcomes=degree)


def _joining(charter: Charter, joining: str) -> Charter:
    who = Who.BOTH if joining == "both" else Who.ORGANISATIONS
    return replace(charter, categories=tuple(replace(category, who=who) for category in charter.categories))


def _receiving(charter: Charter, *, trusted: bool) -> Charter:
    """Concerns go to the person of trust, and to whoever coordinates instead (B8); or to nobody yet, without such an office."""
    if not trusted:
        return replace(charter, offices=tuple(office for office in charter.offices if office.code != CONFIDANT))
    instead = next(office.code for office in charter.offices if office.code != CONFIDANT)
    return replace(charter, conflict=replace(charter.conflict, receiver=CONFIDANT, instead=instead))


def _deciding(charter: Charter, deciding: str, method: Method, joining: str) -> Charter:
    """A group decides day to day; whoever fills its seats and amends the charter is always everyone."""
    group = deciding == "group"
    plenary = next(body for body in charter.bodies if body.kind is BodyKind.PLENARY)
    few = next(body for body in charter.bodies if body.kind is not BodyKind.PLENARY)
    admission = charter.process_for("membership.admit").code
    amendment = charter.process_for(AMENDMENT_MATTER).code
    appointment = charter.process_for("bodies.appoint").code

    def decided(process: Process) -> Process:
        if process.code == amendment:
            return process
        invited = process.code == admission and joining == "invited"
        by_all = process.code == appointment or invited or not group
        how = Method.CONSENT if invited else method
        return by_method(
            replace(process, electorate=plenary.code if by_all else few.code, moved_by=plenary.code), how, amendment
        )

    return replace(
        charter,
        bodies=charter.bodies if group else tuple(body for body in charter.bodies if body is not few),
        processes=tuple(map(decided, charter.processes)),
    )


def by_method(process: Process, method: Method, otherwise: str) -> Process:
    """The process under another method, with what that method needs: silence asks for no quorum; consensus for days of
    discussion, two tests, and a process to fall back on (`otherwise`, a code)."""
    if method is Method.SILENCE:
        return replace(process, method=method, quorum=Fraction(0), rounds=1, fallback="")
    if method is Method.CONSENSUS:
        days = max(process.discussion_days, _DAYS_OF_CONCERNS)
        return replace(process, method=method, discussion_days=days, rounds=2, fallback=otherwise)
    return replace(process, method=method, rounds=1, fallback="")


# The answers of a starting charter


def _of_body(body: Body, tag: str, languages: Sequence[str]) -> list[Question]:
    clause = f"body.{body.code}"
    name = words_in(body.names, tag, languages)
    asked = [Question(code=f"{clause}.name", kind=Kind.NAME, asks="body_name", default=name, about=body.names)]
    for seats in body.seats:
        if not seats.number:
            continue
        for part, value, least, most in (
            ("number", seats.number, 1, 99),
            ("term_months", seats.term_months, 1, 120),
            ("term_limit", seats.term_limit, 0, 9),
        ):
            if part == "number" or body.kind in (BodyKind.BOARD, BodyKind.STEERING):
                code = f"{clause}.{seats.code}.{part}"
                asked.append(
                    Question(
                        code=code, kind=Kind.NUMBER, asks=part, default=value, least=least, most=most, about=body.names
                    )
                )
    return asked


def _of_process(process: Process, *, strict: bool) -> list[Question]:
    clause, asked = f"process.{process.code}", []
    if strict and process.method is Method.MAJORITY:
        asked.append(_share(f"{clause}.threshold", "threshold", THRESHOLDS, process.threshold, process.names))
    asked.append(_share(f"{clause}.quorum", "quorum", QUORUMS, process.quorum, process.names))
    return asked


def _share(code: str, asks: str, choices: Sequence[str], present: Fraction, about: Words) -> Question:
    """A choice among shares; the one that the charter has stands first when it is an unusual one."""
    default = str(present)
    offered = choices if default in choices else (default, *choices)
    return replace(_choice(code, offered, default), asks=asks, about=about)


def _answered_body(body: Body, given: Answers, language: str, tag: str, base: Charter) -> Body:
    def seated(seats: Seats) -> Seats:
        clause = f"body.{body.code}.{seats.code}"

        def part(name: str, otherwise: int) -> int:
            return int(str(given.get(f"{clause}.{name}", otherwise)))

        return replace(
            seats,
            number=part("number", seats.number),
            term_months=part("term_months", seats.term_months),
            term_limit=part("term_limit", seats.term_limit),
        )

    names = _renamed(body.names, given[f"body.{body.code}.name"], language, tag, base)
    return replace(body, names=names, seats=tuple(map(seated, body.seats)))


def _answered_process(process: Process, given: Answers) -> Process:
    """More than half is asked strictly; any larger share is reached when it is met."""
    clause = f"process.{process.code}"
    if f"{clause}.quorum" in given:
        process = replace(process, quorum=Fraction(str(given[f"{clause}.quorum"])))
    if f"{clause}.threshold" in given:
        threshold = Fraction(str(given[f"{clause}.threshold"]))
        process = replace(process, threshold=threshold, strictly=threshold <= Fraction(1, 2))
    return process


def _renamed(words: Words, answer: Answer, language: str, tag: str, base: Charter) -> Words:
    asked_in = language if language in base.languages else base.languages[0]
    said = str(answer).strip()
    return words if said == words_in(words, asked_in, base.languages) else {tag: said}
