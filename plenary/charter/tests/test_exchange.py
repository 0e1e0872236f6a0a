"""A charter taken away as TOML and brought back: the same one, every problem by its line, and nothing kept of bad input."""

import re
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from plenary.charter import actions, queries, starting
from plenary.charter.rules.document import charter_from_json, charter_from_toml, charter_to_json, charter_to_toml
from plenary.core.standing import Mandate, Standing
from plenary.record.models import Tree
from tests import founding

pytestmark = pytest.mark.django_db

BOARD = starting.shipped("elected-board")
TEXT = charter_to_toml(BOARD)
HERE = "/c/clear-fields/charter/"


def two_versions() -> str:
    """A coalition whose second version is reviewed each year; its id."""
    coalition = founding.coalition(rules=BOARD)
    actions.put_in_force(
        by=Standing.system(coalition.id, "process.amendment"),
        coalition_id=coalition.id,
        document=charter_to_json(replace(BOARD, review=replace(BOARD.review, every_months=12))),
    )
    return coalition.id


def test_what_is_taken_away_is_the_charter(client: Client) -> None:
    coalition = two_versions()
    answer = client.get(f"{HERE}export/")
    assert answer.headers["Content-Type"] == "application/toml; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="clear-fields-charter-2.toml"'
    assert charter_from_toml(answer.content.decode()) == queries.charter_of(coalition)
    assert charter_from_toml(client.get(f"{HERE}export/?version=1").content.decode()) == BOARD
    assert f'href="{HERE}export/?version=2"' in client.get(HERE).content.decode()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("as_file", [True, False])
def test_what_is_brought_becomes_an_equal_draft(member: Client, end: str, *, as_file: bool) -> None:
    coalition = two_versions()
    text = TEXT.replace("\n", end)
    sent = {"file": SimpleUploadedFile("charter.toml", text.encode("utf-8-sig"))} if as_file else {"text": text}
    preview = member.post(f"{HERE}import/", {"title": "Brought", **sent})
    assert "One clause differs from version 2" in preview.content.decode()
    assert not queries.drafts(coalition).exists()
    hidden = preview.context["form"].initial
    kept = member.post(f"{HERE}import/", {**hidden, "step": "save"})
    draft = queries.drafts(coalition).get()
    assert kept.headers["Location"] == f"{HERE}drafts/{draft.id}/"
    assert (draft.title, charter_from_json(draft.document)) == ("Brought", BOARD)


def test_the_text_can_be_changed_before_it_is_kept(member: Client) -> None:
    coalition = two_versions()
    page = member.post(f"{HERE}import/", {"title": "Brought", "text": TEXT, "step": "text"}).content.decode()
    assert "<textarea" in page
    assert not queries.drafts(coalition).exists()


def wrong(text: str, *changes: tuple[str, str]) -> tuple[str, list[int]]:
    """The text with changes, each once, and the lines on which they stand."""
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    lines = text.split("\n")
    first = [after.split("\n")[0] for _before, after in changes]
    return text, [next(place for place, line in enumerate(lines, 1) if after in line) for after in first]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([("quorum = ", "quorum = = ")], ["The text is not well-formed TOML."]),
        ([("voting_days = 7", 'voting_days = "a week"')], ["A whole number is expected here."]),
        (
            [("every_months = 24", "every_month = 24"), ("cap = ", 'colour = "green"\ncap = ')],
            ["The charter knows no such key.", "The charter knows no such key."],
        ),
        ([('electorate = "board"', 'electorate = "senate"')], ["The charter has no body “senate”."]),
    ],
)
@pytest.mark.parametrize("step", ["", "save"])
def test_every_problem_is_told_by_its_line(
    member: Client, changes: list[tuple[str, str]], words: list[str], step: str
) -> None:
    coalition = two_versions()
    size = Tree.objects.of(coalition).get().size
    text, lines = wrong(TEXT, *changes)
    answer = member.post(f"{HERE}import/", {"title": "Brought", "text": text, "step": step})
    told = [(problem["line"], problem["words"]) for problem in answer.context["problems"]]
    assert told == sorted(zip(lines, words, strict=True))
    page = answer.content.decode()
    assert re.findall(r"<b>Line (\d+)</b>", page) == [str(line) for line, _words in told]
    assert "<textarea" in page
    assert not queries.drafts(coalition).exists()
    assert Tree.objects.of(coalition).get().size == size


