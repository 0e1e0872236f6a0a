"""Versions and drafts: what is written, what enters the record, what is refused."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from plenary.charter import actions, audits, decidable, effects, queries, starting
from plenary.charter.models import CharterDraft, CharterVersion
from plenary.charter.rules.document import (
    CharterError,
    charter_to_json,
    document_hash,
    process_from_json,
    process_to_json,
)
from plenary.charter.rules.schema import Charter, Disclosure
from plenary.charter.tests.factories import BOARD, MOMENT, version_of
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Refused
from plenary.record.queries import feed
from tests import founding

pytestmark = pytest.mark.django_db


def _entries(coalition: Coalition) -> list[tuple[str, dict[str, Any]]]:
    lines = feed(Standing.system(coalition.id, "record"))
    return [(line.kind, line.facts) for line in reversed(lines) if line.kind.startswith("charter.")]


def _amended() -> Charter:
    base = starting.shipped("elected-board")
    return replace(base, review=replace(base.review, every_months=12))


def _effect() -> effects.AmendCharter:
    return effects.AmendCharter()


def test_first_charter_is_put_in_force_and_entered() -> None:
    with clock.set_to(MOMENT):
        coalition = founding.coalition(rules=BOARD)
        version = version_of(coalition)
        assert queries.charter_of(coalition.id) == starting.shipped("elected-board")
    assert (version.number, version.in_force_from, version.in_force_until) == (1, MOMENT, None)
    facts = {"version": version.id, "number": 1, "hash": version.hash, "adopted_by": ""}
    assert _entries(coalition) == [("charter.put_in_force", facts)]
    assert version.hash == document_hash(version.document)
    assert version.entry == feed(Standing.system(coalition.id, "record"))[0].id


def test_second_first_charter_is_refused() -> None:
    coalition = founding.coalition(rules=BOARD)
    by = Standing.system(coalition.id, "purpose")
    with pytest.raises(Refused) as caught:
        actions.adopt_first_charter(by=by, coalition=coalition, charter=_amended())
    assert caught.value.verdict.reason == "charter.has_charter"
    assert queries.versions(coalition.id).count() == 1


def test_coalition_without_charter_says_so() -> None:
    coalition = founding.unchartered()
    assert queries.version_in_force(coalition.id) is None
    with pytest.raises(queries.NoCharterError):
        queries.charter_of(coalition.id)


def test_next_version_ends_the_one_in_force() -> None:
    with clock.set_to(MOMENT):
        coalition = founding.coalition(rules=BOARD)
    later = MOMENT + timedelta(days=30)
    by = Standing.system(coalition.id, "process.amendment")
    with clock.set_to(later):
        actions.put_in_force(
            by=by, coalition_id=coalition.id, document=charter_to_json(_amended()), adopted_by="proposal1"
        )
    first, second = reversed(queries.versions(coalition.id))
    assert (first.in_force_until, second.in_force_from, second.number) == (later, later, 2)
    assert second.adopted_by == "proposal1"
    assert queries.charter_of(coalition.id, MOMENT) == starting.shipped("elected-board")
    assert queries.charter_of(coalition.id, later) == _amended()
    assert list(audits.audit_versions(coalition.id)) == []


def test_nobody_puts_a_charter_in_force_by_hand() -> None:
    coalition = founding.coalition(rules=BOARD)
    by = founding.somebody(coalition, "charter.administer")
    with pytest.raises(Refused) as caught:
        actions.put_in_force(by=by, coalition_id=coalition.id, document=charter_to_json(_amended()))
    assert caught.value.verdict.reason == "charter.only_by_decision"


@pytest.mark.parametrize("document", [{}, {"schema": 1}, {**charter_to_json(_amended()), "matters": {}}])
def test_what_cannot_be_obeyed_is_not_put_in_force(document: dict[str, Any]) -> None:
    coalition = founding.coalition(rules=BOARD)
    by = Standing.system(coalition.id, "process.amendment")
    with pytest.raises((CharterError, actions.ContradictionError)):
        actions.put_in_force(by=by, coalition_id=coalition.id, document=document)
    assert queries.versions(coalition.id).count() == 1
    assert len(_entries(coalition)) == 1


def test_draft_is_kept_and_entered() -> None:
    coalition = founding.coalition(rules=BOARD)
    by = founding.somebody(coalition)
    draft = actions.draft_charter(by=by, charter=_amended(), title="Look again each year")
    assert (draft.made_by, draft.based_on, draft.document) == (
        by.person,
        version_of(coalition),
        charter_to_json(_amended()),
    )
    facts = {"draft": draft.id, "title": "Look again each year", "hash": document_hash(draft.document)}
    assert _entries(coalition)[1:] == [("charter.drafted", facts)]
    assert [change.key for change in queries.changes_of(draft)] == ["review"]


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        ({"audiences": frozenset({"public"})}, "core.members_only"),
        ({"mandate": Mandate.OBSERVES}, "charter.observers_do_not_draft"),
    ],
)
def test_draft_is_refused_to_those_who_may_not(known: dict[str, Any], reason: str) -> None:
    coalition = founding.coalition(rules=BOARD)
    with pytest.raises(Refused) as caught:
        actions.draft_charter(by=founding.somebody(coalition, **known), charter=_amended(), title="Mine")
    assert caught.value.verdict.reason == reason


def test_amendment_puts_the_draft_in_force() -> None:
    coalition = founding.coalition(rules=BOARD)
    draft = actions.draft_charter(by=founding.somebody(coalition), charter=_amended(), title="Look again each year")
    payload = {"draft": draft.id, "proposal": "proposal1"}
    assert _effect().problems(coalition.id, payload) == []
    assert _effect().sentences(coalition.id, [payload]) == [
        "The charter is amended as “Look again each year” says: 1 clause changes."
    ]
    frozen = process_to_json(queries.charter_of(coalition.id).process("amendment"))
    _effect().carry_out(Standing.system(coalition.id, "process.amendment"), payload)
    assert queries.charter_of(coalition.id) == _amended()
    assert version_of(coalition).adopted_by == "proposal1"
    assert process_from_json(frozen) == starting.shipped("elected-board").process("amendment")


def test_amendment_that_can_no_longer_be_done_says_why() -> None:
    coalition = founding.coalition(rules=BOARD)
    by = founding.somebody(coalition)
    outdated = actions.draft_charter(by=by, charter=_amended(), title="First")
    same = actions.draft_charter(by=by, charter=starting.shipped("elected-board"), title="Nothing new")
    assert _effect().problems(coalition.id, {"draft": "gone"}) == ["charter.draft_gone"]
    assert _effect().problems(coalition.id, {"draft": same.id}) == ["charter.draft_same"]
    other = replace(_amended(), disclosure=Disclosure())
    system = Standing.system(coalition.id, "process.amendment")
    actions.put_in_force(by=system, coalition_id=coalition.id, document=charter_to_json(other))
    with pytest.raises(decidable.CannotCarryOut) as caught:
        _effect().carry_out(system, {"draft": outdated.id})
    assert caught.value.reason == "charter.draft_outdated"
    assert queries.charter_of(coalition.id) == other


def test_sentences_of_drafts_take_the_same_queries_for_one_and_three(django_assert_num_queries: Any) -> None:
    coalition = founding.coalition(rules=BOARD)
    by = founding.somebody(coalition)
    drafts = [actions.draft_charter(by=by, charter=_amended(), title=f"Draft {n}") for n in range(3)]
    for count in (1, 3):
        with django_assert_num_queries(1):
            _effect().sentences(coalition.id, [{"draft": draft.id} for draft in drafts[:count]])


def test_audit_finds_a_changed_document() -> None:
    coalition = founding.coalition(rules=BOARD)
    version = version_of(coalition)
    CharterVersion.objects.of(coalition.id).update(document={**version.document, "languages": ["fr"]})
    assert list(audits.audit_versions(coalition.id)) == [
        f"charter version 1 ({version.id}): its document has changed since it came into force",
        f"charter version 1 ({version.id}): the record holds no entry with this document's hash",
    ]


def test_charter_is_not_read_from_another_coalition() -> None:
    first, second = founding.coalition("first", rules=BOARD), founding.unchartered("second")
    draft = actions.draft_charter(by=founding.somebody(first), charter=_amended(), title="Ours")
    assert queries.version_in_force(second.id) is None
    assert queries.draft_of(second.id, draft.id) is None
    assert _effect().problems(second.id, {"draft": draft.id}) == ["charter.draft_gone"]


def test_clause_has_the_number_of_the_charter_in_force() -> None:
    coalition = founding.coalition(rules=BOARD)
    assert queries.clause_number(coalition.id, "process.amendment") == "5.14"
    assert queries.clause_number(coalition.id, "process.magic") == ""


def test_audit_finds_a_draft_changed_while_it_is_voted_on() -> None:
    coalition = founding.coalition(rules=BOARD)
    draft = actions.draft_charter(by=founding.somebody(coalition), charter=_amended(), title="Shorter terms")
    assert list(audits.audit_drafts(coalition.id)) == []
    CharterDraft.objects.of(coalition.id).update(document={**draft.document, "purpose": {}})
    assert list(audits.audit_drafts(coalition.id)) == [
        f"charter draft {draft.id}: the record holds no entry with this document's hash"
    ]
