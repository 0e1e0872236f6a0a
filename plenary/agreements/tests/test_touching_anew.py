"""Further editions and translations of an agreement, and agreements that are there already: members are told whose subject they
touch, in each edition anew."""

import pytest

from plenary.agreements import actions, queries
from plenary.agreements.models import Agreement
from plenary.agreements.tests import factories
from plenary.agreements.tests.test_touching import told
from plenary.core.standing import Standing
from plenary.decisions.tests import factories as decisions
from plenary.membership.actions import ask_accommodation
from plenary.membership.models import Member, Room, TouchedSubject
from plenary.membership.rules.opening import Audience
from tests import founding

pytestmark = pytest.mark.django_db


def ask(by: Standing, subject: str, *, consents: bool = False) -> None:
    member = Member.objects.of(by.coalition).get(id=by.member)
    room = Room(subject=subject, cannot="Be named with it.")
    ask_accommodation(by=by, member=member, room=room, audience=Audience.FACILITATOR, language="en", consents=consents)


def translate(by: Standing, agreement: Agreement, number: int, words: str) -> None:
    line = queries.draft_lines(agreement)[number - 1]
    actions.translate(by=by, agreement=agreement, language="fr", words={line.key: words}, source={line.key: line.words})


def test_each_edition_that_touches_a_subject_is_told_anew_and_none_twice() -> None:
    of = founding.coalition(rules=decisions.charter())
    author, other = founding.standings(of, 2)
    ask(other, "cleared")
    agreement = factories.adopted(of, author)
    own = ("subject_touched", [f"member:{other.member}"])
    assert told(of.id) == [own]
    actions.write_paragraph(by=author, agreement=agreement, words="We meet.")
    for _time in range(2):
        factories.laid_down(author, agreement)
    assert told(of.id) == [own, own]
    assert set(TouchedSubject.objects.of(of.id).values_list("about", flat=True)) == {agreement.id}


@pytest.mark.parametrize("consents", [False, True])
def test_a_translation_of_an_edition_is_told_and_of_a_draft_with_the_edition(consents: bool) -> None:
    of = founding.coalition(rules=decisions.charter())
    author, other = founding.standings(of, 2)
    ask(other, "déminé", consents=consents)
    agreement = factories.drafted(author)
    translate(author, agreement, 2, "Tout champ est déminé.")
    assert told(of.id) == []
    factories.laid_down(author, agreement)
    both = [("subject_touched", [f"member:{other.member}"])]
    both += [("author_told", [f"member:{author.member}"])] * consents
    assert told(of.id) == both
    translate(author, agreement, 1, "Un champ déminé.")
    translate(author, agreement, 1, "Un champ déminé.")
    assert told(of.id) == both * 2
    parts = TouchedSubject.objects.of(of.id).values_list("part", flat=True)
    assert sorted(parts) == ["translation", "whole"]


def test_agreements_that_are_there_already_are_told_at_once_and_drafts_are_not() -> None:
    of = founding.coalition(rules=decisions.charter())
    author, other = founding.standings(of, 2)
    adopted, waiting = factories.adopted(of, author), factories.drafted(author)
    factories.laid_down(author, waiting)
    translate(author, adopted, 2, "Tout champ est déminé.")
    factories.drafted(author)
    ended = factories.adopted(of, author)
    actions.end_agreement(by=founding.system(of), agreement_id=ended.id, because="It is done.")
    ask(other, "Every field", consents=True)
    ask(other, "déminé")
    found = TouchedSubject.objects.of(of.id).values_list("about", "author_told")
    assert sorted(found) == sorted([(adopted.id, True), (waiting.id, True), (adopted.id, False)])
    assert {tuple(audience) for kind, audience in told(of.id) if kind == "author_told"} == {
        (f"person:{author.person}",)
    }


def test_what_one_edition_says_no_longer_is_told_while_the_earlier_holds() -> None:
    of = founding.coalition(rules=decisions.charter())
    author, other = founding.standings(of, 2)
    agreement = factories.adopted(of, author)
    gone = factories.paragraph(agreement, 2)
    actions.remove_paragraph(by=author, agreement=agreement, paragraph=gone)
    edition = factories.laid_down(author, agreement)
    ask(other, "cleared")
    assert len(told(of.id)) == 1
    actions.adopt_edition(by=founding.system(of), edition_id=edition.id)
    ask(other, "cleared")
    assert len(told(of.id)) == 1
