"""What a form on the proposal's page is answered: errors at the top, words of what was done in sight, nothing lost on the way."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils.translation import override

from plenary.charter.prose.choosing import chooses
from plenary.charter.prose.voice import Voice
from plenary.charter.rules.schema import Counting, Secrecy
from plenary.core.http.forms_alone import is_marked
from plenary.decisions.tests import choosing, elections, factories
from plenary.decisions.tests.choosing import voter_on
from plenary.decisions.tests.test_nomination_pages import page, sign_in

pytestmark = pytest.mark.django_db

LANGUAGES = 'class="languages"'
MAIN = '<main id="main" tabindex="-1">'


def title_of(html: str) -> str:
    (found,) = re.findall(r"<title>(.*?)</title>", html)
    return str(found)


def test_the_page_with_the_code_offers_no_way_off_it_by_a_language() -> None:
    voter, proposal = voter_on(choosing.charter(secrecy=Secrecy.SECRET, delegation=False))
    shown = voter.casts(proposal, {"of_2": "1"}).content.decode()
    assert ("shown this once" in shown, shown.count(LANGUAGES), shown.count('name="next"')) == (True, 0, 0)
    assert (voter.reads(proposal).count(LANGUAGES), "gets another code" in voter.reads(proposal)) == (1, True)


@pytest.mark.parametrize("given", [{"of_1": "1", "of_2": "1"}, {}])
def test_a_wrong_ballot_is_told_in_the_title_and_at_the_top(given: dict[str, Any]) -> None:
    voter, proposal = voter_on(choosing.charter())
    answer = voter.casts(proposal, given)
    html = answer.content.decode()
    assert (answer.status_code, title_of(html).startswith("Error: ")) == (422, True)
    assert html.partition(MAIN)[2].strip().startswith('<div class="errors" role="alert"')
    assert (html.count('<div class="errors"'), html.count(LANGUAGES)) == (1, 0)
    (first, *_more) = re.findall(r'<a href="#(ballot_\w+)">', html.partition("<h1")[0])
    assert html.count(f'id="{first}"') == 1


def test_a_wrong_ballot_for_a_fragment_is_told_in_the_fragment() -> None:
    voter, proposal = voter_on(choosing.charter())
    html = voter.casts(proposal, {}, **{"HX-Request": "true"}).content.decode()
    assert ("The ballot is not cast yet." in html, "<title>" in html) == (True, False)


def test_a_wrong_nomination_is_told_at_the_top_and_a_right_one_in_sight(client: Client) -> None:
    by = elections.members(3)
    proposal = elections.opened(by[0])
    sign_in(client, by[0])
    right = client.post(page("nominate", proposal), {"who": by[1].member})
    assert (right.status_code, right.url) == (302, page("proposal", proposal))
    landed = client.get(right.url).content.decode()
    assert 'Who is nominated is asked to accept. <a href="#candidates">See it below.</a>' in landed.partition("<h1")[0]
    wrong = client.post(page("nominate", proposal), {"who": by[1].member})
    html = wrong.content.decode()
    assert (wrong.status_code, title_of(html).startswith("Error: "), html.count(LANGUAGES)) == (422, True, 0)
    assert '<a href="#nominate_who">' in html.partition("<h1")[0]


def marked() -> list[URLPattern]:
    found = [each for each in get_resolver("plenary.decisions.urls").url_patterns if is_marked(each.callback)]
    return [each for each in found if "proposal_id" in each.pattern.converters]


def test_what_forms_alone_are_sent_to_leads_to_the_place_on_the_page_for_those_who_see_it(client: Client) -> None:
    by = elections.members(2)
    proposal = elections.opened(by[0])
    sign_in(client, by[0])
    wrong = {}
    for pattern in marked():
        ids = dict.fromkeys(pattern.pattern.converters, "1" * 16)
        given = ids | {"slug": "clear-fields", "proposal_id": proposal.pk}
        address = reverse(f"decisions:{pattern.name}", kwargs=given)
        found, other = client.get(address), client.put(address)
        missing = client.get(address.replace(proposal.pk, "0" * 16))
        leads_to = found.url.partition("#")[0] if found.status_code == 302 else ""
        answers = (leads_to, other.status_code, missing.status_code)
        if answers != (page("proposal", proposal), 405, 404):
            wrong[pattern.name] = answers
    assert wrong == {}
    assert len(marked()) == 31
    assert client.get(page("cast", proposal)).url == page("proposal", proposal) + "#ballot"


def test_projects_stand_once_on_the_page_of_who_may_vote() -> None:
    voter, proposal = voter_on(choosing.charter(counting=Counting.EQUAL_SHARES), choosing.projects())
    html = voter.reads(proposal)
    assert (html.count('<ol class="listed"'), html.count('<a href="#ballot">')) == (0, 1)


@pytest.mark.parametrize(("points", "ticks"), [(10, 0), (0, 1)])
def test_the_rule_of_equal_shares_says_what_a_ballot_asks(points: int, ticks: int) -> None:
    rules = choosing.charter(counting=Counting.EQUAL_SHARES, points=points)
    process = rules.process("choice")
    said = chooses(Voice(rules, "en"), process)
    assert said.count("Ballots tick as many as they like") == ticks
    assert (
        said.count("A ballot on a budget shares out 10 points. Any other ballot ticks as many as it likes.")
        == 1 - ticks
    )


def test_a_draft_is_at_first_in_the_language_of_the_page(client: Client) -> None:
    by = elections.members(2)
    sign_in(client, by[0])
    with override("fr"):
        client.cookies["django_language"] = "fr"
        form = client.get(reverse("decisions:new", args=["clear-fields"]), {"effect": "bodies.elect"}).context["words"]
    assert (form["language"].value(), factories.now(by[0]).coalition) == ("fr", by[0].coalition)
