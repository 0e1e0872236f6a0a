"""Bad input to every form: told by field or refused, never broken, and not a row is changed."""

from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import CharField
from django.test import Client
from django.urls import resolve

from plenary.core.http.forms_alone import is_marked
from plenary.decisions.forms import EFFECT_FORMS
from plenary.directory.rules.fields import OF_ORGANISATIONS
from tests.story import Story
from tests.test_walk_refusals import WRITES
from tests.walk import NOBODYS, address, in_coalitions, rows, walkers

type Visit = Callable[[str], Client]

CONTROL = "a\x00b\x1b[2J\u202e\ud7ff"
LONG = "x" * 20_100
BAD: dict[str, Any] = {
    "empty": "",
    "blank": " \t\n ",
    "too long": LONG,
    "control characters": CONTROL,
    "no such id": NOBODYS,
    "no number": "-1e309",
    "no date": "2026-02-31",
    "markup": "<script>alert(1)</script>{{ 7 }}%s%(a)s",
    "a list": ("a", "b", NOBODYS, ""),
    "a path": "../../../etc/passwd",
}
FIELDS = (
    "title", "body", "language", "text", "effect", "member", "members", "reason", "place", "person", "starts", "term",
    "waived", "draft", "choice", "name", "organisation", "category", "accepted", "email", "mandate", "commitment", "step", "code",
    "purpose", "country", "other_names", "identifiers", "contacts", "name_language",
    "shared", "withdraw", "kind", "file_format", "only_column", "only_value", "duplicates", "after", "choices", "file",
    "carrier", "elector", "who", "how", "on", "source", "part_yes",
    "into", "merging", "keeps", "lines", "own",
    "slug", "founder", "time_zone", "deciding", "method", "openness", "review_months", "joining", "speaking", "session",
    "concerns", "nobody", "rest_days", "name:en", "names:en", "duties:en", "reports_to", "meets_every_months", "instead", "way",
    "agreement", "former", "signatures",
    "proxies", "meetings_a_year", "small", "gender_given", "gender_word", "gender_shown",
    "revision", "address", "reads", "says",
    "words", "start", "end", "reminders", "decisions",
    "feeling", "words", "answer", "became", "why", "days", "question",
    "sending", "seen", "before",
    "duty", "other", "day", "outcome", "people", "case",
    "who_words", "who_audience", "said_on", "subject", "key_words", "cannot", "does", "audience", "consents", "number", "unit",
    "whole", "due_on", "capacity", "not_for", "area", "on", "is_done",
    "occasion", "held_on", "held_at", "rest", "notes", "effects_from", "why",
    "manner", "owner", "until", "item", "ended", "day", "begins", "ends", "minutes", "link", "next_on",
    "member", "role", "will", "will_not",
    "publisher", "published", "reliability", "credibility", "note", "readers", "boxes",
    *(each.code for each in OF_ORGANISATIONS),
    *{name for form in EFFECT_FORMS.values() for name in form.base_fields},
)  # fmt: skip
"""Every field that a form of the house has (those of effects by themselves), and a few that none has: each gets the bad value."""
EFFECTS = sorted(EFFECT_FORMS)
NOT_OFFERED = {"decisions.choose", "decisions.fund"}
"""Those for which the charter of the story has no process that chooses: nobody may move them there, whatever is said."""
DOES_WITHOUT_INPUT = {
    "decisions:show", "decisions:second", "decisions:open", "decisions:withdraw", "decisions:withdraw-objection",
    "decisions:again", "bodies:give_up", "membership:withdraw", "membership:protected", "directory:remove",
    "directory:import_undo", "directory:import_discard", "directory:share", "charter:renew", "charter:close",
    "charter:copy",
    "decisions:accept-amendment",
    "decisions:withdraw-amendment",
    "decisions:put_again",
    "decisions:step-in", "decisions:extend",
    "decisions:end-delegation", "membership:here", "membership:take_over",
    "meetings:call_off", "meetings:choose", "meetings:speak", "meetings:floor",
    "meetings:agenda", "meetings:attendance", "meetings:dates",  # what no line of theirs says stays as it is
    "agreements:lay_down",
    "monitoring:take_out_action", "monitoring:take_out_extension", "monitoring:take_out_obligation",
    "monitoring:take_out_claim", "monitoring:take_out_target", "monitoring:let_go_on", "monitoring:take_back_dissent",
    "membership:look_again", "files:remove", "membership:willing",
    "monitoring:forget_list",
}  # fmt: skip
"""Buttons: what they do asks for no input, so that bad input does not stop it; refusals are walked elsewhere."""


