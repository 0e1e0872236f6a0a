"""Translations: drafted, finished, overtaken by a new source; read in one's own language; entered and audited."""

from typing import Any

import pytest

from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.record import queries as record_queries
from plenary.texts import actions, queries
from plenary.texts.audits import audit
from plenary.texts.models import Text, Version
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Standing:
    return founding.somebody(founding.unchartered())


@pytest.fixture
def text(by: Standing) -> Text:
    return actions.write_text(by=by, language="en", title="Water for all", body="One.")


def translate(by: Standing, text: Text, **given: Any) -> Version:
    told = {"language": "fr", "title": "De l’eau pour tous", "body": "Un.", "ready": True, **given}
    return actions.translate_text(by=by, text=text, audience=[visibility.MEMBERS], about="p1", **told)


def kinds(by: Standing) -> list[str]:
    return [line.kind for line in record_queries.feed(by) if line.kind.startswith("texts.")]


def reason(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.verdict.reason


def test_a_reader_gets_their_language_and_is_told_which_decides(by: Standing, text: Text) -> None:
    kept = translate(by, text)
    read = queries.reading(by.coalition, text.id, "fr")
    assert (read.shown, read.authentic.language, read.is_authentic, read.is_stale) == (kept, "en", False, False)
    assert kept.source_version == read.authentic
    other = queries.reading(by.coalition, text.id, "es")
    assert (other.shown.title, other.is_authentic, other.languages.ready) == ("Water for all", True, ("en", "fr"))
    assert queries.reading(by.coalition, text.id, "fr-CA").shown == kept


def test_a_draft_is_read_by_nobody_until_it_is_finished(by: Standing, text: Text) -> None:
    draft = translate(by, text, ready=False)
    assert queries.reading(by.coalition, text.id, "fr").shown.language == "en"
    assert (queries.languages(by.coalition, text.id), queries.draft_of(by.coalition, text.id, "fr")) == (["en"], draft)
    assert queries.standings(by.coalition, [text.id])[text.id].drafts == ("fr",)
    translate(by, text)
    assert queries.reading(by.coalition, text.id, "fr").shown == draft
    assert queries.languages(by.coalition, text.id) == ["en", "fr"]
    assert queries.draft_of(by.coalition, text.id, "fr") is None
    assert kinds(by) == ["texts.translation_ready", "texts.translation_drafted"]


def test_a_new_source_makes_its_translation_stale_until_it_is_looked_at_again(by: Standing, text: Text) -> None:
    translate(by, text)
    actions.revise_text(by=by, text=text, title="Water for all", body="Two.")
    read = queries.reading(by.coalition, text.id, "fr")
    assert (read.shown.body, read.is_stale, read.languages.stale) == ("Un.", True, ("fr",))
    newer = translate(by, text, body="Deux.")
    assert (newer.number, queries.reading(by.coalition, text.id, "fr").is_stale) == (2, False)


def test_what_translates_an_older_version_does_not_pass_for_the_newest(by: Standing, text: Text) -> None:
    seen = queries.current(by.coalition, text.id)
    actions.revise_text(by=by, text=text, title="Water for all", body="Two.")
    translate(by, text, source=seen.id)
    assert queries.reading(by.coalition, text.id, "fr").is_stale
    translate(by, text)  # the same words, confirmed against the newest
    assert not queries.reading(by.coalition, text.id, "fr").is_stale


def test_the_same_words_are_kept_once(by: Standing, text: Text) -> None:
    first = translate(by, text, ready=False)
    assert translate(by, text, ready=False) == first
    finished = translate(by, text)
    assert (finished.id, translate(by, text).id) == (first.id, first.id)
    assert len(queries.versions(by.coalition, text.id, "fr")) == 1
    assert kinds(by) == ["texts.translation_ready", "texts.translation_drafted"]


def test_words_that_went_back_to_draft_leave_what_was_ready(by: Standing, text: Text) -> None:
    first = translate(by, text)
    draft = translate(by, text, body="Une.", ready=False)
    assert queries.reading(by.coalition, text.id, "fr").shown == first
    assert queries.draft_of(by.coalition, text.id, "fr") == draft


def test_the_entry_tells_the_words_and_the_language(by: Standing, text: Text) -> None:
    kept = translate(by, text, name="Amina Diallo")
    line = record_queries.feed(by)[0]
    assert (line.sentence, line.about) == ("A translation into French is ready.", "p1")
    assert line.facts == {
        "text": text.id,
        "version": kept.id,
        "language": "fr",
        "into": "fr",
        "number": 1,
        "source": 1,
        "title": "De l’eau pour tous",
        "body": "Un.",
        "name": "Amina Diallo",
    }


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"language": "en"}, "texts.is_authentic"),
        ({"language": "no language"}, "texts.no_such_language"),
        ({"title": " "}, "texts.no_title"),
        ({"title": "", "body": " "}, "texts.empty"),
        ({"title": "x" * 201}, "texts.title_too_long"),
        ({"source": "elsewhere"}, "texts.cannot_translate"),
    ],
)
def test_what_is_no_translation_is_refused(by: Standing, text: Text, given: dict[str, Any], told: str) -> None:
    with pytest.raises(Refused) as refused:
        translate(by, text, **given)
    assert (reason(refused), Version.objects.of(by.coalition).count()) == (told, 1)


def test_a_source_of_another_text_is_refused(by: Standing, text: Text) -> None:
    other = actions.write_text(by=by, language="en", body="Other.")
    with pytest.raises(Refused) as refused:
        translate(by, text, source=queries.current(by.coalition, other.id).id)
    assert reason(refused) == "texts.cannot_translate"


def test_a_draft_whose_language_changes_decides_in_the_new_one(by: Standing, text: Text) -> None:
    actions.revise_text(by=by, text=text, title="De l’eau", body="Un.", language="fr")
    read = queries.reading(by.coalition, text.id, "en")
    assert (read.authentic.body, read.is_stale) == ("Un.", True)


@pytest.mark.parametrize("size", [1, 3])
def test_titles_take_one_query_and_readings_two(by: Standing, size: int, django_assert_num_queries: Any) -> None:
    texts = [actions.write_text(by=by, language="en", title=f"T{n}", body="") for n in range(size)]
    translate(by, texts[0], title="T", body="")
    with django_assert_num_queries(2):
        assert len(queries.readings(by.coalition, [each.id for each in texts], "fr")) == size
    with django_assert_num_queries(1):
        found = queries.titles(by.coalition, [each.id for each in texts], "fr")
    assert found[texts[0].id] == ("T", "fr")
    assert [found[each.id] for each in texts[1:]] == [(f"T{n}", "en") for n in range(1, size)]


def test_a_translation_that_was_tampered_with_is_told(by: Standing, text: Text) -> None:
    kept = translate(by, text)
    assert list(audit(by.coalition)) == []
    Version.objects.of(by.coalition).filter(id=kept.id).update(body="Deux.")
    assert list(audit(by.coalition)) == [f"translation {kept.id}: is not what was entered"]
    Version.objects.of(by.coalition).filter(id=kept.id).delete()
    assert list(audit(by.coalition)) == [f"translation {kept.id}: stands in the record and not among the texts"]


def test_a_translation_without_an_entry_is_told(by: Standing, text: Text) -> None:
    kept = translate(by, text, ready=False)
    kept.pk, kept.number, kept._state.adding = "0" * 16, 2, True
    kept.save()
    assert list(audit(by.coalition)) == [f"translation {kept.pk}: the record has no such entry"]
