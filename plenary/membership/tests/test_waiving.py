"""What lacks for an admission, or for another category: it is said plainly, and waived in words by those who decide."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from plenary.charter.decidable import effect
from plenary.charter.rules.schema import Category
from plenary.core import clock
from plenary.membership import actions, queries
from plenary.membership.rules.joining import MOST_WAIVED, Lacking, Said, lacking, waiver_problem
from plenary.membership.tests import factories
from plenary.membership.tests.reading import acting

ASKED = Category(code="asked", names={"en": "Asked"}, requirements=({"en": "Works openly."}, {"en": "Pays dues."}))
PLAIN = tuple(Category(code=code, names={"en": code.title()}) for code in ("member", "partner"))
ANYTHING = some.one_of(
    some.none(), some.booleans(), some.integers(), some.text(" ab", max_size=4), some.lists(some.text())
)


@given(some.booleans(), some.frozensets(some.integers(0, 4)), ANYTHING)
def test_what_lacks_is_waived_in_words_or_refused(accepted: bool, answered: frozenset[int], waived: Any) -> None:
    lacks = lacking(ASKED, has_accepted=accepted, answered=answered)
    assert (lacks.purpose, set(lacks.answers)) == (not accepted, {1, 2} - answered)
    assert bool(lacks) is (not accepted or not answered >= {1, 2})
    problem = waiver_problem(lacks, waived)
    if waived is not None and not isinstance(waived, str):
        assert problem == "membership.waiver_unreadable"
    elif not lacks or (waived or "").strip():
        assert problem == ""
    else:
        assert (
            problem
            == {
                (True, False): "membership.lacks_purpose",
                (False, True): "membership.lacks_answers",
                (True, True): "membership.lacks_both",
            }[lacks.purpose, bool(lacks.answers)]
        )


def test_a_reason_is_no_book() -> None:
    assert waiver_problem(Lacking(purpose=True), "a" * MOST_WAIVED) == ""
    assert waiver_problem(Lacking(), "a" * (MOST_WAIVED + 1)) == "membership.waiver_unreadable"


@pytest.mark.django_db
def test_whoever_was_entered_by_hand_is_admitted_once_it_answered_or_that_is_waived() -> None:
    of = factories.coalition(categories=(*PLAIN, ASKED))
    kind, member = (
        effect("membership.admit"),
        factories.member(of, "Entered", "applied", category="asked", joined_at=None),
    )
    payload = {"member": member.id}
    assert kind.problems(of.id, payload) == ["membership.lacks_both"]
    assert kind.sentences(of.id, [payload]) == [
        "Entered is admitted. It has not accepted the purpose. 2 requirements of the category have no answer."
    ]
    waived = payload | {"waived": " It is known. "}
    assert kind.problems(of.id, waived) == []
    assert kind.sentences(of.id, [waived])[0].endswith(
        "have no answer. What was not accepted or answered is waived, because: It is known."
    )
    by = acting(member)
    actions.accept_purpose(by=by, member=member)
    assert kind.problems(of.id, payload) == ["membership.lacks_answers"]
    member.refresh_from_db()
    actions.give_evidence(by=by, member=member, said={1: Said(words="We do."), 2: Said(words="We pay.")})
    assert kind.problems(of.id, payload) == []
    assert kind.sentences(of.id, [payload]) == ["Entered is admitted."]
    assert kind.problems(of.id, payload | {"waived": 7}) == ["membership.waiver_unreadable"]


@pytest.mark.django_db
def test_what_was_proposed_before_stands_and_what_was_waived_stays_told() -> None:
    of = factories.coalition(categories=(*PLAIN, ASKED))
    kind = effect("membership.admit")
    old = factories.member(of, "Old", "applied", category="asked", joined_at=None)
    kind.carry_out(factories.system(of), {"member": old.id})
    old.refresh_from_db()
    assert old.status == "active"
    assert kind.sentences(of.id, [{"member": old.id, "waived": "Known."}]) == [
        "Old is admitted. What was not accepted or answered is waived, because: Known."
    ]


@pytest.mark.django_db
def test_an_answer_of_an_earlier_application_or_of_another_category_answers_nothing() -> None:
    of = factories.coalition(categories=(*PLAIN, ASKED))
    member = factories.member(of, "Again", "applied", category="asked", accepted_purpose_at=clock.now())
    actions.give_evidence(by=acting(member), member=member, said={1: Said(words="a"), 2: Said(words="b")})
    assert queries.lacking_of(of.id, [member]) == {member.id: Lacking()}
    member.status_since = clock.now()
    member.save()
    assert queries.lacking_of(of.id, [member]) == {member.id: Lacking(answers=(1, 2))}
    member.category, member.status = "member", "active"
    assert queries.lacking_of(of.id, [member]) == {}