def writes(role: str) -> list[str]:
    """The addresses that read what this role sends; the outsider walks those of the server too."""
    own = {name for name, (_sent, allowed) in WRITES.items() if role in allowed} - DOES_WITHOUT_INPUT
    return sorted(own) + (
        ["accounts:account", "bodies:form", "notices:own", "notices:calendar"] if role == "outsider" else []
    )


ANY_WORDS = {"no such id", "no number", "no date", "markup", "a path", "a list", "control characters"}
FINE = {
    "decisions:amend": {"no such id", "no number", "no date", "markup", "a path", "a list"},
    "decisions:stand-back": {"no such id", "no number", "no date", "markup", "a path", "a list"},
    "notices:own": {"empty", "a list"},
    "decisions:comment": ANY_WORDS,
    "agreements:paragraph": ANY_WORDS,
    "meetings:attend": {"empty", "a list"},  # one is not there
    "meetings:need": ANY_WORDS | {"empty", "blank"},
    "meetings:object": ANY_WORDS,
    "meetings:settle": ANY_WORDS,
    "membership:network": ANY_WORDS,
    "monitoring:withdraw_source": ANY_WORDS,
    "monitoring:dissent": ANY_WORDS,
    "monitoring:hold_finding": ANY_WORDS,
    "monitoring:approach": {"empty", "a list"},  # nothing is written of it any more
    "agreements:look_at": {"empty", "blank", "a list"},  # one looks at it without a word
    "agreements:second": {"empty", "blank", "a list"},  # none there is taken for none
    "membership:rename": ANY_WORDS,  # any words are a name
    "directory:import_preview": {"empty", "a list"},
    "charter:begin": ANY_WORDS,
    "charter:add": ANY_WORDS,
    "charter:clause": ANY_WORDS,
    "charter:take_out": {"empty", "a list"},
}
"""What is not bad there: any words are words in a comment or in an amendment, an import may be carried out as it stands,
and no hours are quiet where none are given."""


@cache
def sent(value: str | tuple[str, ...]) -> str:
    """A form that says this in each field, as browsers send forms without files: it is read five times as fast as another."""
    return urlencode(dict.fromkeys(FIELDS, value), doseq=not isinstance(value, str))


