"""Writing an agreement together: beginning one, its terms, its numbered paragraphs."""

from dataclasses import asdict
from typing import Any

from plenary.agreements import permissions
from plenary.agreements.models import Agreement, Paragraph
from plenary.agreements.rules import LONGEST_PARAGRAPH, LONGEST_TITLE, MOST_PARAGRAPHS, Kind, Terms
from plenary.bodies.formed import names_at_work
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions.actions.audiences import unattributed
from plenary.record import actions as record
from plenary.texts.rules import is_language

_STEP = 1024
"""Between the places of two neighbours, so that others fit between them."""


def draft_agreement(*, by: Standing, terms: Terms, body: str = "") -> Agreement:
    """Begin an agreement, which members draft together; enters it for the members. `body` is the code of the body whose
    terms of reference it is to be, which stays.

    Refuses those who may not draft, a title that is empty or longer than 200 characters (`agreements.no_title`,
    `agreements.too_long`), what is no tag of a language (`texts.no_such_language`), dates that are over or out of order
    (`agreements.bad_dates`), and a body that is not at work, or of another kind than terms of reference
    (`agreements.no_such_body`).
    """
    with record.act(by=by):
        require(permissions.may_draft(by))
        agreement = Agreement.objects.create(
            coalition_id=by.coalition,
            kind=Kind(terms.kind),
            body=_body(by, terms, body),
            made_by=attributed(by).person,
            made_at=clock.now(),
            **_checked(terms),
        )
        enter_draft(by, agreement, "agreements.drafted")
    return agreement


def change_terms(*, by: Standing, agreement: Agreement, terms: Terms) -> Agreement:
    """Change the terms of the draft; the kind stays. Nothing new changes nothing. What holds stays as it was adopted.

    Refuses as `draft_agreement` does, and where the agreement has ended (`agreements.has_ended`).
    """
    with record.act(by=by):
        locked = locked_to_change(by, agreement)
        fields = _checked(terms)
        changed = [name for name, value in fields.items() if getattr(locked, name) != value]
        if changed:
            for name in changed:
                setattr(locked, name, fields[name])
            locked.save(update_fields=changed)
            enter_draft(by, locked, "agreements.terms_changed")
    return locked


def write_paragraph(
    *,
    by: Standing,
    agreement: Agreement,
    words: str,
    paragraph: Paragraph | None = None,
    after: Paragraph | None = None,
    revision: int = 0,
) -> Paragraph:
    """Write a new paragraph, at the end or `after` another, or change the words of one; nothing new changes nothing.

    `revision` is that of the paragraph as it was read; 0: whatever stands. Refuses no words (`agreements.no_words`), more than
    8,000 characters (`agreements.too_long`), a 501st paragraph (`agreements.too_many`), and one that somebody changed or took out
    meanwhile (`agreements.changed_meanwhile`).
    """
    said = words_said(words)
    with record.act(by=by):
        locked = locked_to_change(by, agreement)
        rows = list(Paragraph.objects.of(by.coalition).select_for_update().filter(agreement=locked))
        if paragraph is None:
            made = added(locked, rows, said, after)
        else:
            made = _present(rows, paragraph, revision)
            if made.words == said:
                return made
            made.words, made.revision = said, made.revision + 1
            made.save(update_fields=["words", "revision"])
        enter_draft(by, locked, "agreements.paragraph_written", paragraph=made.id, words=said)
    return made


def remove_paragraph(*, by: Standing, agreement: Agreement, paragraph: Paragraph) -> None:
    """Take a paragraph out of the draft; the record keeps its words.

    Refuses one that is gone (`agreements.changed_meanwhile`)."""
    with record.act(by=by):
        locked = locked_to_change(by, agreement)
        rows = list(Paragraph.objects.of(by.coalition).select_for_update().filter(agreement=locked))
        gone = _present(rows, paragraph, 0)
        enter_draft(by, locked, "agreements.paragraph_removed", paragraph=gone.id, words=gone.words)
        gone.delete()


def locked_to_change(by: Standing, agreement: Agreement) -> Agreement:
    """The row of an agreement, held to the end of the act, for those who may change its draft."""
    locked = locked_agreement(by, agreement.id)
    require(permissions.may_change(by, locked))
    return locked


