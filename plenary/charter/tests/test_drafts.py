"""Drafts that several people change: entered, brought together, frozen, put aside, brought up to date, commented on."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from plenary.charter import actions, audits, permissions, queries, starting, touches
from plenary.charter.effects import AmendCharter
from plenary.charter.models import ClauseThread, DraftChange
from plenary.charter.queries import drafting
from plenary.charter.rules.document import charter_from_json, charter_to_json, document_hash
from plenary.charter.rules.schema import Charter
from plenary.coalitions.models import Coalition
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Refused
from plenary.record.queries import feed
from plenary.texts import queries as texts
from tests import founding

pytestmark = pytest.mark.django_db
BOARD = starting.shipped("elected-board")


@pytest.fixture
def coalition() -> Coalition:
    return founding.coalition(rules=BOARD)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Drafts that something above keeps as they are."""
    ids: set[str] = set()
    monkeypatch.setattr(touches, "_holders", [lambda _coalition, draft: draft in ids])
    return ids


def _months(months: int) -> Callable[[Charter], Charter]:
    return lambda charter: replace(charter, review=replace(charter.review, every_months=months))


def _cap(cap: int) -> Callable[[Charter], Charter]:
    return lambda charter: replace(charter, protection=replace(charter.protection, cap=cap))


def _entries(coalition: Coalition, kind: str) -> list[dict[str, Any]]:
    return [line.facts for line in reversed(feed(Standing.system(coalition.id, "record"), kinds=[kind]))]


