"""Drafting what is put to choose among: lines, amounts, and what is offered where the charter has no process for it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plenary.charter.rules.schema import Charter, Counting
from plenary.core import money
from plenary.core.standing import Standing, standing_of
from plenary.decisions import queries
from plenary.decisions.effects import LONGEST
from plenary.decisions.forms import EFFECT_FORMS
from plenary.decisions.models import Effect, Proposal
from plenary.decisions.rules.options import LONGEST_BODY, LONGEST_TITLE, Wrong, lines_of, options_in, projects_in
from plenary.decisions.tests import choosing, factories
from tests import founding

BUDGETS = {"counting": Counting.GREEDY_BUDGET}
PROJECTS = "A well | 900 | For the school\n\nA road|300,50\n"

words = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp"), blacklist_characters="|"), min_size=1, max_size=200
)
titles = st.lists(
    words.map(lambda each: " ".join(each.split())).filter(bool), min_size=1, max_size=5, unique_by=str.casefold
)


@given(titles, st.lists(st.integers(1, 10**9), min_size=5, max_size=5), st.sampled_from(["EUR", "IQD", "JPY"]))
def test_lines_are_read_as_they_are_written(names: list[str], costs: list[int], currency: str) -> None:
    options = [
        {"title": name, "cost": cost, **({"body": "It | is."} if cost % 2 else {})}
        for name, cost in zip(names, costs, strict=False)
    ]
    assert projects_in(lines_of(options, currency), currency).options == options
    plain = [{name: value for name, value in option.items() if name != "cost"} for option in options]
    assert options_in(lines_of(plain)).options == plain


def test_what_is_wrong_is_told_by_line() -> None:
    text = (
        "| 5\nA well\nA road | 12.345,678\nA WELL | 3\nA bed | 0\nA school | 2000\n"
        + "x" * (LONGEST_TITLE + 1)
        + " | 1"
    )
    assert projects_in(text, "EUR", 100_00).wrong == [
        Wrong(line=1, code="untitled", other=1),
        Wrong(line=2, code="no_cost", other=2),
        Wrong(line=3, code="unreadable_cost", other=3),
        Wrong(line=4, code="alike", other=2),
        Wrong(line=5, code="costs_nothing", other=5),
        Wrong(line=6, code="above_budget", other=6),
        Wrong(line=7, code="long_title", other=7),
    ]
    assert options_in("A|" + "x" * (LONGEST_BODY + 1)).wrong == [Wrong(line=1, code="long_body", other=1)]


def test_lines_take_as_much_as_the_effects_do() -> None:
    assert (LONGEST_TITLE, LONGEST_BODY) == LONGEST


class Mover:
    """One who writes a draft in a browser."""

    def __init__(self, rules: Charter) -> None:
        self.coalition = founding.coalition(rules=rules)
        account = founding.represent(founding.member(self.coalition, "Campo Limpo")).account
        self.by: Standing = standing_of(str(account.pk), self.coalition.id)
        self.client = Client()
        self.client.force_login(account)
        self.new = reverse("decisions:new", args=[self.coalition.slug])

    def writes(self, kind: str, **fields: Any) -> Any:
        return self.client.post(self.new, {"effect": kind, "title": "Ours", "language": "en", **fields})

    def payload(self) -> dict[str, Any]:
        return Effect.objects.of(self.coalition.id).get().payload


@pytest.mark.django_db
def test_a_budget_is_written_in_major_units_and_kept_in_minor_ones() -> None:
    mover = Mover(choosing.charter(**BUDGETS))
    made = mover.writes("decisions.fund", text="The year", budget="1.200,00", currency="eur", options=PROJECTS)
    assert made.status_code == 302
    assert mover.payload() == {
        "text": "The year",
        "budget": 1200_00,
        "currency": "EUR",
        "options": [{"title": "A well", "cost": 900_00, "body": "For the school"}, {"title": "A road", "cost": 300_50}],
    }
    page = mover.client.get(made.url).content.decode()
    assert [each in page for each in ("€900", "€300.50", "There is €1,200; all projects together cost €1,200.50.")] == (
        [True] * 3
    )
    proposal = Proposal.objects.of(mover.coalition.id).get()
    form = mover.client.get(reverse("decisions:edit", args=[mover.coalition.slug, proposal.pk])).context["effect"]
    assert (form["budget"].value(), form["options"].value()) == (
        "1200",
        "A well | 900 | For the school\nA road | 300.50",
    )


@pytest.mark.django_db
def test_a_choice_is_written_and_opens() -> None:
    mover = Mover(choosing.charter())
    mover.writes("decisions.choose", text="Where?", number="1", options="Tirana | Near *the sea*\nOslo")
    assert mover.payload() == {
        "text": "Where?",
        "number": 1,
        "options": [{"title": "Tirana", "body": "Near *the sea*"}, {"title": "Oslo"}],
    }
    proposal = Proposal.objects.of(mover.coalition.id).get()
    assert bool(queries.choice_of(proposal)) is True
    mover.client.post(reverse("decisions:open", args=[mover.coalition.slug, proposal.pk]))
    proposal.refresh_from_db()
    assert proposal.opened_at is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        (
            {"options": "A\nB", "number": "2"},
            "number",
            "Say how many are chosen: at least one, and fewer than there are.",
        ),
        ({"options": "A"}, "options", "Name at least two to choose among, and at most 200."),
        ({"options": "A\na\nB"}, "options", "Line 2: it is called as on line 1."),
    ],
)
def test_errors_of_a_choice(fields: dict[str, str], field: str, words: str) -> None:
    mover = Mover(choosing.charter())
    answer = mover.writes("decisions.choose", **({"text": "Where?", "number": "1"} | fields))
    assert (answer.status_code, answer.context["effect"].errors) == (200, {field: [words]})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"currency": "EUX"}, {"currency": ["There is no currency with this code."]}),
        (
            {"budget": "many"},
            {"budget": ["This is no amount of this currency, or it could be two. Write 12000 or 12000.50"]},
        ),
        ({"budget": "0"}, {"budget": ["Say how much money there is, and in which currency."]}),
        ({"options": "A | 5\nB | 2000"}, {"options": ["Line 2: it costs more than there is."]}),
    ],
)
def test_errors_of_a_budget(fields: dict[str, str], errors: dict[str, list[str]]) -> None:
    mover = Mover(choosing.charter(**BUDGETS))
    given = {"text": "The year", "budget": "1000", "currency": "EUR", "options": PROJECTS} | fields
    assert mover.writes("decisions.fund", **given).context["effect"].errors == errors


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rules", "offered", "refused"),
    [
        (
            factories.charter(),
            [],
            {"decisions.choose": "no_process_to_choose", "decisions.fund": "no_process_to_choose"},
        ),
        (choosing.charter(), ["decisions.choose"], {"decisions.fund": "no_method_for_budgets"}),
        (choosing.charter(**BUDGETS), ["decisions.fund"], {"decisions.choose": "method_for_budgets"}),
    ],
)
def test_only_what_the_charter_can_decide_is_offered_else_the_reason(
    rules: Charter, offered: list[str], refused: dict[str, str]
) -> None:
    mover = Mover(rules)
    page = mover.client.get(mover.new)
    kinds = {kind["code"]: kind for kind in page.context["kinds"]}
    assert [code for code in ("decisions.choose", "decisions.fund") if not kinds[code]["because"]] == offered
    for code in ("decisions.choose", "decisions.fund"):
        status = mover.client.get(mover.new, {"effect": code}).status_code
        assert (status, f"?effect={code}" in page.content.decode()) == (
            (200, True) if code in offered else (403, False)
        )
        if code in refused:
            assert str(kinds[code]["because"]) in page.content.decode()


@pytest.mark.django_db
def test_every_form_gives_back_what_it_was_given() -> None:
    [by] = founding.standings(founding.coalition(rules=choosing.charter(**BUDGETS)), 1)
    for kind, payload in [choosing.towns()[0], choosing.projects()[0]]:
        form_class = EFFECT_FORMS[kind]
        form = form_class(form_class.from_payloads([payload]), standing=by)
        assert (form.errors, form.payloads()) == ({}, [payload])


def test_minor_units_are_those_of_the_standard_and_not_those_of_prices() -> None:
    assert [money.digits_of(code) for code in ("EUR", "AFN", "IQD", "JPY", "LBP", "SYP")] == [2, 2, 3, 0, 2, 2]
