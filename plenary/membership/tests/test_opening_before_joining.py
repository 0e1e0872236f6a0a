"""Whoever asks to join answers the opening questions: heard by those who hear applicants, and by all once it is admitted."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from plenary.coalitions.models import Coalition
from plenary.core import visibility
from plenary.core.standing import Mandate, Standing
from plenary.membership import actions
from plenary.membership.actions import Given
from plenary.membership.audits import audit_opening
from plenary.membership.matters import ADMINISTER, FACILITATE, SEE_PROTECTED
from plenary.membership.models import Member, OpeningAnswer
from plenary.membership.permissions import may_answer
from plenary.membership.permissions.opening import may_answer_opening, may_print_opening
from plenary.membership.queries.opening import visible_answers
from plenary.membership.rules.opening import Audience, Question
from plenary.membership.tests.reading import acting, last, refused
from tests import founding

pytestmark = pytest.mark.django_db
TO = dict(zip((Question.WHO, Question.CANNOT, Question.SUBJECTS), Audience, strict=True))


def board_admits() -> Coalition:
    """A coalition whose board decides on admission."""
    (ordinary,) = founding.charter().processes
    admission = replace(ordinary, code="admission", electorate="board")
    matters = {"other": "ordinary", "membership.admit": "admission"}
    return founding.coalition(processes=(ordinary, admission), matters=matters)


def answer(by: Standing, member: Member) -> None:
    given = [Given(question=each, words=f"To {to}.", audience=to, language="en") for each, to in TO.items()]
    actions.answer_opening(by=by, member=member, given=given)


def readers(of: Coalition) -> dict[str, Standing]:
    """One of each kind who might hear an applicant."""
    plain = acting(founding.member(of, "Plain"), "plain@example.org")
    return {
        "member": plain,
        "board": replace(plain, bodies=frozenset({"board"})),
        "keeps the list": founding.officer(of, ADMINISTER),
        "leads": founding.officer(of, FACILITATE),
        "other applicant": acting(founding.member(of, "Late", status="applied"), "late@example.org"),
        "nobody": Standing.nobody(of.id),
    }


def heard(by: Standing, member: Member) -> str:
    """The first letters of the audiences in which somebody hears a member: m, s, f."""
    found = visible_answers(by).filter(member=member).values_list("audience", flat=True)
    return "".join(to[0] for to in Audience if to in found)


@pytest.mark.parametrize("ends", ["waits", "admitted", "takes back"])
def test_an_applicant_is_heard_by_who_reads_its_application_and_once_admitted_by_all(ends: str) -> None:
    of = board_admits()
    member = founding.member(of, "Joining", status="applied")
    by = acting(member)
    answer(by, member)
    before = {
        "member": "",
        "board": "ms",
        "keeps the list": "m",
        "leads": "msf",
        "other applicant": "",
        "nobody": "",
    }
    found = readers(of)
    if ends == "admitted":
        actions.admit_member(by=Standing.system(of.id, "process.admission"), member_id=member.id)
        before["member"] = "m"
    if ends == "takes back":
        actions.withdraw(by=by, member=member)
    assert {name: heard(each, member) for name, each in found.items()} == before
    assert heard(by, member) == "msf"
    assert list(audit_opening(of.id)) == []


@pytest.mark.parametrize("protected", [False, True])
def test_its_entries_are_for_no_more_than_hear_it(protected: bool) -> None:
    of = board_admits()
    member = founding.member(of, "Joining", status="applied", protected=protected)
    by = acting(member)
    for question, tokens in (
        (Question.WHO, {"body:board"}),
        (Question.CANNOT, {"body:board"}),
        (Question.SUBJECTS, set()),
    ):
        given = [Given(question=question, words="We do.", audience=TO[question], language="en")]
        actions.answer_opening(by=by, member=member, given=given)
        kind, _facts, audience = last(of.id)
        assert kind == ("membership.sealed" if protected else "membership.opening_answered")
        own = {visibility.member(member.id)}
        assert set(audience) - {visibility.SEALED} == (own if protected else own | tokens)


def test_a_protected_applicant_is_heard_by_those_alone_who_may_know_it() -> None:
    of = board_admits()
    member = founding.member(of, "Hidden", status="applied", protected=True)
    answer(acting(member), member)
    assert {name: heard(each, member) for name, each in readers(of).items()} == dict.fromkeys(
        ("member", "board", "keeps the list", "leads", "other applicant", "nobody"), ""
    )
    knows = founding.officer(of, SEE_PROTECTED)
    assert (heard(knows, member), heard(replace(knows, powers=knows.powers | {FACILITATE}), member)) == ("m", "msf")


def test_who_may_answer_for_an_applicant() -> None:
    of = founding.coalition()
    member = founding.member(of, "Joining", status="applied")
    by, other = acting(member), acting(founding.member(of, "Other"), "other@example.org")
    leading = founding.officer(of, FACILITATE)
    asked = {"own": by, "observes": replace(by, mandate=Mandate.OBSERVES), "other": other, "leads": leading}
    assert {name: bool(may_answer_opening(each, member)) for name, each in asked.items()} == {
        "own": True,
        "observes": False,
        "other": False,
        "leads": True,
    }
    assert not may_answer(by, member)  # room and contributions are for members
    assert (bool(may_print_opening(by)), bool(may_print_opening(Standing.nobody(of.id)))) == (True, False)
    answer(leading, member)
    assert OpeningAnswer.objects.of(of.id).filter(is_typed_in=True, before_joining=True).count() == 3
    left = founding.member(of, "Left", status="withdrawn")
    with refused("membership.among_members"):
        answer(acting(left, "left@example.org"), left)


def test_an_import_that_is_taken_back_leaves_what_was_typed_in() -> None:
    of = founding.coalition()
    member = founding.member(of, "Joining", status="applied")
    answer(founding.officer(of, FACILITATE), member)
    Member.objects.of(of.id).filter(id=member.id).update(accepted_purpose_at=None)
    by, organisation = founding.officer(of, ADMINISTER), member.organisation
    assert organisation is not None
    assert actions.take_back_applicants(by=by, organisations=[organisation]) == 0


def test_its_pages_lead_to_the_sheet_and_say_who_hears(client: Client) -> None:
    of = founding.coalition()
    member = founding.member(of, "Joining", status="applied")
    client.force_login(founding.represent(member, "joining@example.org").account)
    opening = reverse("membership:member_opening", args=[of.slug, member.id])
    for name in ("membership:member", "membership:application"):
        assert opening in client.get(reverse(name, args=[of.slug, member.id])).content.decode()
    here = reverse("membership:answer_one", args=[of.slug, member.id, "subjects"])
    told = {"subjects_words": "Police reform.", "subjects_audience": "members", "language": "en"}
    page = client.post(here, told, follow=True).content.decode()
    assert [words for words in ("Until you are admitted", "Police reform.") if words not in page] == []
    assert reverse("membership:accommodations", args=[of.slug, member.id]) not in page
    assert "?after=" not in page
    paper = reverse("membership:opening_paper", args=[of.slug])
    assert paper in page
    assert opening in client.get(paper).content.decode()
    assert client.get(reverse("membership:opening", args=[of.slug])).status_code == 403
    assert client.post(reverse("membership:look_again", args=[of.slug, member.id])).status_code == 302


def test_another_applicant_reads_nothing_of_it(client: Client) -> None:
    of = founding.coalition()
    member, other = (founding.member(of, name, status="applied") for name in ("Joining", "Late"))
    answer(acting(member), member)
    client.force_login(founding.represent(other, "late@example.org").account)
    page = client.get(reverse("membership:member_opening", args=[of.slug, member.id]))
    assert page.status_code == 404
