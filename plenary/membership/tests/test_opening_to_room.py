"""From an answer to the opening questions to room on a subject: offered to those who heard it and may ask, and to nobody else."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.core.standing import Mandate, Standing
from plenary.membership import actions
from plenary.membership.actions import Given
from plenary.membership.matters import FACILITATE
from plenary.membership.models import Accommodation, Member, Room
from plenary.membership.queries.opening import answer_that_leads_to_room
from plenary.membership.rules.opening import LONGEST_SUBJECT, Audience, Question, subject_in
from plenary.membership.shown import opening_of, without_room
from plenary.membership.tests.reading import acting
from tests import founding


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("Police reform", "Police reform"),
        ("\n - Police reform;\n - Land", "Police reform"),
        ("## 1. Land.", "1. Land"),
        ("1. الأرض", "الأرض"),
        ("1325 and after", "1325 and after"),
        ("2 % of what we have", "2 % of what we have"),
        ("x" * LONGEST_SUBJECT, "x" * LONGEST_SUBJECT),
        ("x" * (LONGEST_SUBJECT + 1), ""),
        (" - \n", ""),
    ],
)
def test_the_first_line_of_an_answer_is_offered_as_the_subject(words: str, subject: str) -> None:
    assert subject_in(words) == subject


def answer(by: Standing, member: Member, question: Question, audience: Audience, words: str = "Police reform") -> None:
    given = [Given(question=question, words=words, audience=audience, language="en")]
    actions.answer_opening(by=by, member=member, given=given)


@pytest.mark.django_db
@pytest.mark.parametrize("question", list(Question))
@pytest.mark.parametrize("audience", list(Audience))
def test_an_answer_begins_what_is_asked_for_those_alone_who_heard_it(question: Question, audience: Audience) -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    by, other = acting(member), acting(founding.member(of, "Other"), "other@example.org")
    answer(by, member, question, audience)
    leads = question in {Question.CANNOT, Question.SUBJECTS}
    found = {
        name: answer_that_leads_to_room(reader, member, question) is not None
        for name, reader in (("own", by), ("other", other), ("leading", founding.officer(of, FACILITATE)))
    }
    assert found == {"own": leads, "other": leads and audience is Audience.MEMBERS, "leading": leads}


@pytest.mark.django_db
def test_it_is_offered_until_room_was_asked_for_after_the_answer() -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    by = acting(member)

    def offered() -> str:
        return without_room(by, member, opening_of(by, member))

    answer(by, member, Question.WHO, Audience.MEMBERS)
    assert offered() == ""
    answer(by, member, Question.CANNOT, Audience.STEERING)
    assert offered() == "cannot"
    answer(by, member, Question.SUBJECTS, Audience.FACILITATOR)
    assert offered() == "subjects"
    room = Room(subject="Police reform", cannot="Be named.")
    actions.ask_accommodation(by=by, member=member, room=room, audience=Audience.FACILITATOR, language="en")
    assert offered() == ""
    answer(by, member, Question.SUBJECTS, Audience.FACILITATOR, "Land")
    assert offered() == "subjects"


@pytest.mark.django_db
def test_after_the_answer_the_page_offers_it_and_the_form_begins_with_it(client: Client) -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    client.force_login(founding.represent(member, "plain@example.org").account)
    asks = reverse("membership:ask_accommodation", args=[of.slug, member.id])
    for question, place in (("cannot", 1), ("subjects", 2)):
        here = reverse("membership:answer_one", args=[of.slug, member.id, question])
        told = {f"{question}_words": "Police reform.", f"{question}_audience": "steering", "language": "en"}
        page = client.post(here, told, follow=True).content.decode()
        assert f"{asks}?after={question}" in page
        links = client.get(reverse("membership:member_opening", args=[of.slug, member.id])).content.decode()
        assert links.count(f"{asks}?after=") == place + 1
    form = client.get(f"{asks}?after=subjects").context["form"]
    begins = {name: form[name].value() for name in ("subject", "cannot", "audience", "language")}
    assert begins == {"subject": "Police reform", "cannot": "Police reform.", "audience": "steering", "language": "en"}
    assert client.get(f"{asks}?after=who").context["form"]["cannot"].value() is None
    assert client.post(f"{asks}?after=subjects", begins).status_code == 302
    assert Accommodation.objects.of(of.id).get().room.subject == "Police reform"


@pytest.mark.django_db
def test_whoever_may_not_ask_is_not_offered_it_and_reads_no_answer_by_it(client: Client) -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    by = acting(member)
    for audience, question in ((Audience.MEMBERS, Question.CANNOT), (Audience.FACILITATOR, Question.SUBJECTS)):
        answer(by, member, question, audience, f"Costly: {audience}")
    observes = founding.represent(member, "observes@example.org", Mandate.OBSERVES).account
    other = founding.represent(founding.member(of, "Other"), "other@example.org").account
    asks = reverse("membership:ask_accommodation", args=[of.slug, member.id])
    for account in (observes, other):
        assert isinstance(account, Account)
        client.force_login(account)
        page = client.get(reverse("membership:member_opening", args=[of.slug, member.id])).content.decode()
        assert "?after=" not in page
        answered = client.get(f"{asks}?after=subjects")
        assert (answered.status_code, b"Costly" in answered.content) == (403, False)
    assert answer_that_leads_to_room(replace(by, member="", audiences=frozenset()), member, "subjects") is None
