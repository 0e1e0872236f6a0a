"""What lets an adopted proposal amend the charter: what keeps a draft from it, how it is told, what comes to hold."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from plenary.charter import actions, queries
from plenary.charter.decidable import CannotCarryOut, effect
from plenary.charter.models import CharterDraft
from plenary.charter.rules.schema import Category, Charter
from plenary.coalitions.models import Coalition
from tests import founding

pytestmark = pytest.mark.django_db

PUPIL = Category(code="pupil", names={"en": "Pupil"})


def drafted(of: Coalition, edit: Callable[[Charter], Charter]) -> CharterDraft:
    by = founding.somebody(of)
    return actions.amend_draft(by=by, draft=actions.begin_draft(by=by, title="Anew"), revision=1, edit=edit)


def months(charter: Charter) -> Charter:
    return replace(charter, review=replace(charter.review, every_months=charter.review.every_months + 1))


def never(charter: Charter) -> Charter:
    return replace(charter, review=replace(charter.review, every_months=0))


def without_two_and_with_one_more(charter: Charter) -> Charter:
    left = tuple(each for each in charter.categories if each.code not in {"friend", "trial"})
    return months(replace(charter, categories=(*left, PUPIL)))


def reason(of: Coalition, draft: str) -> str:
    with pytest.raises(CannotCarryOut) as caught:
        effect("charter.amend").carry_out(founding.system(of), {"draft": draft})
    return caught.value.reason


def test_a_draft_is_told_with_how_many_clauses_it_changes_adds_and_removes() -> None:
    of = founding.coalition()
    drafts = [drafted(of, edit) for edit in (months, without_two_and_with_one_more, lambda charter: charter)]
    payloads = [{"draft": each} for each in (*(draft.id for draft in drafts), "nobody")]
    assert effect("charter.amend").sentences(of.id, payloads) == [
        "The charter is amended as “Anew” says: 1 clause changes.",
        "The charter is amended as “Anew” says: 1 clause changes; 1 clause is added; 2 clauses are removed.",
        "The charter is amended as “Anew” says: no clause changes its words.",
        "The draft of the charter is gone.",
    ]


def test_a_draft_comes_to_hold_and_says_by_which_proposal() -> None:
    of = founding.coalition()
    draft, kind = drafted(of, months), effect("charter.amend")
    assert kind.problems(of.id, {"draft": draft.id}) == []
    kind.carry_out(founding.system(of), {"draft": draft.id, "proposal": "p" * 16})
    version = queries.version_in_force(of.id)
    assert version
    assert (version.document, version.adopted_by) == (draft.document, "p" * 16)


def test_what_does_not_hold_together_is_behind_says_nothing_new_or_is_gone_is_not_put_in_force() -> None:
    of = founding.coalition()
    apart, same, good, other = (
        drafted(of, edit) for edit in (never, lambda charter: charter, months, without_two_and_with_one_more)
    )
    unread = drafted(of, months)
    CharterDraft.objects.of(of.id).filter(id=unread.id).update(document={"schema": 1})
    kind = effect("charter.amend")
    found = {
        apart.id: ["charter.contradicts"],
        same.id: ["charter.draft_same"],
        unread.id: ["charter.draft_unreadable"],
        "nobody": ["charter.draft_gone"],
        "": ["charter.draft_gone"],
    }
    assert {draft: kind.problems(of.id, {"draft": draft}) for draft in found} == found
    assert {draft: [reason(of, draft)] for draft in found} == found
    kind.carry_out(founding.system(of), {"draft": good.id})
    assert kind.problems(of.id, {"draft": other.id}) == ["charter.draft_outdated"]
    assert kind.problems(of.id, {"draft": good.id}) == ["charter.draft_outdated", "charter.draft_same"]
    assert kind.problems(of.id, {"draft": apart.id}) == ["charter.contradicts", "charter.draft_outdated"]
    assert reason(of, good.id) == "charter.draft_outdated"
