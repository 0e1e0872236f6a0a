"""What lacks for an admission, or for another category: it is said plainly, and waived in words by those who decide."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from plenary.accounts.models import Account
from plenary.charter.decidable import effect
from plenary.charter.rules.schema import Category
from plenary.core import clock
from plenary.membership import actions, queries
from plenary.membership.audits import audit, audit_joining
from plenary.membership.models import Evidence
from plenary.membership.rules.joining import MOST_WAIVED, Lacking, Said, carried_over, lacking, waiver_problem
from plenary.membership.tests.reading import acting, refused
from plenary.record.models import Entry
from tests import founding

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
    of = founding.coalition(categories=(*PLAIN, ASKED))
    kind, member = (
        effect("membership.admit"),
        founding.member(of, "Entered", "applied", category="asked", accepted_purpose_at=None),
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
    of = founding.coalition(categories=(*PLAIN, ASKED))
    kind = effect("membership.admit")
    old = founding.member(of, "Old", "applied", category="asked", joined_at=None)
    kind.carry_out(founding.system(of), {"member": old.id})
    old.refresh_from_db()
    assert old.status == "active"
    assert kind.sentences(of.id, [{"member": old.id, "waived": "Known."}]) == [
        "Old is admitted. What was not accepted or answered is waived, because: Known."
    ]


@pytest.mark.django_db
def test_an_answer_of_an_earlier_application_or_of_another_category_answers_nothing() -> None:
    of = founding.coalition(categories=(*PLAIN, ASKED))
    member = founding.member(of, "Again", "applied", category="asked", accepted_purpose_at=clock.now())
    actions.give_evidence(by=acting(member), member=member, said={1: Said(words="a"), 2: Said(words="b")})
    assert queries.lacking_of(of.id, [member]) == {member.id: Lacking()}
    member.status_since = clock.now()
    member.save()
    assert queries.lacking_of(of.id, [member]) == {member.id: Lacking(answers=(1, 2))}
    member.category, member.status = "member", "active"
    assert queries.lacking_of(of.id, [member]) == {}


NEAR = Category(code="near", names={"en": "Near"}, requirements=({"en": "Pays dues."}, {"en": "Meets monthly."}))
WORDS = some.sampled_from(["Pays dues.", "Meets monthly.", "Works openly.", ""])


@given(some.dictionaries(some.integers(1, 4), WORDS), some.dictionaries(WORDS, some.text(" ab", max_size=3)))
def test_an_answer_stands_for_whatever_is_worded_alike(wordings: dict[int, str], answers: dict[str, str]) -> None:
    said = {words: Said(words=text) for words, text in answers.items()}
    carried = carried_over(wordings, said)
    assert set(carried) == {number for number, words in wordings.items() if answers.get(words, "").strip()}
    assert all(carried[number] is said[wordings[number]] for number in carried)


@pytest.mark.django_db
def test_another_category_asks_what_was_not_answered_yet() -> None:
    of = founding.coalition(categories=(*PLAIN, ASKED, NEAR))
    member = founding.member(of, "Entered", "applied", category="asked", accepted_purpose_at=clock.now())
    by = acting(member)
    actions.give_evidence(by=by, member=member, said={1: Said(words="We do."), 2: Said(words="We pay.")})
    actions.admit_member(by=founding.system(of), member_id=member.id)
    member.refresh_from_db()
    kind, payload = effect("membership.change_category"), {"member": member.id, "category": "near"}
    assert kind.problems(of.id, payload) == ["membership.lacks_answers_there"]
    told = "Entered stands in the category “Near” from then on."
    lacks = f"{told} One requirement of the category has no answer."
    assert kind.sentences(of.id, [payload]) == [lacks]
    assert kind.problems(of.id, payload | {"waived": "It pays."}) == []
    why = "What was not accepted or answered is waived, because: It pays."
    assert kind.sentences(of.id, [payload | {"waived": "It pays."}, payload]) == [f"{lacks} {why}", lacks]
    with refused("membership.evidence_missing"):
        actions.give_evidence(by=by, member=member, said={2: Said(words=" ")}, category="near")
    actions.give_evidence(by=by, member=member, said={2: Said(words="Each month.")}, category="near")
    rows = Evidence.objects.of(of.id).filter(member=member).order_by("category", "number")
    assert [(row.category, row.number, row.words) for row in rows] == [
        *(("asked", 1, "We do."), ("asked", 2, "We pay.")),
        *(("near", 1, "We pay."), ("near", 2, "Each month.")),
    ]
    kinds = [entry.kind for entry in Entry.objects.of(of.id).order_by("-n")[:1]]
    assert (kinds, list(audit_joining(of.id)), list(audit(of.id))) == (["membership.other_evidence_given"], [], [])
    number = Entry.objects.of(of.id).count()
    actions.give_evidence(by=by, member=member, said={2: Said(words="Each month.")}, category="near")
    assert Entry.objects.of(of.id).count() == number  # the same words again
    assert (kind.problems(of.id, payload), kind.sentences(of.id, [payload])) == ([], [told])
    kind.carry_out(founding.system(of), payload)
    member.refresh_from_db()
    assert (member.category, list(audit_joining(of.id)), list(audit(of.id))) == ("near", [], [])


@pytest.mark.django_db
def test_who_may_answer_for_another_category() -> None:
    of = founding.coalition(categories=(*PLAIN, ASKED, NEAR))
    inside = founding.member(of, "Inside")
    applied = founding.member(of, "Applied", "applied", accepted_purpose_at=None)
    hidden, gone = founding.member(of, "Hidden", protected=True), founding.member(of, "Gone", "withdrawn")
    said = {1: Said(words="We do."), 2: Said(words="We do.")}
    own = acting(inside)
    for member, email, reason in (
        (applied, "b@example.org", "membership.purpose_first"),
        (hidden, "c@example.org", "membership.stays_unnamed"),
        (gone, "d@example.org", "membership.among_members"),
    ):
        with refused(reason):
            actions.give_evidence(by=acting(member, email), member=member, said=said, category="near")
    for code in ("partner", "nothing"):
        with refused("membership.no_category"):
            actions.give_evidence(by=own, member=inside, said=said, category=code)
    with refused("membership.not_yours"):
        actions.give_evidence(by=own, member=gone, said=said, category="near")
    with refused("membership.not_waiting_now"):
        actions.give_evidence(by=own, member=inside, said=said)


@pytest.mark.django_db
def test_the_page_asks_for_another_category_and_others_read_what_was_said(client: Client) -> None:
    of = founding.coalition(categories=(*PLAIN, ASKED, NEAR))
    member, other = founding.member(of, "Inside"), founding.member(of, "Other")
    account = Account.objects.get(id=acting(member).account)
    client.force_login(account)
    address = reverse("membership:application", args=[of.slug, member.id])
    assert "?category=near" in client.get(address).content.decode()
    assert client.get(f"{address}?category=nothing").status_code == 404
    page = client.get(f"{address}?category=near").content.decode()
    assert ("Meets monthly." in page, "2 requirements have no answer yet." in page) == (True, True)
    short = client.post(f"{address}?category=near", {"evidence_near_1": "We pay."}).content.decode()
    assert "Say in a few words how you meet this." in short
    given = {"evidence_near_1": "We pay.", "evidence_near_2": "Each month.", "link_near_1": "", "link_near_2": ""}
    assert client.post(f"{address}?category=near", given).status_code == 302
    client.force_login(Account.objects.get(id=acting(other, "other@example.org").account))
    read = client.get(f"{address}?category=near").content.decode()
    assert ("Each month." in read, "evidence_near_1" in read) == (True, False)
