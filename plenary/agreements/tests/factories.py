"""Agreements in every state, for the tests of this room and of those above."""

from dataclasses import replace
from typing import Any

from plenary.agreements import actions, queries
from plenary.agreements.models import Agreement, Edition, Paragraph, Signature, Suggestion
from plenary.agreements.rules import Form, Terms
from plenary.charter.rules.schema import Charter, Disclosed, Disclosure
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions.rules.amendments import Act
from plenary.decisions.tests import factories as decisions
from tests import founding

TERMS = Terms(kind="platform", title="Our call", language="en", allows_reservations=True)
CLAUSE = "matter.agreements.adopt"
WORDS = ("We call for a ban.", "Every field is cleared.", "We help those who were hurt.")


def open_charter() -> Charter:
    """A charter that makes members and outcomes public."""
    public = Disclosure(members=Disclosed.PUBLIC, outcomes=Disclosed.PUBLIC)
    return replace(decisions.charter(), disclosure=public)


def closed_charter() -> Charter:
    """A charter that tells officers alone who the members are."""
    return replace(decisions.charter(), disclosure=Disclosure(members=Disclosed.OFFICERS))


def drafted(by: Standing, words: tuple[str, ...] = WORDS, **terms: Any) -> Agreement:
    """A draft with these paragraphs."""
    made = actions.draft_agreement(by=by, terms=replace(TERMS, **terms))
    for each in words:
        actions.write_paragraph(by=by, agreement=made, words=each)
    return made


def laid_down(by: Standing, agreement: Agreement, *, is_material: bool = True) -> Edition:
    """The draft as an edition."""
    return actions.lay_down(by=by, agreement=agreement, is_material=is_material)


def adopted(of: Coalition, by: Standing, words: tuple[str, ...] = WORDS, **terms: Any) -> Agreement:
    """An agreement in force."""
    made = drafted(by, words, **terms)
    edition = laid_down(by, made)
    actions.adopt_edition(by=founding.system(of, CLAUSE), edition_id=edition.id)
    return fresh(by, made)


def again(of: Coalition, by: Standing, agreement: Agreement, words: str, *, is_material: bool = True) -> Agreement:
    """The same with one more paragraph, adopted as the next edition."""
    actions.write_paragraph(by=by, agreement=agreement, words=words)
    edition = laid_down(by, agreement, is_material=is_material)
    actions.adopt_edition(by=founding.system(of, CLAUSE), edition_id=edition.id)
    return fresh(by, agreement)


def fresh(by: Standing, agreement: Agreement) -> Agreement:
    """The agreement as it stands now."""
    found = queries.visible_agreement(by, agreement.id)
    assert found
    return found


def signed(by: Standing, agreement: Agreement, *, form: Form = Form.ORGANISATION, reservation: str = "") -> Signature:
    """A signature of the edition that holds."""
    row = fresh(by, agreement)
    assert row.current
    return actions.sign(
        by=replace(by, as_of=clock.now()), agreement=row, hash=row.current.hash, form=form, reservation=reservation
    )


def paragraph(agreement: Agreement, number: int = 1) -> Paragraph:
    """A paragraph of the draft by its number."""
    found = queries.paragraph_of(agreement, queries.draft_lines(agreement)[number - 1].key)
    assert found
    return found


def suggested(by: Standing, agreement: Agreement, words: str, act: Act = Act.REPLACE, number: int = 1) -> Suggestion:
    """A suggestion on a paragraph of the draft."""
    on = paragraph(agreement, number)
    return actions.suggest(by=by, agreement=agreement, paragraph=on, act=act, words=words, reason="It is clearer.")