def _refused(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.verdict.reason


def test_a_draft_begins_with_the_charter_in_force(coalition: Coalition) -> None:
    draft = actions.begin_draft(by=founding.somebody(coalition), title="Anew")
    assert charter_from_json(draft.document) == BOARD
    assert (draft.revision, draft.based_on) == (1, queries.version_in_force(coalition.id))
    assert _entries(coalition, "charter.drafted")[0]["hash"] == document_hash(draft.document)


def test_a_change_is_entered_with_the_clauses_that_it_touched(coalition: Coalition) -> None:
    by = founding.somebody(coalition)
    draft = actions.begin_draft(by=by, title="Anew")
    changed = actions.amend_draft(by=by, draft=draft, revision=1, edit=_months(12))
    assert (changed.revision, changed.document["review"]["every_months"]) == (2, 12)
    assert _entries(coalition, "charter.draft_amended") == [
        {
            "draft": draft.id,
            "title": "Anew",
            "revision": 2,
            "clauses": ["review"],
            "hash": document_hash(changed.document),
        }
    ]
    row = DraftChange.objects.of(coalition.id).get()
    assert (row.number, row.made_by, row.parts) == (2, by.person, ["review"])
    assert list(audits.audit_drafts(coalition.id)) == []


def test_nothing_new_changes_and_enters_nothing(coalition: Coalition) -> None:
    by = founding.somebody(coalition)
    draft = actions.begin_draft(by=by, title="Anew")
    assert actions.amend_draft(by=by, draft=draft, revision=1, edit=lambda charter: charter).revision == 1
    assert _entries(coalition, "charter.draft_amended") == []


def test_a_draft_may_contradict_itself_and_then_is_not_proposed(coalition: Coalition) -> None:
    by = founding.somebody(coalition)
    draft = actions.begin_draft(by=by, title="Anew")
    actions.amend_draft(by=by, draft=draft, revision=1, edit=_months(0))
    assert AmendCharter().problems(coalition.id, {"draft": draft.id}) == ["charter.contradicts"]


def test_two_who_change_different_clauses_both_stand(coalition: Coalition) -> None:
    ana, ben = founding.somebody(coalition), founding.somebody(coalition)
    draft = actions.begin_draft(by=ana, title="Anew")
    actions.amend_draft(by=ana, draft=draft, revision=1, edit=_months(12))
    both = actions.amend_draft(by=ben, draft=draft, revision=1, edit=_cap(7))
    assert charter_from_json(both.document) == _cap(7)(_months(12)(BOARD))
    assert drafting.document_at(both, 1) == charter_to_json(BOARD)
    assert drafting.document_at(both, 2) == charter_to_json(_months(12)(BOARD))


def test_two_who_change_the_same_are_told_and_nothing_is_overwritten(coalition: Coalition) -> None:
    ana, ben = founding.somebody(coalition), founding.somebody(coalition)
    draft = actions.begin_draft(by=ana, title="Anew")
    actions.amend_draft(by=ana, draft=draft, revision=1, edit=lambda charter: _cap(7)(_months(12)(charter)))
    with pytest.raises(actions.DraftMovedError) as caught:
        actions.amend_draft(by=ben, draft=draft, revision=1, edit=_months(18))
    moved = caught.value
    assert [(each.path, each.mine, each.theirs) for each in moved.conflicts] == [(("review", "every_months"), 18, 12)]
    assert (moved.revision, moved.charter) == (2, _cap(7)(_months(18)(BOARD)))
    draft.refresh_from_db()
    assert draft.document["review"]["every_months"] == 12
    again = actions.amend_draft(by=ben, draft=draft, revision=2, edit=_months(18))
    assert again.document["review"]["every_months"] == 18


def test_a_draft_that_is_proposed_stays_and_a_further_one_is_made(coalition: Coalition, held: set[str]) -> None:
    by = founding.somebody(coalition)
    draft = actions.begin_draft(by=by, title="Anew")
    held.add(draft.id)
    for call in (
        lambda: actions.amend_draft(by=by, draft=draft, revision=1, edit=_months(12)),
        lambda: actions.renew_draft(by=by, draft=draft),
        lambda: actions.close_draft(by=by, draft=draft),
    ):
        assert _refused(call) == "charter.draft_held"
    further = actions.copy_draft(by=by, draft=draft, title="Further")
    assert (further.document, further.based_on_id) == (draft.document, draft.based_on_id)
    assert actions.amend_draft(by=by, draft=further, revision=1, edit=_months(12)).revision == 2


def test_a_draft_is_put_aside_by_its_maker(coalition: Coalition) -> None:
    ana, ben = founding.somebody(coalition), founding.somebody(coalition)
    draft = actions.begin_draft(by=ana, title="Anew")
    assert _refused(lambda: actions.close_draft(by=ben, draft=draft)) == "charter.draft_of_another"
    actions.close_draft(by=ana, draft=draft)
    assert list(drafting.open_drafts(coalition.id)) == []
    assert _entries(coalition, "charter.draft_closed") == [{"draft": draft.id, "title": "Anew"}]
    again = partial(actions.amend_draft, by=ana, draft=draft, revision=1, edit=_months(12))
    assert _refused(again) == "charter.draft_closed"


def test_a_draft_is_brought_up_to_date_with_what_was_decided_since(coalition: Coalition) -> None:
    by = founding.somebody(coalition)
    draft = actions.begin_draft(by=by, title="Anew")
    draft = actions.amend_draft(by=by, draft=draft, revision=1, edit=lambda each: _cap(7)(_months(12)(each)))
    system = Standing.system(coalition.id, "process.amendment")
    decided = replace(_months(18)(BOARD), credit={"en": "Shared."})
    actions.put_in_force(by=system, coalition_id=coalition.id, document=charter_to_json(decided))
    renewed, conflicts = actions.renew_draft(by=by, draft=draft)
    assert charter_from_json(renewed.document) == _cap(7)(_months(12)(decided))
    assert [each.path for each in conflicts] == [("review", "every_months")]
    assert not drafting.is_outdated(renewed, queries.version_in_force(coalition.id))
    assert actions.renew_draft(by=by, draft=draft)[1] == ()


def test_a_protected_member_changes_a_draft_unnamed(coalition: Coalition) -> None:
    by = founding.somebody(coalition, is_protected=True)
    draft = actions.begin_draft(by=by, title="Anew")
    actions.amend_draft(by=by, draft=draft, revision=1, edit=_months(12))
    row = DraftChange.objects.of(coalition.id).get()
    assert (draft.made_by, row.made_by, row.name) == ("", "", "")
    told = feed(Standing.system(coalition.id, "record"), kinds=["charter.drafted", "charter.draft_amended"])
    assert by.person not in str(told)
    assert by.member not in str(told)


def test_comments_stand_on_a_clause_in_the_language_in_which_they_were_written(coalition: Coalition) -> None:
    by, other = founding.somebody(coalition), founding.somebody(coalition)
    draft = actions.begin_draft(by=by, title="Anew")
    said = actions.comment_on_clause(by=by, draft=draft, clause="review", body="Trop long.", language="fr")
    actions.comment_on_clause(by=other, draft=draft, clause="review", body="I agree.")
    assert ClauseThread.objects.of(coalition.id).count() == 1
    thread = drafting.thread_of(draft, "review")
    assert [(each.language, each.body) for each in texts.comments(by, thread)] == [
        ("fr", "Trop long."),
        ("en", "I agree."),
    ]
    assert drafting.comment_counts(draft) == {"review": 2}
    take_back = partial(actions.withdraw_comment, by=other, draft=draft, comment=said)
    assert _refused(take_back) == "texts.not_yours"
    actions.withdraw_comment(by=by, draft=draft, comment=said)
    assert drafting.comment_counts(draft) == {"review": 1}


def test_who_only_observes_does_not_comment(coalition: Coalition) -> None:
    draft = actions.begin_draft(by=founding.somebody(coalition), title="Anew")
    by = founding.somebody(coalition, mandate=Mandate.OBSERVES, category="member")
    comment = partial(actions.comment_on_clause, by=by, draft=draft, clause="review", body="No.")
    assert _refused(comment) == "charter.observers_do_not_comment"


def test_who_is_suspended_reads_drafts_and_changes_nothing(coalition: Coalition) -> None:
    draft = actions.begin_draft(by=founding.somebody(coalition), title="Anew")
    by = replace(founding.somebody(coalition), member_status="suspended")
    refused = [
        permissions.may_amend_draft(by, draft).reason,
        permissions.may_comment_on_draft(by, draft).reason,
        permissions.may_draft_charter(by).reason,
    ]
    assert refused == ["charter.suspended"] * 3
    assert permissions.may_see_drafts(by)


def test_what_an_older_schema_leaves_out_is_no_change_of_a_draft(coalition: Coalition) -> None:
    by = founding.somebody(coalition)
    version = queries.version_in_force(coalition.id)
    assert version is not None
    older = dict(version.document)
    older["protection"] = {key: value for key, value in older["protection"].items() if key != "cap"}
    type(version).objects.of(coalition.id).filter(id=version.id).update(document=older)
    draft = actions.begin_draft(by=by, title="Anew")
    draft = actions.amend_draft(by=by, draft=draft, revision=1, edit=_months(12))
    theirs = actions.begin_draft(by=by, title="Theirs")
    theirs = actions.amend_draft(by=by, draft=theirs, revision=1, edit=_cap(7))
    AmendCharter().carry_out(Standing.system(coalition.id, "process.amendment"), {"draft": theirs.id})
    renewed, conflicts = actions.renew_draft(by=by, draft=draft)
    assert (conflicts, renewed.document["protection"]["cap"]) == ((), 7)
