"""Agreements in several languages, and signatures on paper: what counts, what is told to whom, what is refused."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from plenary.agreements import actions, queries
from plenary.agreements.asks import papers_wait, signatures_wait
from plenary.agreements.audits import audit_signatures
from plenary.agreements.rules import Form
from plenary.agreements.tests import factories
from plenary.agreements.tests.test_actions import reason
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions.tests import factories as decisions
from plenary.membership.models import Member
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db
NONE = "It lies in another town."


def test_a_translation_is_out_of_date_once_its_paragraph_changes() -> None:
    of = founding.coalition(rules=factories.open_charter())
    one, other = founding.standings(of, 2)
    agreement = factories.adopted(of, one, ("First.", "Second."), is_public=True)
    lines = queries.draft_lines(agreement)
    source = {"": agreement.title, **{line.key: line.words for line in lines}}
    said = {"": "Notre appel", lines[0].key: "Premier.", lines[1].key: " ", "nobody": "Personne."}
    given = {"agreement": agreement, "language": "fr", "source": source}
    assert actions.translate(by=other, words=said, **given) == 2
    assert actions.translate(by=other, words=said, **given) == 0  # nothing new

    def told(reader: Standing) -> list[tuple[str, str, bool]]:
        text = queries.Text(title=agreement.title, lines=queries.draft_lines(agreement), language="en")
        title, worded = queries.worded(reader, agreement, text, "fr")
        return [(each.words, each.language, each.is_stale) for each in (title, *worded)]

    assert told(one) == [("Notre appel", "fr", False), ("Premier.", "fr", False), ("Second.", "en", False)]
    first = queries.paragraph_of(agreement, lines[0].key)
    actions.write_paragraph(by=one, agreement=agreement, words="First of all.", paragraph=first)
    assert told(one) == [("Notre appel", "fr", False), ("Premier.", "fr", True), ("Second.", "en", False)]
    assert told(Standing.nobody(of.id)) == [
        ("Notre appel", "fr", False),
        ("First of all.", "en", False),
        ("Second.", "en", False),
    ]
    renewed = {lines[0].key: "D’abord."}
    source = {lines[0].key: "First of all."}
    actions.translate(by=one, agreement=agreement, language="fr", words=renewed, source=source)
    assert told(one)[1] == ("D’abord.", "fr", False)
    same = {"by": one, "agreement": agreement, "words": renewed, "source": source}
    assert reason(actions.translate, language="en", **same) == "texts.is_authentic"
    assert reason(actions.translate, language="no language", **same) == "texts.no_such_language"
    long = {lines[0].key: "x" * 8001}
    assert reason(actions.translate, language="fr", **{**same, "words": long}) == "agreements.too_long"


def test_lists_and_desks_tell_titles_in_the_language_of_their_reader(
    client: Client, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    of = founding.coalition(rules=factories.open_charter())
    one, other = founding.standings(of, 2)
    call, plain = factories.adopted(of, one, is_public=True), factories.adopted(of, one, title="Plain", is_public=True)
    actions.translate(by=other, agreement=call, language="fr", words={"": "Notre appel"}, source={"": call.title})
    with django_assert_num_queries(1):
        assert queries.titles_in([call, plain], "fr-CA") == {call.id: "Notre appel", plain.id: "Plain"}
    with django_assert_num_queries(0):
        assert queries.titles_in([call, plain], "en") == {call.id: call.title, plain.id: "Plain"}
    with translation.override("fr"):
        page = client.get(reverse("agreements:agreements", args=[of.slug]), headers={"accept-language": "fr"})
        assert "Notre appel" in page.content.decode()
        assert call.title not in page.content.decode()
        assert any(ask.title.endswith("Notre appel") for ask in signatures_wait(other))


def officer(of: Coalition, by: Standing) -> Standing:
    """The same, with an office that enters papers."""
    return replace(by, offices=frozenset({"chair"}), powers=frozenset({"agreements.enter_paper"}))


def test_a_paper_counts_once_its_member_confirms_it() -> None:
    of = founding.coalition(rules=decisions.charter())
    one, other, third = founding.standings(of, 3)
    agreement = factories.adopted(of, one)
    today = clock.now().date()
    paper = actions.Paper(
        member=other.member, person=other.person, form=Form.ORGANISATION, signed_on=today, reservation="Not alone."
    )
    by = officer(of, one)
    row = actions.enter_paper(by=by, agreement=agreement, paper=paper, no_scan=NONE)
    adopted = queries.adopted_editions(of.id, agreement.id)
    assert queries.signatories(third, agreement, adopted) == []
    assert [ask.title for ask in papers_wait(other)] == ["Did you sign “Our call” on paper?"]
    assert list(papers_wait(third)) == []
    assert reason(actions.enter_paper, by=by, agreement=agreement, paper=paper) == "agreements.paper_not_needed"
    assert reason(actions.confirm_paper, by=third, agreement=agreement) == "agreements.no_paper"
    consults = founding.standing(Member.objects.of(of.id).get(id=other.member), mandate="consults")
    assert reason(actions.confirm_paper, by=consults, agreement=agreement) == "agreements.no_paper"
    actions.confirm_paper(by=other, agreement=agreement)
    told = queries.signatories(third, agreement, adopted)
    assert [(each.name, each.on_paper, each.reservation) for each in told] == [("Member 1", True, "Not alone.")]
    row.refresh_from_db()
    assert Entry.objects.of(of.id).get(id=row.entry).kind == "agreements.signed"
    assert list(papers_wait(other)) == []
    assert reason(actions.enter_paper, by=by, agreement=agreement, paper=paper) == "agreements.paper_not_needed"
    assert list(audit_signatures(of.id)) == []


def test_a_paper_that_the_member_does_not_know_counts_for_nothing() -> None:
    of = founding.coalition(rules=decisions.charter())
    one, other, third = founding.standings(of, 3)
    agreement = factories.adopted(of, one)
    today = clock.now().date()
    paper = actions.Paper(member=other.member, person=other.person, form=Form.PERSONAL, signed_on=today)
    by = officer(of, one)
    actions.enter_paper(by=by, agreement=agreement, paper=paper, no_scan=NONE)
    actions.decline_paper(by=other, agreement=agreement)
    assert queries.signatories(third, agreement, queries.adopted_editions(of.id, agreement.id)) == []
    actions.enter_paper(by=by, agreement=agreement, paper=paper, no_scan=NONE)
    factories.signed(other, agreement)  # who signs here answers the paper too
    assert list(papers_wait(other)) == []
    assert list(audit_signatures(of.id)) == []


def test_a_paper_is_refused_where_it_cannot_be_one() -> None:
    of = founding.coalition(rules=decisions.charter())
    one, other = founding.standings(of, 2)
    agreement = factories.adopted(of, one)
    today = clock.now().date()
    by = officer(of, one)
    hidden = founding.standing(founding.member(of, "Hidden", protected=True))
    fine = actions.Paper(member=other.member, person=other.person, form=Form.ORGANISATION, signed_on=today)
    wrong = {
        "agreements.no_such_member": replace(fine, member=hidden.member, person=hidden.person),
        "agreements.not_its_representative": replace(fine, person=one.person),
        "agreements.bad_day": replace(fine, signed_on=today + timedelta(days=1)),
        "agreements.too_long": replace(fine, reservation="x" * 4001),
    }
    found = {
        code: reason(actions.enter_paper, by=by, agreement=agreement, paper=paper) for code, paper in wrong.items()
    }
    assert found == {code: code for code in wrong}
    before = replace(fine, signed_on=today - timedelta(days=1))
    assert reason(actions.enter_paper, by=by, agreement=agreement, paper=before) == "agreements.bad_day"
    assert reason(actions.enter_paper, by=one, agreement=agreement, paper=fine) == "agreements.not_entering_papers"
    draft = factories.drafted(one)
    assert reason(actions.enter_paper, by=by, agreement=draft, paper=fine) == "agreements.not_in_force"
