"""Pages and routes of a vacancy: the desk asks, the page tells and takes the answer without JavaScript, programs get the same."""

import json
import shlex
from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenary.bodies.models import Countback
from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.core import clock
from plenary.core.asks import asks_of
from plenary.core.standing import Standing
from plenary.decisions.models import Proposal
from plenary.decisions.tests import elections, factories
from plenary.decisions.tests.elections import seats
from plenary.decisions.tests.outcomes import client_of, get
from plenary.decisions.tests.vacancies import COUNTED_BACK, a_day_after, at_work, elected, given_up
from plenary.membership.models import Member
from tests import founding
from tests.programs import Program

pytestmark = pytest.mark.django_db


def vacancy_of(by: list[Standing], proposal: Proposal) -> tuple[Countback, Standing, Standing, datetime]:
    """The offer after the first member gave its seat up, who is asked, and another who stood."""
    moment = a_day_after(proposal)
    given_up(by[0], moment)
    (offer,) = at_work(moment)
    asked = next(each for each in by if each.member == offer.member_id)
    other = next(each for each in by[2:] if each.member != offer.member_id)
    return offer, asked, other, moment


def test_the_desk_asks_who_is_chosen_alone_and_the_page_takes_the_answer() -> None:
    by, proposal = elected()
    offer, asked, other, moment = vacancy_of(by, proposal)
    address = reverse("decisions:vacancy", args=["clear-fields", proposal.pk, offer.pk])
    answer = reverse("decisions:answer-vacancy", args=["clear-fields", proposal.pk, offer.pk])
    with clock.set_to(moment):
        place = reverse("decisions:proposal", args=["clear-fields", proposal.pk]) + f"#vacancy-{offer.pk}"
        told = [ask for ask in asks_of(factories.now(asked)) if ask.url == place]
        assert [(ask.due, ask.button) for ask in told] == [(offer.until, "Answer")]
        assert [ask for ask in asks_of(factories.now(other)) if ask.url == place] == []
        assert f'id="vacancy-{offer.pk}"' in client_of(asked).get(place.partition("#")[0]).content.decode()
        page = client_of(asked).get(address)
        assert f'action="{answer}"' in page.content.decode()
        assert f'action="{answer}"' not in client_of(other).get(address).content.decode()
        assert client_of(other).post(answer, {"step": "accept"}).status_code == 403
        assert client_of(asked).post(answer, {"step": "perhaps"}).status_code == 404
        assert client_of(asked).post(answer, {"step": "accept"}).status_code == 302
        assert len(seats(proposal.coalition_id)) == 2
        assert "took it up" in client_of(other).get(address).content.decode()
        assert [ask for ask in asks_of(factories.now(asked)) if ask.url == place] == []


def test_the_outcome_and_the_body_lead_to_the_account() -> None:
    by, proposal = elected()
    offer, _asked, other, moment = vacancy_of(by, proposal)
    address = reverse("decisions:vacancy", args=["clear-fields", proposal.pk, offer.pk])
    with clock.set_to(moment):
        client = client_of(other)
        (seats_now,) = client.get(reverse("bodies:body", args=["clear-fields", "board"])).context["body"]["seats"]
        assert (seats_now["vacant"], seats_now["elect"], seats_now["calls"]) == (1, "", "")  # it waits for an answer
        body = client.get(reverse("bodies:body", args=["clear-fields", "board"]))
        for page in (get(client, "proposal", proposal), body):
            assert page.content.decode().count(f'href="{address}"') == 1
        account = client.get(address)
        assert [stage.number for stage in account.context["stages"]] == [1]
        assert account.context["vacancy"].left == "Member 0"


