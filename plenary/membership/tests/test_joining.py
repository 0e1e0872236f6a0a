"""The way in: evidence for each requirement, recommendations, and who would gladly work with whom."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from plenary.accounts.models import Account
from plenary.charter.rules.schema import Category, Disclosed, Disclosure, Who
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing, standing_of
from plenary.directory import actions as directory
from plenary.membership import actions, asks, queries
from plenary.membership.audits import audit_joining
from plenary.membership.models import Evidence, Member, Recommendation, Willing
from plenary.membership.rules.joining import Said, unanswered
from plenary.membership.tests.reading import acting, last, refused
from plenary.record.models import Entry
from tests import founding

ASKED = Category(code="asked", names={"en": "Asked"}, requirements=({"en": "Works openly."}, {"en": "Pays dues."}))
SAID = {1: Said(words="We publish.", link="https://open.example/"), 2: Said(words="We do.")}


def coalition(*also: Category, **chapters: Any) -> Coalition:
    plain = tuple(Category(code=code, names={"en": code.title()}) for code in ("member", "partner"))
    return founding.coalition(categories=(*plain, ASKED, *also), **chapters)


def outsider(of: Coalition, email: str = "new@example.org") -> Standing:
    return Standing(coalition=of.id, account=founding.account(email).id, as_of=clock.now())


@given(some.dictionaries(some.integers(0, 5), some.text(" ab", max_size=3)))
def test_exactly_what_has_no_words_is_unanswered(words: dict[int, str]) -> None:
    said = {number: Said(words=text) for number, text in words.items()}
    assert set(unanswered(ASKED, said)) == {n for n in (1, 2) if not words.get(n, "").strip()}


@pytest.mark.django_db
def test_an_application_is_sent_whole() -> None:
    of = coalition()
    given = {"by": outsider(of), "category": "asked", "name": "Nadia", "organisation": "Campo Limpo"}
    for said in ({}, {1: SAID[1]}, {1: SAID[1], 2: Said(words=" ", link="https://only.example/")}):
        with refused("membership.evidence_missing"):
            actions.apply(**given, said=said)
    assert Member.objects.of(of.id).count() == 0
    member = actions.apply(**given, said=SAID)
    rows = Evidence.objects.of(of.id).filter(member=member).order_by("number")
    assert [(row.requirement, row.words, row.link) for row in rows] == [
        ("Works openly.", "We publish.", "https://open.example/"),
        ("Pays dues.", "We do.", ""),
    ]


@pytest.mark.django_db
def test_who_was_entered_by_an_officer_accepts_the_purpose_and_then_answers() -> None:
    of = coalition()
    member = founding.member(of, "Entered", "applied", category="asked", accepted_purpose_at=None)
    by = acting(member)
    with refused("membership.purpose_first"):
        actions.give_evidence(by=by, member=member, said=SAID)
    actions.accept_purpose(by=by, member=member)
    member.refresh_from_db()
    actions.give_evidence(by=by, member=member, said=SAID)
    assert last(of.id) == (
        "membership.evidence_given",
        {"member": member.id, "name": "Entered", "category": "asked", "requirements": 2},
        [f"member:{member.id}", "members"],
    )
    actions.admit_member(by=founding.system(of), member_id=member.id)
    member.refresh_from_db()
    with refused("membership.not_waiting_now"):
        actions.give_evidence(by=by, member=member, said=SAID)


@pytest.mark.django_db
def test_an_application_is_read_by_those_who_decide_and_its_own() -> None:
    of = coalition(Category(code="friend", names={"en": "Friend"}, vote=False), matters={"other": "ordinary"})
    member = actions.apply(by=outsider(of), category="asked", name="N", organisation="New", said=SAID)
    own = standing_of(Account.objects.get(email="new@example.org").id, of.id)
    inside = acting(founding.member(of, "Inside"), "inside@example.org")
    other = acting(founding.member(of, "Other", "applied"), "other@example.org")
    friend = acting(
        founding.member(of, "Friend", category="friend"), "friend@example.org"
    )  # reads, and decides nothing
    read = [
        bool(queries.requirements_of(by, member))
        for by in (own, inside, founding.officer(of), other, friend, outsider(of, "x@example.org"))
    ]
    assert read == [True, True, True, False, False, False]


@pytest.mark.django_db
def test_an_officer_recommends_with_reasons_and_takes_it_back() -> None:
    of = coalition()
    member, by = founding.member(of, "Waiting", "applied"), founding.officer(of)
    with refused("membership.not_administrator"):
        actions.recommend(by=acting(founding.member(of, "Inside")), member=member, words="Yes.")
    with refused("membership.reasons_missing"):
        actions.recommend(by=by, member=member, words=" ")
    for words in ("We know them.", "We know them well."):
        actions.recommend(by=by, member=member, words=words)
    assert [row.words for row in Recommendation.objects.of(of.id)] == ["We know them well."]
    actions.take_back_recommendation(by=by, member=member)
    assert queries.recommendations_of(by, member) == ()
    with refused("membership.not_recommended"):
        actions.take_back_recommendation(by=by, member=member)
    with refused("membership.not_waiting_now"):
        actions.recommend(by=by, member=founding.member(of, "Full"), words="Yes.")
    with refused("membership.protected_otherwise"):
        actions.recommend(by=by, member=founding.member(of, "Hidden", "applied", protected=True), words="Yes.")


@pytest.mark.django_db
def test_an_application_that_is_taken_back_is_no_more_public_than_it_was() -> None:
    of = coalition(disclosure=Disclosure(members=Disclosed.PUBLIC))
    member = actions.apply(by=outsider(of), category="asked", name="N", organisation="New", said=SAID)
    own = standing_of(Account.objects.get(email="new@example.org").id, of.id)
    actions.withdraw(by=own, member=member)
    assert (last(of.id)[0], set(last(of.id)[2])) == ("membership.withdrawn", {f"member:{member.id}", "members"})
    actions.withdraw(by=acting(founding.member(of, "Full")), member=Member.objects.of(of.id).get(status="active"))
    assert last(of.id)[2] == ["public"]


@pytest.mark.django_db
def test_what_an_individual_said_in_its_application_goes_with_it() -> None:
    both = Category(code="person", names={"en": "Person"}, requirements=({"en": "Works."},), who=Who.BOTH)
    of = coalition(both)
    member = actions.apply(by=outsider(of), category="person", name="Nadia", said={1: Said(words="I, Nadia, do.")})
    actions.recommend(by=founding.officer(of), member=member, words="Nadia does.")
    officer = replace(founding.officer(of), powers=frozenset({"directory.administer", "directory.erase"}))
    directory.erase_person(by=officer, person=str(member.individual_id))
    words = [row.words for model in (Evidence, Recommendation) for row in model.objects.of(of.id)]
    assert words == ["", ""]


@pytest.mark.django_db
def test_the_same_answers_again_enter_nothing_and_nobody_recommends_their_own() -> None:
    of = coalition()
    member = actions.apply(by=outsider(of), category="asked", name="N", organisation="New", said=SAID)
    own = standing_of(Account.objects.get(email="new@example.org").id, of.id)
    before = Entry.objects.of(of.id).count()
    actions.give_evidence(by=own, member=member, said=SAID)
    assert Entry.objects.of(of.id).count() == before
    actions.give_evidence(by=own, member=member, said=SAID | {2: Said(words="We do, each May.")})
    assert Entry.objects.of(of.id).count() == before + 1
    with refused("membership.is_ones_own"):
        actions.recommend(by=replace(founding.officer(of), member=member.id), member=member, words="I know us.")


@pytest.mark.django_db
def test_the_desk_asks_an_applicant_for_what_is_required_and_tells_it_of_a_yes() -> None:
    of = coalition()
    inside, waiting = (
        founding.member(of, "Inside", accepted_purpose_at=None),
        founding.member(of, "Waiting", "applied", category="asked", accepted_purpose_at=None),
    )
    by, applicant = acting(inside, "in@example.org"), acting(waiting, "w@example.org")

    def titles() -> list[str]:
        return [str(ask.title) for ask in asks.of_its_member(applicant)]

    assert titles() == ["Read and accept the purpose"]
    actions.accept_purpose(by=applicant, member=waiting)
    waiting.refresh_from_db()
    assert titles() == ["Say how you meet what is asked"]
    actions.say_willing(by=by, member=waiting)
    assert titles() == ["Say how you meet what is asked", "1 member would gladly work with you"]
    actions.give_evidence(by=applicant, member=waiting, said=SAID)
    assert titles() == ["1 member would gladly work with you"]
    actions.say_willing(by=applicant, member=inside)
    assert titles() == []
    assert [str(ask.title) for ask in asks.of_its_member(by)] == [
        "Read and accept the purpose"
    ]  # of members nobody is told


@pytest.mark.django_db
def test_what_is_missing_is_told_by_field(client: Client) -> None:
    of = coalition()
    founding.account("new@example.org")
    client.force_login(Account.objects.get(email="new@example.org"))
    address = reverse("membership:apply", args=[of.slug])
    given = {"name": "Nadia", "organisation": "Campo Limpo", "category": "asked", "accept": "on"}
    missing = {"evidence_asked_1": ["Say in a few words how you meet this."]}
    sent = {**given, "evidence_asked_2": "We do.", "link_asked_2": "no page"}
    answer = client.post(address, sent)
    assert answer.context["form"].errors == {**missing, "link_asked_2": ["Enter a valid URL."]}
    assert Member.objects.of(of.id).count() == 0
    client.post(address, {**sent, "evidence_asked_1": "We publish.", "link_asked_2": ""})
    member = Member.objects.of(of.id).get()
    page = client.get(reverse("membership:application", args=[of.slug, member.id]))
    assert page.context["missing"] == []
    changed = client.post(
        reverse("membership:application", args=[of.slug, member.id]),
        {"evidence_asked_1": "We publish all.", "evidence_asked_2": "We do.", "link_asked_1": "open.example"},
    )
    assert changed.status_code == 302
    first = Evidence.objects.of(of.id).get(number=1)
    assert (first.words, first.link) == ("We publish all.", "https://open.example")


@pytest.mark.django_db
def test_a_page_of_an_application_takes_as_many_queries_for_three_as_for_one(client: Client) -> None:
    of = coalition()
    waiting = founding.member(of, "Waiting", "applied")
    inside = founding.member(of, "Inside")
    acting(inside, "in@example.org")
    client.force_login(Account.objects.get(email="in@example.org"))
    address = reverse("membership:application", args=[of.slug, waiting.id])
    client.get(address)  # a version of the charter is read whole once a process
    numbers = []
    for turn in range(3):
        giver = founding.member(of, f"Giver {turn}")
        Willing.objects.create(coalition=of, by_member=giver, with_member=waiting, at=clock.now())
        Willing.objects.create(coalition=of, by_member=waiting, with_member=giver, at=clock.now())
        Recommendation.objects.create(
            coalition=of, member=waiting, by_person=f"officer{turn}", office="coordinator", words="Yes.", at=clock.now()
        )
        if turn != 1:
            with CaptureQueriesContext(connection) as made:
                page = client.get(address)
            assert len(page.context["glad"]) == len(page.context["recommendations"]) == turn + 1
            numbers.append(len(made))
    assert numbers[0] == numbers[1]


@pytest.mark.django_db
def test_what_was_said_of_one_category_answers_no_other(client: Client) -> None:
    other = Category(code="other", names={"en": "Other"}, requirements=({"en": "Sits here."},))
    of = coalition(other)
    client.force_login(founding.account("new@example.org"))
    address = reverse("membership:apply", args=[of.slug])
    shown = client.get(address, {"category": "asked"}).context["form"]
    assert [name for name in shown.fields if name.startswith("evidence")] == ["evidence_asked_1", "evidence_asked_2"]
    given = {"name": "Nadia", "organisation": "Campo Limpo", "category": "other", "accept": "on"}
    answer = client.post(address, {**given, "evidence_asked_1": "We publish.", "evidence_asked_2": "We do."})
    assert list(answer.context["form"].errors) == ["evidence_other_1"]
    assert Member.objects.of(of.id).count() == 0


@pytest.mark.django_db
def test_the_audit_finds_answers_recommendations_and_yeses_changed_behind_the_record() -> None:
    of = coalition()
    joining = actions.apply(by=outsider(of), category="asked", name="N", organisation="New", said=SAID)
    inside, other = (founding.member(of, name) for name in ("Inside", "Other"))
    actions.recommend(by=founding.officer(of), member=joining, words="Yes.")
    by = acting(inside, "in@example.org")
    actions.say_willing(by=by, member=joining)
    actions.say_willing(by=by, member=other)
    actions.take_back_willing(by=by, member=other)
    assert list(audit_joining(of.id)) == []
    said = Recommendation.objects.of(of.id).get()
    yes = Willing.objects.of(of.id).get()
    added = Willing.objects.create(coalition_id=of.id, by_member=other, with_member=inside, at=clock.now())
    Evidence.objects.of(of.id).filter(number=2).delete()
    gone = said.id, yes.id
    for row in (said, yes):
        row.delete()
    assert list(audit_joining(of.id)) == [
        f"application of member {joining.id}: answers to 1 requirements, the record says 2",
        f"recommendation {gone[0]}: stands in the record and not among the rows",
        f"yes {added.id}: the record has no such entry",
        f"yes {gone[1]}: stands in the record and not among the rows",
    ]


@pytest.mark.django_db
def test_a_category_is_chosen_by_its_link_and_else_the_only_one_stays_chosen(client: Client) -> None:
    of = coalition()
    client.force_login(founding.account("new@example.org"))
    address = reverse("membership:apply", args=[of.slug])
    plain, linked = (client.get(address, asked).context["form"].initial for asked in ({}, {"category": "asked"}))
    assert (plain.keys(), linked["category"]) == ({"name"}, "asked")
