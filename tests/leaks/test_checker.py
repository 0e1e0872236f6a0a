"""That the walk finds what leaks: its checker on pages made up for it, and its tables on models that it does not know."""

import io
import re
import zipfile

import pytest
from django.db import models
from django.http import HttpResponse, StreamingHttpResponse

from tests.leaks import audiences
from tests.leaks.book import Book, Holder
from tests.leaks.checking import all_of, leaks_in, plain
from tests.leaks.fields import reason_against
from tests.leaks.routes import models_named
from tests.story.marks import ID, LENGTH, MARKED, mark, marks_of, said

HERE, THERE = "h" * 16, "t" * 16
MEMBER = frozenset({(HERE, "public"), (HERE, "members"), (THERE, "public")})


def _book(**readers: tuple[str, ...]) -> Book:
    """Marks in this coalition and in the other, each with its readers."""
    book = Book()
    for key, tokens in readers.items():
        coalition = THERE if key.startswith("zqthr") else HERE
        book.holders[key].append(Holder("made.Up.words", "1", coalition, frozenset(tokens)))
    return book


def test_a_mark_is_told_from_all_else() -> None:
    made = [mark() for _each in range(2000)]
    assert len(set(made)) == 2000
    assert {len(each) for each in made} == {LENGTH}
    assert MARKED.findall(said("Green Valley") + mark()) != []


@pytest.mark.parametrize(
    "words",
    [
        "<p>zqhere Green</p>",
        "a%20zqhere",
        "\\u0022zqhere\\u0022",
        '{"a":"\\nzqhere"}',
        "&lt;zqhere&gt;",
        "x=zqhere%2Fy",
    ],
)
def test_a_mark_is_found_however_it_is_escaped(words: str) -> None:
    assert "zqhere" in marks_of(plain(words))


def test_letters_within_a_key_are_no_mark() -> None:
    assert marks_of("K7zqhereB0 9zqhere") == set()


@pytest.mark.parametrize("around", ["", " ", "\\n", "=", "K", "7", "a", "é", "ع"])
def test_marks_and_ids_are_those_that_their_patterns_find(around: str) -> None:
    one = mark()
    for words in (one, f"{one}0123456789", "0123456789abcdef", f"01234567{one}ab", f"{one}{one}", f"{one}é{one}"):
        text = f"{around}{words}{around}{one}"
        assert marks_of(text) == set(re.findall(f"{ID.pattern}|{MARKED.pattern}", text))


def test_what_is_above_its_reader_is_found_and_nothing_else() -> None:
    book = _book(zqpvb0=("public",), zqmemb=("members",), zqbard=("body:board",), zqnxne=(), zqthrm=("members",))
    page = "zqpvb0 zqmemb zqbard zqnxne zqthrm"
    assert [leak.mark for leak in leaks_in(book, "member", MEMBER, "/page/", marks_of(page))] == [
        "zqbard",
        "zqnxne",
        "zqthrm",
    ]
    nobody = frozenset({(HERE, "public"), (THERE, "public")})
    assert [leak.mark for leak in leaks_in(book, "anonymous", nobody, "/page/", marks_of("zqpvb0 zqmemb"))] == [
        "zqmemb"
    ]
    board = MEMBER | {(HERE, "body:board"), (THERE, "members")}
    assert [leak.mark for leak in leaks_in(book, "both", board, "/page/", marks_of(page))] == ["zqnxne"]


def test_a_token_of_one_coalition_opens_nothing_in_another() -> None:
    book = _book(zqthrm=("members",))
    assert [leak.mark for leak in leaks_in(book, "member", MEMBER, "/page/", marks_of("zqthrm"))] == ["zqthrm"]


def test_what_was_asked_is_no_leak_and_what_comes_with_it_is() -> None:
    hidden = "0123456789abcdef"
    book = _book(**{hidden: (), "zqnxne": ()})
    found = leaks_in(book, "member", MEMBER, f"/members/{hidden}/", marks_of(f"/members/{hidden}/ zqnxne"))
    assert [leak.mark for leak in found] == ["zqnxne"]


def test_ids_of_hidden_rows_are_found() -> None:
    hidden = "0123456789abcdef"
    found = leaks_in(_book(**{hidden: ()}), "member", MEMBER, "/", marks_of(f'<option value="{hidden}">a</option>'))
    assert [leak.mark for leak in found] == [hidden]


def test_all_that_an_answer_says_is_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("a.xml", "<c>zqpack</c>")
    assert "zqpack" in all_of(HttpResponse(packed.getvalue()))
    assert "zqstre" in all_of(StreamingHttpResponse([b"zq", b"stre"]))
    assert "zqhead" in all_of(HttpResponse("", headers={"Content-Disposition": 'attachment; filename="zqhead"'}))
    redirect = HttpResponse("", status=302, headers={"Location": "/?q=zqgrne"})
    assert "zqgrne" in all_of(redirect)
    cookie = HttpResponse("")
    cookie.set_cookie("message", "zqcrrk")
    assert "zqcrrk" in all_of(cookie)


def test_a_model_without_a_rule_fails_by_name() -> None:
    class Rumour(models.Model):
        class Meta:
            app_label = "made_up"

    with pytest.raises(KeyError, match=r"made_up\.Rumour has no rule"):
        audiences.rule_of(Rumour)


def test_a_new_field_is_free_text_until_it_says_otherwise() -> None:
    class Report(models.Model):
        words = models.CharField(max_length=200)
        mood = models.CharField(max_length=20)
        paper = models.FileField()
        size = models.CharField(max_length=20, choices=[("s", "small")])

        class Meta:
            app_label = "made_up"
            constraints = [models.CheckConstraint(condition=models.Q(mood__in=["glad"]), name="mood")]

    told = {
        field.name: bool(reason_against(Report, field)) for field in Report._meta.concrete_fields if field.name != "id"
    }
    assert told == {"words": False, "mood": True, "paper": False, "size": True}


def test_an_argument_that_names_no_model_fails() -> None:
    assert [model.__name__ for model in models_named("draft_id")] == ["CharterDraft"]
    assert {model.__name__ for model in models_named("card_id")} == {"Organisation", "Person"}
    with pytest.raises(LookupError, match="rumour_id"):
        models_named("rumour_id")