def test_a_contradiction_names_the_clause_that_it_would_be(member: Client) -> None:
    founding.coalition(rules=BOARD)
    text, _lines = wrong(TEXT, ('electorate = "board"', 'electorate = "senate"'))
    problem = member.post(f"{HERE}import/", {"title": "B", "text": text}).context["problems"][0]
    assert re.fullmatch(r"5\.\d", problem["number"])
    assert problem["written"] == 'electorate = "senate"'


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"title": "B"}, "text"),
        ({"title": "B", "text": " \n "}, "text"),
        ({"title": "", "text": TEXT}, "title"),
        ({"title": "B", "text": "# " + "x" * 200_000}, "text"),
        ({"title": "B", "file": SimpleUploadedFile("a.toml", b"\xff\xfe\x00")}, "file"),
        ({"title": "B", "file": SimpleUploadedFile("a.toml", b"#" * 200_001)}, "file"),
    ],
)
def test_what_is_no_text_is_told_by_its_field(member: Client, sent: dict[str, object], field: str) -> None:
    coalition = two_versions()
    answer = member.post(f"{HERE}import/", {**sent, "step": "save"})
    assert list(answer.context["form"].errors) == [field]
    assert not queries.drafts(coalition).exists()


def test_of_many_problems_a_hundred_are_shown(member: Client) -> None:
    founding.coalition(rules=BOARD)
    text = "".join(f"a{number} = 1\n" for number in range(120)) + TEXT
    answer = member.post(f"{HERE}import/", {"title": "B", "text": text})
    assert (len(answer.context["problems"]), answer.context["count"], answer.context["more"]) == (100, 120, 20)


def test_who_may_not_draft_may_not_bring(client: Client, visit: object) -> None:
    founding.coalition(rules=BOARD)
    assert client.get(f"{HERE}import/").status_code == 302
    observer = visit(member="m", mandate=Mandate.OBSERVES)
    assert observer.get(f"{HERE}import/").status_code == 403
    assert observer.post(f"{HERE}import/", {"title": "B", "text": TEXT, "step": "save"}).status_code == 403


def command(*arguments: str) -> str:
    out = StringIO()
    call_command("charter", *arguments, stdout=out)
    return out.getvalue()


def test_command_exports_a_version() -> None:
    two_versions()
    assert charter_from_toml(command("export", "clear-fields", "--version", "1")) == BOARD
    assert "every_months = 12\n" in command("export", "clear-fields")
    for arguments in (["nowhere"], ["clear-fields", "--version", "3"]):
        with pytest.raises(CommandError):
            command("export", *arguments)


def test_command_checks_a_file(tmp_path: Path) -> None:
    file = tmp_path / "charter.toml"
    file.write_text(TEXT)
    assert command("check", str(file)) == f"{file} is a charter, and nothing in it contradicts itself.\n"
    text, lines = wrong(TEXT, ("voting_days = 7", "voting_days = -7"), ("every_months = 24", "every_month = 24"))
    file.write_text(text)
    out = StringIO()
    with pytest.raises(CommandError, match=r"^2 problems were found\.$"):
        call_command("charter", "check", str(file), stdout=out)
    told = out.getvalue().splitlines()
    assert re.fullmatch(
        re.escape(f"{file}:{lines[0]}: processes[") + r"\d\]\.voting_days: The number may not be below zero\.", told[0]
    )
    assert told[1] == f"{file}:{lines[1]}: review.every_month: The charter knows no such key."
    with pytest.raises(CommandError, match="cannot be read"):
        command("check", str(tmp_path / "missing.toml"))
