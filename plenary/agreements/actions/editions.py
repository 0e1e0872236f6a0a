"""Editions: the draft is laid down to be adopted, a proposal adopts it, a proposal ends the agreement."""

from typing import Any

from plenary.agreements import queries
from plenary.agreements.actions.drafting import attributed, locked_agreement, locked_to_change
from plenary.agreements.models import Agreement, Edition
from plenary.agreements.permissions import clause_of_adoption, may_decide
from plenary.agreements.rules import document, hash_of, told_line
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Disclosed
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.record import actions as record

_TERMS = ("title", "language", "allows_reservations", "is_public", "expires_on", "review_on")


def lay_down(*, by: Standing, agreement: Agreement, is_material: bool, why: str = "") -> Edition:
    """Lay the draft down as the next edition, which never changes and which a proposal may adopt; enters its hash.

    `is_material`: who signed an earlier one signs again; the first always is. What was laid down and says just this is given
    again. Refuses a draft without a paragraph (`agreements.no_words`) and one that says what holds already
    (`agreements.nothing_changed`).
    """
    with record.act(by=by):
        locked = locked_to_change(by, agreement)
        lines = queries.draft_lines(locked)
        if not lines:
            raise Refused(refuse("agreements.no_words"))
        if locked.current and (locked.terms, lines) == (locked.current.terms_as(locked.kind), locked.current.lines):
            raise Refused(refuse("agreements.nothing_changed"))
        material = is_material or locked.current is None
        rows = Edition.objects.of(by.coalition).filter(agreement=locked)
        last = rows.order_by("-number").first()
        if last is not None and last.adopted_at is None and _says_the_same(locked, last, material, why.strip()):
            return last
        number = last.number + 1 if last else 1
        edition = Edition.objects.create(
            coalition_id=by.coalition,
            agreement=locked,
            number=number,
            paragraphs=[told_line(line) for line in lines],
            hash=hash_of(document(locked.terms, lines, number)),
            is_material=material,
            why=why.strip(),
            made_by=attributed(by).person,
            made_at=clock.now(),
            **{name: getattr(locked, name) for name in _TERMS},
        )
        enter_edition(attributed(by), locked, edition, "agreements.laid_down", [visibility.MEMBERS])
    return edition


def adopt_edition(*, by: Standing, edition_id: str, adopted_by: str = "") -> Edition:
    """Let an edition hold. Done by a decision alone; `adopted_by` is the id of the proposal.

    Refuses with the reason that `edition_problem` gives. The draft goes on from where it is.
    """
    with record.act(by=by):
        require(may_decide(by))
        edition = queries.edition_of(by.coalition, edition_id)
        agreement = edition.agreement if edition else None
        if edition is not None and agreement is not None:  # the agreement is held first, then read anew
            Agreement.objects.of(by.coalition).select_for_update(of=("self",)).get(id=agreement.id)
            edition = queries.edition_of(by.coalition, edition_id)
        problem = edition_problem(edition)
        if problem or edition is None:
            raise Refused(refuse(problem, "matter.agreements.adopt"))
        agreement = edition.agreement
        edition.adopted_at, edition.adopted_by = clock.now(), adopted_by
        edition.save(update_fields=["adopted_at", "adopted_by"])
        agreement.current = edition
        agreement.save(update_fields=["current"])
        enter_edition(by, agreement, edition, "agreements.adopted", audience_of(edition))
    return edition


def edition_problem(edition: Edition | None) -> str:
    """The reason code why an edition could not be adopted now, or empty. It is read with its agreement."""
    if edition is None:
        return "agreements.edition_gone"
    if edition.agreement.ended_at is not None:
        return "agreements.has_ended"
    if edition.adopted_at is not None:
        return "agreements.edition_adopted"
    current = edition.agreement.current
    return "agreements.edition_outdated" if current is not None and current.number > edition.number else ""


def end_agreement(*, by: Standing, agreement_id: str, because: str, ended_by: str = "") -> Agreement:
    """End an agreement: it holds no longer, and stays to be read with those who signed. Done by a decision alone.

    Refuses one that is gone (`agreements.gone`) or has ended (`agreements.has_ended`).
    """
    with record.act(by=by):
        require(may_decide(by))
        agreement = locked_agreement(by, agreement_id)
        if agreement.ended_at is not None:
            raise Refused(refuse("agreements.has_ended", clause_of_adoption(by.coalition)))
        agreement.ended_at, agreement.ended_by = clock.now(), ended_by
        agreement.save(update_fields=["ended_at", "ended_by"])
        record.enter(
            by=by,
            kind="agreements.ended",
            about=agreement.id,
            audience=audience_of(agreement.current) if agreement.current else [visibility.MEMBERS],
            facts={"agreement": agreement.id, "title": agreement.shown_title, "because": because},
        )
    return agreement


def audience_of(edition: Edition) -> list[str]:
    """Who reads of an edition that was adopted: all, where it is public and the charter makes outcomes so; else members."""
    is_public = edition.is_public and charter_of(edition.coalition_id).disclosure.outcomes is Disclosed.PUBLIC
    return [visibility.PUBLIC if is_public else visibility.MEMBERS]


def _says_the_same(agreement: Agreement, edition: Edition, is_material: bool, why: str) -> bool:
    same = (agreement.terms, queries.draft_lines(agreement)) == (edition.terms_as(agreement.kind), edition.lines)
    return same and (edition.is_material, edition.why) == (is_material, why)


def enter_edition(
    by: Standing, agreement: Agreement, edition: Edition, kind: str, audience: list[str], **more: Any
) -> None:
    """Enter what happened to an edition, for this audience. Within the caller's act."""
    record.enter(
        by=by,
        kind=kind,
        about=agreement.id,
        audience=audience,
        facts={
            "agreement": agreement.id,
            "title": edition.title,
            "edition": edition.number,
            "edition_id": edition.id,
            "hash": edition.hash,
            "is_material": edition.is_material,
            **more,
        },
    )