def locked_agreement(by: Standing, agreement_id: str) -> Agreement:
    """The row of an agreement, held to the end of the act; its edition is read after that, so as whoever held it before left it.
    Refuses one that is not here (`agreements.gone`)."""
    locked = Agreement.objects.of(by.coalition).select_for_update().filter(id=agreement_id).first()
    if locked is None:
        raise Refused(refuse("agreements.gone"))
    return locked


def attributed(by: Standing) -> Standing:
    """In whose name what was drafted stands: a protected member goes unnamed (C4)."""
    return unattributed(by) if by.is_protected else by


def _checked(terms: Terms) -> dict[str, Any]:
    title = " ".join(terms.title.split())
    if not title:
        raise Refused(refuse("agreements.no_title"))
    if len(title) > LONGEST_TITLE:
        raise Refused(refuse("agreements.too_long", most=LONGEST_TITLE))
    if not is_language(terms.language):
        raise Refused(refuse("texts.no_such_language"))
    today, expires, review = clock.now().date(), terms.expires_on, terms.review_on
    if any(day is not None and day < today for day in (expires, review)):
        raise Refused(refuse("agreements.bad_dates"))
    if expires and review and review > expires:
        raise Refused(refuse("agreements.bad_dates"))
    return {name: value for name, value in asdict(terms).items() if name != "kind"} | {"title": title}


def _body(by: Standing, terms: Terms, code: str) -> str:
    if code and (terms.kind != Kind.TERMS or code not in dict(names_at_work(by.coalition))):
        raise Refused(refuse("agreements.no_such_body"))
    return code


def words_said(words: str) -> str:
    """The words of a paragraph. Refuses none (`agreements.no_words`), and more than 8,000 characters (`agreements.too_long`)."""
    said = words.replace("\r\n", "\n").strip()
    if not said:
        raise Refused(refuse("agreements.no_words"))
    if len(said) > LONGEST_PARAGRAPH:
        raise Refused(refuse("agreements.too_long", most=LONGEST_PARAGRAPH))
    return said


def added(agreement: Agreement, rows: list[Paragraph], words: str, after: Paragraph | None, **part: str) -> Paragraph:
    """A new paragraph among those that stand, which are given new places where there is no room between two; of a part,
    whose. Refuses more than may be (`agreements.too_many`), and a place after one that is gone
    (`agreements.changed_meanwhile`)."""
    if len(rows) >= MOST_PARAGRAPHS:
        raise Refused(refuse("agreements.too_many", most=MOST_PARAGRAPHS))
    place = len(rows)
    if after is not None:
        place = next((number for number, row in enumerate(rows, 1) if row.id == after.id), 0)
        if not place:
            raise Refused(refuse("agreements.changed_meanwhile"))
    low = rows[place - 1].position if place else 0
    high = rows[place].position if place < len(rows) else low + 2 * _STEP
    if high - low < 2:
        for number, row in enumerate(rows, 1):
            row.position = number * _STEP
        Paragraph.objects.of(agreement.coalition_id).filter(agreement=agreement).bulk_update(rows, ["position"])
        low, high = place * _STEP, (place + 1) * _STEP
    return Paragraph.objects.create(
        coalition_id=agreement.coalition_id, agreement=agreement, position=(low + high) // 2, words=words, **part
    )


def _present(rows: list[Paragraph], paragraph: Paragraph, revision: int) -> Paragraph:
    found = next((row for row in rows if row.id == paragraph.id), None)
    if found is None or (revision and found.revision != revision):
        raise Refused(refuse("agreements.changed_meanwhile"))
    return found


def enter_draft(by: Standing, agreement: Agreement, kind: str, **more: Any) -> None:
    """Enter what happened to a draft, for the members. Within the caller's act."""
    record.enter(
        by=attributed(by),
        kind=kind,
        about=agreement.id,
        audience=[visibility.MEMBERS],
        facts={"agreement": agreement.id, "title": agreement.title, "kind": agreement.kind, **more}
        | ({"body": agreement.body} if agreement.body else {}),
    )
