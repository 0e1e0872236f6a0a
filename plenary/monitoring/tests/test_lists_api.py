"""Status lists and the status of all by programs: brought, compared, taken over, forgotten."""

from base64 import b64encode

import pytest

from plenary.monitoring.models import BroughtList, TreatyAction
from plenary.monitoring.tests import factories
from tests import founding
from tests.programs import Program

pytestmark = pytest.mark.django_db

ROWS = (
    'Participant,Signature,"Accession(a), Ratification"',
    "Mali,3 Dec 1997,2 Feb 1998",
    "Niger,3 Dec 1997,23 Mar 1998",
    "Chad,[3 Dec 1997],[1 May 1999]",
    "Chile,,1 May 1999 a",
    "Cuba,,1 May 1999",
    "Atlantis,,1 May 1999 a",
)


def test_a_program_brings_a_list_sees_what_differs_and_takes_it_over() -> None:
    of = founding.coalition()
    asking = Program.of(founding.represent(founding.member(of)).account)
    by = founding.standing(founding.member(of, "Sand"))
    treaty = factories.in_force(by)
    lists = f"/coalitions/{of.slug}/instruments/{treaty.id}/lists"
    told = asking.post(lists, {"file_name": "list.csv", "data": b64encode("\n".join(ROWS).encode()).decode()}).json()
    assert [(one["actor"], one["kind"], bool(one["wrong"])) for one in told["new"]] == [
        ("CHL", "accession", False),
        ("CUB", "ratification", True),
    ]
    assert [(one["actor"], one["kept_day"], one["day"]) for one in told["moved"]] == [
        ("MLI", "1998-02-01", "1998-02-02")
    ]
    assert [one["actor"] for one in told["missing"]] == ["PER"]
    assert [(one["actor"], one["line"]) for one in told["ended"]] == [("TCD", 4)]
    assert [(one["line"], one["why"]) for one in told["unread"]] == [(7, "unknown-actor")]
    take = f"{lists}/{told['id']}/take"
    assert asking.get(f"{lists}/{told['id']}").json() == told
    refused = asking.post(take, {"seen": told["seen"]})
    assert (refused.status_code, refused.json()["reason"]) == (403, "monitoring.list_contradicts")
    assert asking.post(take, {"seen": "0" * 32}).json()["reason"] == "monitoring.list_changed"
    chosen = {
        "seen": told["seen"],
        "left_out": [one["key"] for one in told["new"] if one["wrong"]],
        "taken_out": [one["key"] for one in told["missing"]],
        "ends": [{"actor": "TCD", "notified_on": "2020-01-01", "takes_effect": "2020-07-01"}],
    }
    assert asking.post(take, chosen).status_code == 200
    kept = TreatyAction.objects.of(of.id).filter(instrument=treaty).values_list("actor", flat=True)
    assert sorted(set(kept)) == ["CHL", "MLI", "NER", "TCD"]
    assert [one["name"] for one in asking.get(lists).json()["items"]] == ["list.csv"]
    answer = asking.get(f"/coalitions/{of.slug}/treaty-status?on=2019-01-01").json()
    assert [one["in_force"] for one in answer["instruments"]] == [["CHL", "MLI", "NER", "TCD"]]


def test_a_program_forgets_a_list_and_is_told_of_a_file_that_is_none() -> None:
    of = founding.coalition()
    asking = Program.of(founding.represent(founding.member(of)).account)
    treaty = factories.instrument(founding.standing(founding.member(of, "Sand")))
    lists = f"/coalitions/{of.slug}/instruments/{treaty.id}/lists"
    told = asking.post(lists, {"file_name": "list.csv", "text": "\n".join(ROWS)}).json()
    assert asking.delete(f"{lists}/{told['id']}").status_code == 204
    assert not BroughtList.objects.of(of.id).exists()
    for wrong in ({"data": "~"}, {"text": "State,Capital\nMali,Bamako\n"}, {"text": "<p>No list</p>"}, {}):
        answer = asking.post(lists, {"file_name": "list.txt"} | wrong)
        assert (answer.status_code, list(answer.json()["errors"])) == (422, [next(iter(wrong), "text")])
