"""The chair that passes by turns: who is next is told beforehand, may decline, and takes up as the present term ends."""

from datetime import datetime

from django.utils import translation

from plenary.bodies import permissions
from plenary.bodies.actions.terms import Nomination, begin_term
from plenary.bodies.formed import name_of
from plenary.bodies.models import ChairTurn, FormedBody, Term
from plenary.bodies.rotation import chair_of, in_turn, open_turn, passed_over, turns_of
from plenary.bodies.rules.formed import CHAIR, office_code
from plenary.bodies.rules.rotation import TOLD_AHEAD, begins, is_to_be_told, next_in_turn
from plenary.charter.queries import charter_of
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, require
from plenary.record import actions as record

TAKEN, DECLINED, VOID = "taken", "declined", "void"


def turn_chair(*, by: Standing, body: FormedBody) -> None:
    """Do what is due for the chair of a body by turns, in this order: let who is next take up where the turn has begun, or pass
    over who no longer can; tell who is next a month before the chair falls vacant. By the program alone; it may run twice or
    late."""
    require(permissions.may_fill(by))
    with record.act(by=by):
        _lock(by)
        if FormedBody.objects.of(by.coalition).filter(pk=body.pk, closed_at=None, rotates=True).first() is None:
            return
        turn = open_turn(body)
        if turn is not None and turn.starts <= clock.now():
            _begin(by, body, turn)
        if open_turn(body) is None:
            _tell_next(by, body)


def pass_on(*, by: Standing, turn: ChairTurn) -> None:
    """Decline a turn before it begins: the next is told at once. Refuses as `permissions.may_pass_on` does."""
    with record.act(by=by):
        _lock(by)
        row = ChairTurn.objects.of(by.coalition).select_related("body").get(pk=turn.pk)
        require(permissions.may_pass_on(by, row))
        _answer(by, row, DECLINED, "bodies.chair_passed_on")
        _tell_next(by, row.body)


def drop_turn(*, by: Standing, body: FormedBody) -> None:
    """Let nobody be next in turn any more, since the chair is elected from now on; who was next hears of it. Within the caller's
    act."""
    turn = open_turn(body)
    if turn is not None:
        _answer(by, turn, VOID, "bodies.chair_turn_dropped")


def _lock(by: Standing) -> None:
    Coalition.objects.select_for_update(no_key=True).get(id=by.coalition)


def _begin(by: Standing, body: FormedBody, turn: ChairTurn) -> None:
    nomination = Nomination(office=office_code(body.code, CHAIR), person=turn.person)
    if not any((each.sitter.key, each.person) == (turn.key, turn.person) for each in in_turn(body)):
        _answer(by, turn, VOID, "bodies.chair_turn_void")
        return
    try:
        term = begin_term(by=by, nomination=nomination)
    except Refused as refusal:
        if refusal.verdict.reason == "bodies.full":  # the present chair's term was made longer otherwise: it waits
            return
        _answer(by, turn, VOID, "bodies.chair_turn_void")
        return
    _answer(by, turn, TAKEN, "bodies.chair_turn_taken", term)


def _tell_next(by: Standing, body: FormedBody) -> None:
    chair, now = chair_of(body), clock.now()
    starts = begins(chair.until if chair else None, now)
    if not is_to_be_told(starts, now):
        return
    order = in_turn(body)
    found = next_in_turn((each.sitter for each in order), passed_over(body, since=_since(body, chair)))
    if found is None:
        return
    who = next(each for each in order if each.sitter is found)
    turn = ChairTurn.objects.create(
        coalition_id=body.coalition_id, body=body, member=who.member, person=who.person, starts=starts, told_at=now
    )
    _enter(by, turn, "bodies.chair_next")


def _since(body: FormedBody, chair: Term | None) -> datetime:
    """Since when those who declined are passed over: since the present chair, or the last, took up; no longer than a month, so
    that a chair that all declined is offered again."""
    last = turns_of(body).filter(answer=TAKEN).order_by("-starts").first()
    began = chair.starts if chair else last.starts if last else body.formed_at
    return max(began, clock.now() - TOLD_AHEAD)


def _answer(by: Standing, turn: ChairTurn, answer: str, kind: str, term: Term | None = None) -> None:
    turn.answer, turn.took = answer, term
    turn.save(update_fields=["answer", "took"])
    _enter(by, turn, kind)


def _enter(by: Standing, turn: ChairTurn, kind: str) -> None:
    """Enter it for those who sit in the body and for who is next; the name stands in a part about the person."""
    charter = charter_of(by.coalition)
    with translation.override(charter.languages[0]):
        name = name_of(turn.body, charter)
    named_to = [visibility.person(turn.person_id)] if turn.person.protected else []  # else for all who hear of it
    record.enter(
        by=by,
        kind=kind,
        about=turn.body_id,
        audience=[visibility.body(turn.body.code), visibility.person(turn.person_id)],
        facts={
            "turn": turn.pk,
            "body": turn.body.code,
            "body_name": name,
            "member": turn.member_id or "",
            "person": turn.person_id,
            "turn_starts": turn.starts.isoformat(),
            "took": turn.took_id or "",
        },
        parts=[record.Part(facts={"name": turn.person.name}, audience=named_to, person=turn.person_id)],
    )
