"""Agreements about roles: what each member or role will do, and will not, as a table of numbered paragraphs."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from plenary.accounts.models import Account
from plenary.agreements import actions, queries
from plenary.agreements.audits import audit_editions
from plenary.agreements.models import Agreement
from plenary.agreements.rules import Line, Terms, document
from plenary.agreements.shown.reading import read
from plenary.agreements.tests import factories
from plenary.coalitions.models import Coalition
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from tests import founding
from tests.programs import Program

pytestmark = pytest.mark.django_db
PAYS, SPEAKS = "It pays the rent.", "It speaks for nobody."


@pytest.fixture
def of() -> Coalition:
    return founding.coalition(rules=factories.open_charter())


@pytest.fixture
def account(of: Coalition) -> Account:
    return founding.represent(founding.member(of, "Green Valley")).account


@pytest.fixture
def by(of: Coalition, account: Account) -> Standing:
    return founding.standings(of, 1)[0]


def reason(call: Any, **given: Any) -> str:
    """The reason for which it refuses."""
    with pytest.raises(Refused) as refused:
        call(**given)
    return refused.value.verdict.reason


def begun(by: Standing) -> Agreement:
    """A draft about roles of one paragraph."""
    return factories.drafted(by, ("We share the work.",), kind="roles", is_public=True)


def test_a_part_is_written_on_its_page_and_read_as_a_table(
    client: Client, of: Coalition, account: Account, by: Standing
) -> None:
    client.force_login(account)
    made = begun(by)
    at = reverse("agreements:part", args=[of.slug, made.id])
    assert at in client.get(reverse("agreements:draft", args=[of.slug, made.id])).content.decode()
    assert list(client.post(at, {"will": PAYS}).context["form"].errors) == ["role"]
    assert list(client.post(at, {"role": "The host"}).context["form"].errors) == ["will"]
    assert list(client.post(at, {"member": "Nobody", "will": PAYS}).context["form"].errors) == ["member"]
    client.post(at, {"member": "Green Valley", "will": PAYS, "will_not": SPEAKS})
    client.post(at, {"role": "The host", "will": "It keeps the books."})
    told = [(line.who, line.side) for line in queries.draft_lines(made)]
    assert told == [("", ""), ("Green Valley", "will"), ("Green Valley", "will_not"), ("The host", "will")]
    edition = factories.laid_down(by, made)
    actions.adopt_edition(by=founding.system(of), edition_id=edition.id)
    page = client.get(reverse("agreements:agreement", args=[of.slug, made.id])).content.decode()
    rows = page.partition("<tbody>")[2].partition("</tbody>")[0].split("<tr>")[1:]
    assert [("Green Valley" in row, PAYS in row, SPEAKS in row, "The host" in row) for row in rows] == [
        (True, True, True, False),
        (False, False, False, True),
    ]
    assert page.count('class="clause"') == 1
    paper = PdfReader(BytesIO(client.get(reverse("agreements:print", args=[of.slug, made.id])).content))
    printed = " ".join(" ".join(each.extract_text() for each in paper.pages).split())
    assert [words in printed for words in ("Green Valley", PAYS, SPEAKS, "The host", "Will not do")] == [True] * 5
    assert list(audit_editions(of.id)) == []


def _told_side_by_side(client: Client, account: Account, made: Agreement, edition: int) -> None:
    """Whose part each paragraph is stands beside its translation, on the form, and in what programs read."""
    client.force_login(account)
    slug = made.coalition.slug
    page = client.get(reverse("agreements:beside", args=[slug, made.id, "fr"])).content.decode()
    assert [page.count(f"<bdi>The host</bdi> · {side}</p>") for side in ("Will do", "Will not do")] == [1, 1]
    form = client.get(reverse("agreements:translate", args=[slug, made.id, "fr"])).context["form"]
    assert [str(field.label) for field in form.fields.values()][1:] == [
        "Paragraph 1",
        "Paragraph 2 · The host · Will do",
        "Paragraph 3 · The host · Will not do",
    ]
    asking, at = Program.of(account), f"/coalitions/{slug}/agreements/{made.id}/translations/fr"
    parts = [("", ""), ("The host", "will"), ("The host", "will_not")]
    told = asking.get(at).json()["paragraphs"], asking.get(f"{at}/beside?edition={edition}").json()["lines"][1:]
    assert [[(one["who"], one["side"]) for one in lines] for lines in told] == [parts, parts]


def test_a_cell_is_compared_and_translated_as_any_paragraph(
    client: Client, of: Coalition, account: Account, by: Standing
) -> None:
    made = begun(by)
    will, _will_not = actions.write_part(by=by, agreement=made, who="The host", will=PAYS, will_not=SPEAKS)
    edition = factories.laid_down(by, made)
    actions.adopt_edition(by=founding.system(of), edition_id=edition.id)
    source, words = {will.id: PAYS}, {will.id: "Il paie le loyer."}
    actions.translate(by=by, agreement=made, language="fr", words=words, source=source)
    _told_side_by_side(client, account, made, edition.number)
    [part] = read(by, factories.fresh(by, made), None, "fr").parts
    assert (part.who, [(n, line.words) for n, line in part.will]) == ("The host", [(2, "Il paie le loyer.")])
    assert [(n, line.words) for n, line in part.will_not] == [(3, SPEAKS)]


def test_other_agreements_have_no_parts_and_somebody_is_named(by: Standing) -> None:
    call, made = factories.drafted(by), begun(by)
    assert reason(actions.write_part, by=by, agreement=call, who="A", will=PAYS) == "agreements.not_about_roles"
    assert reason(actions.write_part, by=by, agreement=made, who=" ", will=PAYS) == "agreements.no_one_named"
    assert reason(actions.write_part, by=by, agreement=made, who="A", will=" ") == "agreements.no_words"
    assert reason(actions.write_part, by=by, agreement=made, who="A" * 201, will=PAYS) == "agreements.too_long"


def test_who_stands_in_what_is_signed_and_other_texts_keep_their_hash() -> None:
    terms = Terms(kind="roles", title="Who does what", language="en")
    [plain] = document(terms, [Line(key="k", words=PAYS)], 1)["paragraphs"]
    [part] = document(terms, [Line(key="k", words=PAYS, who="The host", side="will")], 1)["paragraphs"]
    assert (plain, part) == ({"key": "k", "words": PAYS}, {**plain, "who": "The host", "side": "will"})


def test_programs_write_and_read_parts(of: Coalition, account: Account, by: Standing) -> None:
    asking, at = Program.of(account), f"/coalitions/{of.slug}/agreements/{begun(by).id}"
    draft = asking.post(f"{at}/parts", {"member": "Green Valley", "will": PAYS}).json()
    assert [(one["who"], one["side"]) for one in draft["paragraphs"]] == [("", ""), ("Green Valley", "will")]
    assert list(asking.post(f"{at}/parts", {"will": PAYS}).json()["errors"]) == ["role"]
