"""Writes of bodies that are formed besides the charter's: formed, joined, given other terms of reference, closed."""

from plenary.bodies import permissions
from plenary.bodies.actions.rotation import drop_turn
from plenary.bodies.actions.terms import Nomination, begin_term, end_terms
from plenary.bodies.formed import formed_bodies, terms_of_reference
from plenary.bodies.models import FormedBody, Term, TermsOfReference
from plenary.bodies.queries import terms_in_force
from plenary.bodies.rules.formed import CHAIR_BY, SEAT, Formation, id_in
from plenary.charter.queries import audience_for, charter_of
from plenary.charter.rules.schema import Words
from plenary.charter.rules.words import words_in
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.directory.models import Person
from plenary.membership.queries import member_of
from plenary.record import actions as record


def form_body(*, by: Standing, formation: Formation, adopted_by: str = "") -> FormedBody:
    """Form a committee or a task force with its terms of reference; done by a decision alone. `adopted_by` is the id of the
    proposal."""
    require(permissions.may_fill(by))
    with record.act(by=by):
        now = clock.now()
        body = FormedBody.objects.create(
            coalition_id=by.coalition,
            kind=formation.kind.value,
            names=dict(formation.names),
            seats=formation.seats,
            is_open=formation.is_open,
            office_months=formation.office_months,
            rotates=formation.rotates,
            reports_to=formation.reports_to,
            agreement=formation.agreement,
            review_on=formation.review_on,
            formed_at=now,
            adopted_by=adopted_by,
        )
        _put_in_force(body, 1, formation.terms, adopted_by)
        _enter(by, body, "bodies.formed", _facts(body, formation.terms))
    return body


def amend_terms(
    *, by: Standing, code: str, words: Words | None = None, rotates: bool | None = None, adopted_by: str = ""
) -> FormedBody:
    """Put another version of a formed body's terms of reference in force, and let its chair pass by turns from now on, or be
    elected; None leaves either as it is. Done by a decision alone.

    Whoever chairs it does so until their term ends. Where it is elected from now on, nobody is next in turn any more. Refuses
    with `bodies.no_such_body`, `bodies.body_is_closed`, and `bodies.same_terms_of_reference` where nothing would change.
    """
    require(permissions.may_fill(by))
    with record.act(by=by):
        body = _open_body(by, code)
        last = terms_of_reference(body)[0]
        other_words, other_chair = words not in (None, last.words), rotates not in (None, body.rotates)
        if not (other_words or other_chair):
            raise Refused(refuse("bodies.same_terms_of_reference"))
        if words and other_words:
            made = _put_in_force(body, last.number + 1, words, adopted_by)
            _enter(by, body, "bodies.terms_amended", _told(body) | {"number": made.number, "words": dict(words)})
        if other_chair:
            body.rotates = bool(rotates)
            body.save(update_fields=["rotates"])
            _enter(by, body, "bodies.chair_rule_changed", _told(body) | {"chair_by": CHAIR_BY[body.rotates]})
            if not body.rotates:
                drop_turn(by=by, body=body)
    return body


def close_body(*, by: Standing, code: str, closed_by: str = "") -> FormedBody:
    """Close a formed body: its seats and offices end, and it stays to be read; done by a decision alone. Refuses with
    `bodies.no_such_body`, `bodies.body_is_closed`."""
    require(permissions.may_fill(by))
    with record.act(by=by):
        body = _open_body(by, code)
        body.closed_at, body.closed_by = clock.now(), closed_by
        body.save(update_fields=["closed_at", "closed_by"])
        end_terms(by=by, terms=terms_in_force(by.coalition, coming=True).filter(body=body.code), because="closed")
        _enter(by, body, "bodies.closed", _told(body))
    return body


def join_body(*, by: Standing, code: str) -> Term:
    """Take a seat for one's member in a body that is open to whoever wants to; the representative who joins sits for it.

    Refuses as `permissions.may_join` does, with `bodies.full` where no seat is free, and `bodies.holds_already`.
    """
    with record.act(by=by):
        body = _open_body(by, code)
        require(permissions.may_join(by, body))
        member = member_of(by)
        person = Person.objects.of(by.coalition).filter(id=by.person, protected=False).first()
        return begin_term(by=by, nomination=Nomination(body=body.code, seats=SEAT, member=member, person=person))


def _open_body(by: Standing, code: str) -> FormedBody:
    """The body as it is now, the coalition locked first, as for every place that is filled."""
    Coalition.objects.select_for_update(no_key=True).get(id=by.coalition)
    body = formed_bodies(by.coalition).select_for_update().filter(id=id_in(code)).first()
    if body is None:
        raise Refused(refuse("bodies.no_such_body"))
    if body.closed_at is not None:
        raise Refused(refuse("bodies.body_is_closed"))
    return body


def _put_in_force(body: FormedBody, number: int, words: Words, adopted_by: str) -> TermsOfReference:
    return TermsOfReference.objects.create(
        coalition_id=body.coalition_id,
        body=body,
        number=number,
        words=dict(words),
        in_force_from=clock.now(),
        adopted_by=adopted_by,
    )


def _told(body: FormedBody) -> dict[str, object]:
    languages = charter_of(body.coalition_id).languages
    return {"body": body.code, "name": words_in(body.names, languages[0], languages)}


def _facts(body: FormedBody, terms: Words) -> dict[str, object]:
    return _told(body) | {
        "kind": body.kind,
        "names": dict(body.names),
        "words": dict(terms),
        "seats": body.seats,
        "open": body.is_open,
        "office_months": body.office_months,
        "rotates": body.rotates,
        "reports_to": body.reports_to,
        "review": body.review_on.isoformat() if body.review_on else "",
        **({"agreement": body.agreement} if body.agreement else {}),
    }


def _enter(by: Standing, body: FormedBody, kind: str, facts: dict[str, object]) -> None:
    charter = charter_of(by.coalition)
    record.enter(
        by=by,
        kind=kind,
        about=body.id,
        audience=sorted(audience_for(charter, charter.disclosure.bodies)) or [visibility.SEALED],
        facts=facts,
    )
