"""The opening questions: their order and circles, answers with an audience each, typed in from paper, looked at again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given as given_any
from hypothesis import strategies as st

from plenary.core import clock
from plenary.core.asks import asks_of
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.membership import actions
from plenary.membership.actions import Given
from plenary.membership.audits import audit_opening
from plenary.membership.matters import FACILITATE
from plenary.membership.models import OpeningAnswer
from plenary.membership.queries.opening import visible_answers
from plenary.membership.rules.opening import Audience, Question, heard_by, looks_again_at, next_question
from plenary.membership.shown import opening_of
from plenary.membership.tests.reading import acting, last, refused
from plenary.record.models import Opening
from tests import founding

SOME_DAY = datetime(2020, 1, 1, tzinfo=UTC)
SECRET = "Une question qui coûte: الأرض"


def said(question: Question, words: str = "We do.", audience: Audience = Audience.MEMBERS) -> Given:
    return Given(question=question, words=words, audience=audience, language="en")


def test_the_questions_follow_one_another() -> None:
    order, question = [Question.WHO], next_question(Question.WHO)
    while question is not None:
        order.append(question)
        question = next_question(question)
    assert order == list(Question)


@given_any(st.booleans(), st.booleans(), st.booleans())
def test_each_circle_holds_the_next_and_nobody_outside_hears(is_inside: bool, steers: bool, facilitates: bool) -> None:
    heard = heard_by(is_inside=is_inside, steers=steers, facilitates=facilitates)
    assert heard == frozenset(tuple(Audience)[: len(heard)])
    assert bool(heard) is is_inside
    assert (Audience.FACILITATOR in heard) is (is_inside and facilitates)


@given_any(st.lists(st.integers(min_value=0, max_value=20_000).map(lambda days: SOME_DAY + timedelta(days=days))))
def test_answers_are_looked_at_again_a_year_after_the_one_looked_at_longest_ago(moments: list[datetime]) -> None:
    again = looks_again_at(moments)
    if not moments:
        assert again is None
    else:
        assert again is not None
        assert timedelta(days=364) < again - min(moments) < timedelta(days=367)


@pytest.mark.django_db
def test_each_answer_is_heard_by_its_audience_and_by_nobody_else() -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    by, other = acting(member), acting(founding.member(of, "Other"), "other@example.org")
    given = [
        said(Question.WHO),
        said(Question.CANNOT, audience=Audience.STEERING),
        said(Question.SUBJECTS, SECRET, Audience.FACILITATOR),
    ]
    actions.answer_opening(by=by, member=member, given=given)
    assert last(of.id)[0] == "membership.opening_answered"

    def heard(standing: Standing) -> list[str]:
        return sorted(visible_answers(standing).values_list("question", flat=True))

    steering = Standing(**{**_fields(other), "bodies": frozenset({"board"})})
    assert heard(by) == ["cannot", "subjects", "who"]
    assert heard(other) == ["who"]
    assert heard(steering) == ["cannot", "who"]
    assert heard(founding.officer(of, FACILITATE)) == ["cannot", "subjects", "who"]
    assert heard(Standing.nobody(of.id)) == []
    assert list(audit_opening(of.id)) == []


def _fields(standing: Standing) -> dict[str, object]:
    return {name: getattr(standing, name) for name in Standing.__dataclass_fields__}


@pytest.mark.django_db
def test_what_is_for_the_facilitator_alone_lies_sealed_and_in_no_entry() -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    (answer,) = actions.answer_opening(
        by=acting(member), member=member, given=[said(Question.SUBJECTS, SECRET, Audience.FACILITATOR)]
    )
    row = OpeningAnswer.objects.of(of.id).get()
    assert (row.words, row.said) == ("", SECRET)
    assert SECRET.encode() not in bytes(row.words_sealed or b"")
    assert [each for each in Opening.objects.of(of.id) if SECRET[:8] in bytes(each.payload).decode()] == []
    assert last(of.id)[1] == {
        "answer": answer.id,
        "question": "subjects",
        "audience_of_answer": "facilitator",
        "member": member.id,
        "name": "Plain",
    }


@pytest.mark.django_db
def test_a_year_later_what_changed_is_seen_and_what_did_not_is_looked_at_again() -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    by, start = acting(member), clock.now()
    actions.answer_opening(by=by, member=member, given=[said(Question.WHO, "Ten villages."), said(Question.WHY)])
    titles = [ask.title for ask in asks_of(standing_of(by.account, of.id))]
    assert "Look at your answers again" not in titles
    with clock.set_to(start + timedelta(days=367)):
        assert "Look at your answers again" in [ask.title for ask in asks_of(standing_of(by.account, of.id))]
        actions.answer_opening(by=by, member=member, given=[said(Question.WHO, "Twelve villages."), said(Question.WHY)])
        answered = {each.question: each for each in opening_of(by, member)}
        now, before = answered["who"].now, answered["who"].before
        assert (now and now.words, [each.words for each in before]) == ("Twelve villages.", ["Ten villages."])
        assert answered["why"].before == ()
        assert "Look at your answers again" not in [ask.title for ask in asks_of(standing_of(by.account, of.id))]
        assert actions.look_again(by=by, member=member) == 2


@pytest.mark.django_db
def test_who_may_answer() -> None:
    of = founding.coalition()
    member, suspended = founding.member(of, "Plain"), founding.member(of, "Away", "suspended")
    other = acting(founding.member(of, "Other"), "other@example.org")
    observer = acting(member, "observer@example.org", Mandate.OBSERVES)
    for by in (other, observer, founding.officer(of)):
        with refused("membership.not_facilitator"):
            actions.answer_opening(by=by, member=member, given=[said(Question.WHO)])
    consults = acting(member, "consults@example.org", Mandate.CONSULTS)
    assert len(actions.answer_opening(by=consults, member=member, given=[said(Question.WHO)])) == 1
    assert len(actions.answer_opening(by=founding.officer(of, FACILITATE), member=suspended, given=[])) == 0
    with refused("membership.among_members"):
        actions.answer_opening(by=other, member=founding.member(of, "New", "applied"), given=[])
    with refused("membership.nothing_answered"):
        actions.look_again(by=founding.officer(of, FACILITATE), member=suspended)


@pytest.mark.django_db
def test_a_sheet_on_paper_is_typed_in_and_the_page_says_so(client: Client) -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    actions.answer_opening(
        by=founding.officer(of, FACILITATE),
        member=member,
        given=[said(Question.WHO, "Ten *villages*.")],
        said_on=clock.now().date(),
    )
    with refused("membership.day_to_come"):
        actions.answer_opening(
            by=founding.officer(of, FACILITATE),
            member=member,
            given=[said(Question.WHO)],
            said_on=clock.now().date() + timedelta(days=2),
        )
    person = founding.represent(founding.member(of, "Other"), "other@example.org")
    client.force_login(person.account)
    page = client.get(reverse("membership:member_opening", args=[of.slug, member.id])).content.decode()
    assert "typed in for it" in page
    assert "<em>villages</em>" in page


@pytest.mark.django_db
def test_one_question_follows_the_other_on_a_phone(client: Client) -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    client.force_login(founding.represent(member, "plain@example.org").account)
    slug = [of.slug, member.id]
    questions = list(Question)
    for question, follows in zip(questions, [*questions[1:], None], strict=True):
        address = reverse("membership:answer_one", args=[*slug, question])
        assert client.get(address).status_code == 200
        sent = {f"{question}_words": f"On {question}", f"{question}_audience": "members", "language": "en"}
        answer = client.post(address, sent)
        there = reverse("membership:answer_one", args=[*slug, follows]) if follows else None
        assert answer.url == (there or reverse("membership:member_opening", args=slug))
    assert OpeningAnswer.objects.of(of.id).count() == len(questions)
    wrong = client.post(reverse("membership:answer", args=slug), {"language": "xx", "who_audience": "all"})
    assert set(wrong.context["form"].errors) >= {"language", "who_audience"}
    assert client.get(reverse("membership:answer_one", args=[*slug, "nothing"])).status_code == 404


@pytest.mark.django_db
def test_the_conversation_takes_as_many_queries_for_three_as_for_one(
    client: Client,
) -> None:
    of = founding.coalition()
    client.force_login(founding.represent(founding.member(of, "Plain"), "plain@example.org").account)
    address = reverse("membership:opening", args=[of.slug])
    numbers = []
    for number in range(3):
        member = founding.member(of, f"Member {number}")
        actions.answer_opening(by=acting(member, f"m{number}@example.org"), member=member, given=[said(Question.WHO)])
        if number != 1:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert len(client.get(address).context["answers"]) == number + 1
            numbers.append(len(queries))
    assert numbers[0] == numbers[1]


@pytest.mark.django_db
def test_a_protected_member_answers_and_stands_in_no_list() -> None:
    of = founding.coalition()
    hidden = founding.member(of, "Hidden", protected=True)
    by, other = acting(hidden), acting(founding.member(of, "Other"), "other@example.org")
    actions.answer_opening(by=by, member=hidden, given=[said(Question.WHO)])
    assert last(of.id)[0] == "membership.sealed"
    assert last(of.id)[2] == [f"member:{hidden.id}", "sealed"]
    assert list(visible_answers(other)) == []
    assert visible_answers(by).count() == 1