def test_the_command_that_the_page_tells_counts_to_the_same(tmp_path: Path) -> None:
    by, proposal = elected()
    offer, asked, other, moment = vacancy_of(by, proposal)
    with clock.set_to(moment):
        client = client_of(asked)
        client.post(
            reverse("decisions:answer-vacancy", args=["clear-fields", proposal.pk, offer.pk]), {"step": "decline"}
        )
    moment += timedelta(hours=1)
    second = at_work(moment)[-1]
    with clock.set_to(moment):
        client = client_of(other)
        page = get(client, "vacancy", proposal, second.pk)
        told = get(client, "vacancy-json", proposal, second.pk).content
        ballots = get(client, "ballot-file", proposal, "blt").content
    words = shlex.split(page.context["command"])[2:]
    assert words[-2:] == ["--declines", Member.objects.of(proposal.coalition_id).get(pk=asked.member).name]
    file = tmp_path / words[0]
    file.write_bytes(ballots)
    out = StringIO()
    call_command("count", str(file), *words[1:], "--format", "json", stdout=out)
    assert json.loads(out.getvalue()) == json.loads(told)


def test_programs_read_and_answer_the_same() -> None:
    by, proposal = elected()
    offer, asked, other, moment = vacancy_of(by, proposal)
    programs = [
        Program.of(founding.represent(Member.objects.of(each.coalition).get(pk=each.member)).account)
        for each in (asked, other)
    ]
    at = f"/coalitions/clear-fields/proposals/{proposal.pk}/vacancies"
    with clock.set_to(moment):
        told = programs[1].get(at).json()["items"]
        assert [(each["id"], each["left"], each["answer"], each["passed_over"]) for each in told] == [
            (offer.pk, "Member 0", "", [])
        ]
        page = get(client_of(other), "vacancy-json", proposal, offer.pk).content
        assert programs[1].get(f"{at}/{offer.pk}/count.json").content == page
        body = programs[1].get("/coalitions/clear-fields/bodies/board").json()
        assert [(each["id"], each["proposal"], each["seats"]) for each in body["vacancies"]] == [
            (offer.pk, proposal.pk, "seat")
        ]
        assert programs[1].post(f"{at}/{offer.pk}/answer", {"step": "accept"}).status_code == 403
        assert programs[0].post(f"{at}/{offer.pk}/answer", {"step": "decline"}).status_code == 204
        assert [each["answer"] for each in programs[0].get(at).json()["items"]] == ["declined"]
        assert programs[0].get(f"{at}/0000000000000000/count.json").status_code == 404


def test_who_does_not_read_the_outcome_finds_nothing() -> None:
    by, proposal = elected()
    offer, _asked, _other, moment = vacancy_of(by, proposal)
    outsider = founding.standings(founding.coalition("other", rules=factories.charter()), 1)[0]
    with clock.set_to(moment):
        for name in ("vacancy", "vacancy-json"):
            assert get(client_of(outsider), name, proposal, offer.pk).status_code == 404
            assert get(client_of(by[1]), name, proposal, "0000000000000000").status_code == 404


def test_a_body_that_is_public_tells_vacancies_to_those_alone_who_read_outcomes(client: Client) -> None:
    rules = replace(elections.charter(rule=COUNTED_BACK), disclosure=Disclosure(bodies=Disclosed.PUBLIC))
    by, proposal = elected(rules)
    _offer, _asked, other, moment = vacancy_of(by, proposal)
    body = reverse("bodies:body", args=["clear-fields", "board"])
    with clock.set_to(moment):
        assert len(client_of(other).get(body).context["vacancies"]) == 1
        assert client.get(body).context["vacancies"] == []


def test_the_page_of_an_election_takes_as_many_queries_with_one_vacancy_as_with_two() -> None:
    by, proposal = elected()
    _offer, _asked, _other, moment = vacancy_of(by, proposal)
    client, costs = client_of(by[1]), []
    for time in range(2):
        with clock.set_to(moment):
            get(client, "proposal", proposal)
            with CaptureQueriesContext(connection) as queries:
                get(client, "proposal", proposal)
            costs.append(len(queries))
            offer = next(row for row in at_work(moment) if not row.answer)
            asked = next(each for each in by if each.member == offer.member_id)
            at = reverse("decisions:answer-vacancy", args=["clear-fields", proposal.pk, offer.pk])
            client_of(asked).post(at, {"step": "decline"})
        assert len(at_work(moment)) == time + 2
    assert costs == [costs[0]] * 2
