"""Languages: a proposal waits for those that the charter requires, is translated by members, and read in one's own."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import translation

from plenary.bodies.actions import Nomination, appoint
from plenary.charter.actions import put_in_force
from plenary.charter.queries import charter_of
from plenary.charter.rules.document import charter_to_json
from plenary.charter.rules.schema import Method
from plenary.core import clock
from plenary.core.asks import asks_of
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.decisions import actions, asks, queries
from plenary.decisions import permissions as perms
from plenary.decisions.audits import audit
from plenary.decisions.models import Proposal
from plenary.decisions.rules.amendments import Act
from plenary.decisions.rules.phases import Phase
from plenary.decisions.tasks import keep_deadlines
from plenary.decisions.tests import factories
from plenary.decisions.tests.test_views import inside
from plenary.membership.models import Member
from plenary.record import queries as record_queries
from plenary.texts.models import Version
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture
def bilingual():
    """A coalition whose proposals must stand in English and French before notice starts."""
    rules = replace(
        factories.charter(ordinary={"notice_days": 3}), languages=("en", "fr"), required_languages=("en", "fr")
    )
    return founding.coalition(rules=rules)


def translate(by: Standing, proposal: Proposal, *, ready: bool = True, language: str = "fr", **given) -> Proposal:
    resolved = {row.pk: "Nous nous réunissons à Tirana." for row in queries.texts_to_amend(proposal)}
    told = {"title": "Se réunir à Tirana", "body": "Parce que.", "resolved": resolved, **given}
    return actions.translate(by=by, proposal=proposal, language=language, ready=ready, **told)


def kinds(by: Standing) -> list[str]:
    return [line.kind for line in record_queries.feed(by)]


def test_notice_starts_in_the_act_that_brings_the_last_language(bilingual):
    mover, other = founding.standings(bilingual, 2)
    waiting = factories.opened(mover)
    assert (waiting.phase, waiting.discussion_from, queries.missing_languages(waiting)) == (
        Phase.TRANSLATION, None, ("fr",),
    )  # fmt: skip
    assert queries.visible_proposal(other, waiting.pk) == waiting
    assert "decisions.opened" not in kinds(other)
    draft = translate(other, waiting, ready=False)
    assert draft.phase is Phase.TRANSLATION
    later = factories.MONDAY.replace(day=5)
    with clock.set_to(later):
        started = translate(other, draft)
        assert (started.phase, started.opened_at, started.discussion_from.day) == (Phase.NOTICE, later, 8)
    assert kinds(other)[0] == "decisions.opened"
    assert kinds(other).count("decisions.opened") == 1
    assert list(audit(bilingual.id)) == []


def test_notice_starts_once_the_charter_requires_no_language_that_is_missing(bilingual):
    mover, _other = founding.standings(bilingual, 2)
    waiting = factories.opened(mover)
    later = factories.MONDAY.replace(day=5)
    with clock.set_to(later):
        keep_deadlines()
        waiting.refresh_from_db()
        assert waiting.phase is Phase.TRANSLATION
        document = charter_to_json(replace(charter_of(bilingual.id), required_languages=()))
        put_in_force(by=Standing.system(bilingual.id, "amended"), coalition_id=bilingual.id, document=document)
        keep_deadlines()
        keep_deadlines()
        waiting.refresh_from_db()
        assert (waiting.phase, waiting.opened_at, waiting.discussion_from.day) == (Phase.NOTICE, later, 8)
    assert kinds(mover).count("decisions.opened") == 1
    assert list(audit(bilingual.id)) == []


def test_one_who_brings_the_languages_first_does_not_wait(bilingual):
    mover = founding.standings(bilingual, 1)[0]
    draft = translate(mover, factories.draft(mover))
    opened = actions.open_proposal(by=mover, proposal=draft)
    assert (opened.phase, opened.waits_for_languages) == (Phase.NOTICE, False)
    assert list(audit(bilingual.id)) == []


def test_a_changed_draft_needs_its_translation_anew(bilingual):
    mover = founding.standings(bilingual, 1)[0]
    draft = translate(mover, factories.draft(mover))
    changed = actions.amend_draft(
        by=mover, proposal=draft, title="Meet in Tirana", body="Because.", language="en",
        effects=[("decisions.resolve", {"text": "We meet in Durrës."})],
    )  # fmt: skip
    assert queries.missing_languages(changed) == ("fr",)
    assert queries.where_it_stands(changed).stale == ("fr",)


def test_the_whole_must_be_translated(bilingual):
    mover = founding.standings(bilingual, 1)[0]
    with pytest.raises(Refused) as refused:
        translate(mover, factories.opened(mover), resolved={})
    assert (refused.value.verdict.reason, Version.objects.of(bilingual.id).filter(language="fr").count()) == (
        "texts.empty", 0,
    )  # fmt: skip


def test_what_waits_can_be_withdrawn(bilingual):
    mover = founding.standings(bilingual, 1)[0]
    waiting = factories.opened(mover)
    assert actions.withdraw_proposal(by=mover, proposal=waiting).phase is Phase.WITHDRAWN
    assert list(audit(bilingual.id)) == []


def test_a_reader_gets_their_language_and_is_told_which_decides(house):
    mover, other = founding.standings(house, 2)
    proposal = factories.opened(mover)
    translate(other, proposal)
    french = queries.words_of(proposal, "fr")
    assert (french.title, french.body, french.language, french.authentic, french.is_stale) == (
        "Se réunir à Tirana", "Parce que.", "fr", "en", False,
    )  # fmt: skip
    assert queries.words_of(proposal, "es").title == "Meet in Tirana"
    assert queries.titles_of([proposal], "fr") == {proposal.pk: ("Se réunir à Tirana", "fr")}
    assert queries.what_happens(proposal, french)[0].sentence == "Nous nous réunissons à Tirana."


def test_an_accepted_amendment_makes_translations_stale(house):
    mover, other = founding.standings(house, 2)
    proposal = factories.opened(mover)
    translate(other, proposal)
    effect = queries.texts_to_amend(proposal)[0]
    with clock.set_to(proposal.discussion_from):
        moved = actions.move_amendment(
            by=other, proposal=proposal, effect=effect, act=Act.ADD, label="1", words="In May.", reason="Say when."
        )
        actions.accept_amendment(by=mover, amendment=moved)
    assert queries.words_of(proposal, "fr").is_stale
    assert queries.where_it_stands(proposal).stale == ("fr",)


def test_entries_are_told_in_the_readers_language(house):
    mover, other = founding.standings(house, 2)
    proposal = translate(other, factories.opened(mover))
    with clock.set_to(proposal.voting_from):
        actions.cast_ballot(by=mover, proposal=proposal, choice="yes")
        actions.cast_ballot(by=other, proposal=proposal, choice="yes")
    factories.close(proposal)
    line = next(line for line in record_queries.feed(other) if line.kind == "decisions.decided")
    assert line.facts["title"] == {"en": "Meet in Tirana", "fr": "Se réunir à Tirana"}
    assert line.sentence.startswith("Meet in Tirana")
    with translation.override("fr"):
        line = next(line for line in record_queries.feed(other) if line.kind == "decisions.decided")
        assert "Se réunir à Tirana" in line.sentence


def test_a_protected_members_translation_is_unattributed(house):
    mover, hidden = founding.standings(house, 2)
    Member.objects.of(house.id).filter(pk=hidden.member).update(protected=True)
    translate(hidden, factories.opened(mover))
    lines = [line for line in record_queries.feed(mover) if line.kind == "texts.translation_ready"]
    assert len(lines) == 2
    assert all(hidden.person not in str(line) and hidden.member not in str(line) for line in lines)
    assert set(Version.objects.of(house.id).filter(language="fr").values_list("made_by", flat=True)) == {""}


def test_who_may_translate(house):
    mover, other = founding.standings(house, 2)
    observer = founding.standing(founding.member(house, "Observer"), mandate="observes")
    draft = factories.draft(mover)
    assert perms.may_translate(mover, draft)
    assert perms.may_translate(other, draft).reason == "decisions.not_yours"
    proposal = actions.open_proposal(by=mover, proposal=draft)
    assert perms.may_translate(other, proposal)
    assert perms.may_translate(observer, proposal).reason == "decisions.observes"
    with clock.set_to(proposal.voting_until + factories.AFTER_VOTING):
        assert perms.may_translate(other, proposal).reason == "decisions.over"


@pytest.mark.parametrize("number", [1, 3])
def test_titles_take_one_query(house, number, django_assert_num_queries):
    mover = founding.standings(house, 1)[0]
    proposals = [factories.opened(mover, title=f"T{place}") for place in range(number)]
    with django_assert_num_queries(1):
        assert len(queries.titles_of(proposals, "fr")) == number


def test_the_audit_tells_words_that_are_not_what_was_opened(house):
    mover = founding.standings(house, 1)[0]
    proposal = factories.opened(mover)
    Version.objects.of(house.id).filter(text_id=proposal.text).update(title="Stay at home")
    assert list(audit(house.id)) == [f"proposal {proposal.pk}: its words in en are not what was opened"]


@pytest.mark.parametrize("terms", [{"method": Method.SILENCE}, {"method": Method.CONSENSUS, "advice_from": ("board",)}])
def test_what_is_asked_stands_in_the_language_of_the_reader(terms):
    rules = replace(factories.charter(ordinary={"discussion_days": 2, **terms}), languages=("en", "fr"))
    house = founding.coalition(rules=rules)
    mover, other = founding.standings(house, 2)
    proposal = translate(mover, factories.opened(mover))
    if terms["method"] is Method.CONSENSUS:
        actions.raise_concern(by=other, proposal=proposal, words="Who pays?")
    with clock.set_to(proposal.voting_from), translation.override("fr"):
        asked = [ask for ask in asks_of(factories.now(mover)) if ask.clause == "process.ordinary"]
    assert {ask.title for ask in asked} == {"Se réunir à Tirana"}


def test_what_waits_for_a_language_stands_in_that_of_the_reader():
    rules = replace(factories.charter(), languages=("en", "fr", "ar"), required_languages=("en", "fr", "ar"))
    mover, _other = founding.standings(founding.coalition(rules=rules), 2)
    translate(mover, factories.opened(mover))
    with translation.override("fr"):
        assert [ask.title for ask in asks.translations(mover)] == ["Se réunir à Tirana"]


def test_opening_says_that_it_waits_for_its_translations(bilingual):
    client, by = inside(bilingual)
    draft = factories.draft(by)
    answer = client.post(reverse("decisions:open", args=[bilingual.slug, draft.pk]), follow=True)
    told = [str(message) for message in answer.context["messages"]]
    assert told == ["Meet in Tirana waits for its translations; notice starts when they are there."]


@pytest.mark.parametrize(("shown_in", "stored"), [("ar", "ar"), ("fr", "en")])
def test_concerns_and_advice_carry_the_language_of_the_page(shown_in, stored):
    terms = {"method": Method.CONSENSUS, "discussion_days": 2, "advice_from": ("board",)}
    house = founding.coalition(rules=replace(factories.charter(ordinary=terms), languages=("en", "ar")))
    client, by = inside(house)
    member = Member.objects.of(house.id).get(pk=by.member)
    appoint(by=Standing.system(house.id, "board"), nomination=Nomination(body="board", seats="seat", member=member))
    proposal = factories.opened(founding.standing(founding.member(house, "Mover")))
    [advice] = queries.advice_on(proposal)
    client.cookies["django_language"] = shown_in
    with translation.override("en"):  # what the pages activate ends here
        client.post(reverse("decisions:concern", args=[house.slug, proposal.pk]), {"words": "من يدفع؟"})
        client.post(reverse("decisions:advise", args=[house.slug, proposal.pk, advice.pk]), {"words": "خذوا القطار."})
    advice.refresh_from_db()
    assert ([row.language for row in queries.concerns_of(proposal)], advice.language) == ([stored], stored)
