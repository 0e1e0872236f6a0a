"""Texts, versions, comments: rows and entries."""

import pytest
from django.db import IntegrityError, transaction

from plenary.core import masthead, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.record import actions as record
from plenary.record import queries as record_queries
from plenary.texts import actions, queries
from plenary.texts.models import Comment, Text, Thread, Version
from plenary.texts.tests.factories import make_thread
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Standing:
    return founding.somebody(founding.unchartered())


def say(by: Standing, thread: Thread, body: str = "Well said.", name: str = "Amina Diallo") -> Comment:
    return actions.comment(
        by=by, thread=thread, body=body, language="en", audience=[visibility.MEMBERS], about="p1", name=name
    )


def reason(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.verdict.reason


def test_write_text(by: Standing) -> None:
    text = actions.write_text(by=by, language="en", body="  One.\r\nTwo. ")
    version = queries.current(by.coalition, text.id)
    assert (version.language, version.number, version.body, version.made_by) == ("en", 1, "One.\nTwo.", by.person)


def test_revise_text(by: Standing) -> None:
    text = actions.write_text(by=by, language="en", body="One.")
    second = actions.revise_text(by=by, text=text, body="Two.")
    again = actions.revise_text(by=by, text=text, body="Two.")
    assert (second.number, again) == (2, second)
    assert [v.body for v in queries.versions(by.coalition, text.id, "en")] == ["One.", "Two."]


def test_empty_and_endless_texts_are_refused(by: Standing) -> None:
    with pytest.raises(Refused) as refused:
        actions.write_text(by=by, language="en", body=" \n ")
    assert reason(refused) == "texts.empty"
    with pytest.raises(Refused) as refused:
        actions.write_text(by=by, language="en", body="x" * 200_001)
    assert reason(refused) == "texts.too_long"
    assert Text.objects.of(by.coalition).count() == 0


def test_numbers_are_unique(by: Standing) -> None:
    text = actions.write_text(by=by, language="en", body="One.")
    first = queries.current(by.coalition, text.id)
    first.pk, first._state.adding = "other", True
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save()


def test_comment_is_kept_and_entered(by: Standing) -> None:
    thread = make_thread(by)
    said = say(by, thread)
    line = record_queries.feed(by)[0]
    assert (line.kind, line.sentence, line.about) == ("texts.commented", "Amina Diallo commented.", "p1")
    assert line.facts == {
        "comment": said.id,
        "thread": thread.id,
        "language": "en",
        "name": "Amina Diallo",
        "body": "Well said.",
    }
    assert [(c.name, c.body, c.is_own) for c in queries.comments(by, thread.id)] == [
        ("Amina Diallo", "Well said.", True)
    ]


def test_comment_outside_the_audience_is_not_in_the_feed(by: Standing) -> None:
    say(by, make_thread(by))
    outside = Standing.nobody(by.coalition)
    assert [line.kind for line in record_queries.feed(outside)] == ["record.opened"]


def test_an_erased_person_leaves_no_words_in_the_record(by: Standing) -> None:
    say(by, make_thread(by))
    record.erase_person(by=by, person=by.person)
    line = record_queries.feed(by, about="p1")[0]
    assert (line.sentence, "body" in line.facts) == ("[left out] commented.", False)
    assert record_queries.verify_record(by.coalition) == []


def test_the_masthead_names_who_gives_no_name(by: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(masthead, "_namers", [lambda _standing: masthead.Who("Amina Diallo", "Femmes du Sahel")])
    assert say(by, make_thread(by), name="").name == "Amina Diallo, Femmes du Sahel"


def test_comment_without_words(by: Standing) -> None:
    thread = make_thread(by)
    with pytest.raises(Refused) as refused:
        say(by, thread, body="  ")
    assert reason(refused) == "texts.empty"
    assert queries.comments(by, thread.id) == []


def test_comment_in_a_thread_of_another_coalition(by: Standing) -> None:
    elsewhere = founding.somebody(founding.unchartered("other"))
    with pytest.raises(Refused) as refused:
        say(by, make_thread(elsewhere))
    assert reason(refused) == "texts.no_such_thread"


def test_withdraw_own_comment(by: Standing) -> None:
    thread = make_thread(by)
    said = say(by, thread)
    actions.withdraw_comment(by=by, comment=said, audience=[visibility.MEMBERS], about="p1")
    assert [(c.body, c.is_withdrawn) for c in queries.comments(by, thread.id)] == [("", True)]
    assert record_queries.feed(by)[0].sentence == "Amina Diallo withdrew a comment."
    with pytest.raises(Refused) as refused:
        actions.withdraw_comment(by=by, comment=said, audience=[visibility.MEMBERS], about="p1")
    assert reason(refused) == "texts.withdrawn"


def test_withdraw_the_comment_of_another(by: Standing) -> None:
    said = say(by, make_thread(by))
    other = Standing(coalition=by.coalition, person="other", as_of=by.as_of)
    with pytest.raises(Refused) as refused:
        actions.withdraw_comment(by=other, comment=said, audience=[visibility.MEMBERS], about="p1")
    assert reason(refused) == "texts.not_yours"


@pytest.mark.parametrize("size", [1, 3])
def test_comments_take_one_query(by: Standing, size: int, django_assert_num_queries: object) -> None:
    thread = make_thread(by)
    for _ in range(size):
        say(by, thread)
    with django_assert_num_queries(1):
        assert len(queries.comments(by, thread.id)) == size


@pytest.mark.parametrize("size", [1, 3])
def test_counts_take_one_query(by: Standing, size: int, django_assert_num_queries: object) -> None:
    threads = [make_thread(by) for _ in range(size)]
    say(by, threads[0])
    withdrawn = say(by, threads[0])
    actions.withdraw_comment(by=by, comment=withdrawn, audience=[visibility.MEMBERS], about="p1")
    with django_assert_num_queries(1):
        counted = queries.counts(by.coalition, [t.id for t in threads])
    assert counted == {threads[0].id: 1, **dict.fromkeys([t.id for t in threads[1:]], 0)}


def test_a_text_of_another_coalition_is_not_found(by: Standing) -> None:
    text = actions.write_text(by=founding.somebody(founding.unchartered("other")), language="en", body="One.")
    with pytest.raises(Version.DoesNotExist):
        queries.current(by.coalition, text.id)