@pytest.mark.parametrize("role", walkers(("member", "coordinator", "chair", "outsider"), "member", "coordinator"))
def test_bad_input_breaks_nothing_and_changes_nothing(
    story: Story, visit: Visit, role: str, settings: LazySettings
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * len(sent(LONG))  # each field refuses, not the size of all together
    client = visit(role)
    client.raise_request_exception = False
    wrong, before = [], rows()
    for name in writes(role):
        for bad, value in BAD.items():
            if bad in FINE.get(name, ()):
                continue
            answer = client.post(address(name, story), sent(value), content_type="application/x-www-form-urlencoded")
            told = {302, 403} if name == "decisions:cast" else {200, 400, 403, 404, 405, 422}  # told on its page
            if answer.status_code not in told:
                wrong.append((name, bad, answer.status_code))
        after = rows()
        wrong += [(name, "changed", table) for table in after if after[table] != before[table]]
        before = after
    assert wrong == [], (
        "let the form refuse these beside a field, or name in FINE, or DOES_WITHOUT_INPUT, what is not bad there"
    )


def takes_words_alone(effect: str) -> bool:
    """True of a form whose fields are all free text: any words are words there, unless there are too many."""
    return all(type(field) is CharField for field in EFFECT_FORMS[effect].base_fields.values())


@pytest.mark.parametrize("effect", EFFECTS)
def test_bad_effects_are_told_by_field(story: Story, visit: Visit, effect: str, settings: LazySettings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * len(sent(LONG))  # each field refuses, not the size of all together
    client, wrong = visit("member"), []
    client.raise_request_exception = False
    before = rows()
    others = [story.others["member_id"], story.others["term_id"], story.others["draft_id"], story.others["person"]]
    for value in [*BAD.values(), *others, story.members["protected"].id, story.ids["protected_person"]]:
        data: dict[str, Any] = dict.fromkeys(FIELDS, value) | {
            "effect": effect,
            "title": "T",
            "body": "",
            "language": "en",
        }
        if takes_words_alone(effect) and isinstance(value, str) and value.strip():
            data |= dict.fromkeys(EFFECT_FORMS[effect].base_fields, LONG if value != CONTROL else value)
        answer = client.post(address("decisions:new", story), data)
        if effect in NOT_OFFERED and answer.status_code == 403:
            continue
        if answer.status_code != 200 or not answer.context["effect"].errors:
            wrong.append((effect, str(value)[:20], answer.status_code))
    assert wrong == [], (
        f"{EFFECT_FORMS[effect].__qualname__} takes these: let one of its fields, or its clean(), refuse them"
    )
    assert rows() == before


ASKED = (
    "desk:coalition", "decisions:proposals", "decisions:new", "membership:members", "membership:applicants",
    "charter:charter", "charter:compare", "charter:new", "charter:add", "charter:print", "charter:export",
    "directory:organisations", "directory:persons", "notices:inbox",
    "record:feed", "bodies:powers", "agreements:agreement", "agreements:compare", "agreements:beside",
    "record:feed", "bodies:powers", "membership:opening",
    "membership:contributions", "membership:commitments",
)  # fmt: skip
"""The pages that read something of their address."""


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=x", "page=99999999999999999999", "before=-1", "before=99999999999999999999", "state=nothing",
     "q=%00", "words=%00", "about=%00", "kind=%00", "version=0", "version=%00", "from=%00&to=2", "start=%00",
     "effect=%00", "effect=bodies.appoint&office=%00&member=%00", "country=ZZZ", "status=%00&category=%00",
     f"q={LONG[:3000]}&words={LONG[:3000]}"],
)  # fmt: skip
def test_bad_addresses_break_nothing(story: Story, visit: Visit, query: str) -> None:
    client = visit("coordinator")
    client.raise_request_exception = False
    answers = {name: client.get(f"{address(name, story)}?{query}").status_code for name in ASKED}
    assert {name: answer for name, answer in answers.items() if answer >= 500} == {}


def test_ids_that_no_id_can_be_are_missing(story: Story, visit: Visit) -> None:
    client = visit("coordinator")
    client.raise_request_exception = False
    for bad in ("%00%F0%9F%98%80", "x" * 300, "a%0Ab"):
        for name, wanted in in_coalitions().items():
            leads_on = is_marked(
                resolve(address(name, story)).func
            )  # to the page of the form, whatever it was for there
            for thing in set(wanted) - {"slug"}:
                url = address(name, story, **{thing: "BAD"}).replace("BAD", bad)
                answers = (client.get(url).status_code, client.post(url).status_code)
                allowed = {404, 405, 400} | ({302} if leads_on and thing != "proposal_id" else set())
                assert (name, answers[0] in allowed, answers[1] in {404, 405, 400}) == (name, True, True), (
                    url,
                    answers,
                )


@pytest.mark.parametrize(
    ("file_name", "data"),
    [
        ("a.csv", b""), ("a.csv", b"\x00\x01\x02"), ("a.csv", b'"unclosed'),
        ("a.xlsx", b"PK\x03\x04nothing"), ("a.xlsx", b"Name\nA\n"), ("a.json", b"{"), ("a.json", b"[[[[[[]]]]]]"),
        ("a.json", b'{"organizations": 7}'), ("a.exe", b"MZ"), ("", b"Name\nA\n"), ("a.json", b"[" * 100_000),
    ],
)  # fmt: skip
def test_bad_files_are_told_and_keep_nothing(story: Story, visit: Visit, file_name: str, data: bytes) -> None:
    client = visit("coordinator")
    client.raise_request_exception = False
    before = rows()
    file = SimpleUploadedFile(file_name or "x", data)
    answer = client.post(address("directory:import", story), {"kind": "organisations", "file": file})
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["file"]
    assert rows() == before
