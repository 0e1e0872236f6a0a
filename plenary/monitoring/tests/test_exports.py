"""Files beside the page of an instrument: what each holds on a day; treaty actions go out and come in again whole."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.monitoring import actions
from plenary.monitoring.formats import read_status
from plenary.monitoring.formats.reading import Why
from plenary.monitoring.models import Instrument, TreatyAction
from plenary.monitoring.queries.lists import comparison_of
from plenary.monitoring.rules.instruments import ActorKind
from plenary.monitoring.rules.taking import Choices
from plenary.monitoring.rules.treaty_actions import Kind
from plenary.monitoring.rules.treaty_actions import TreatyAction as Told
from plenary.monitoring.shown.exports import DATAFLOW, actions_csv
from plenary.monitoring.tests import factories
from tests import founding

pytestmark = pytest.mark.django_db

FILES = ("status_csv", "status_json", "status_sdmx", "status_hxl", "actions_csv")


def file_of(client: Client, of: object, treaty: Instrument, name: str, on: str = "2008-01-01") -> str:
    answer = client.get(reverse(f"monitoring:{name}", args=[getattr(of, "slug", of), treaty.id]), {"on": on})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    return answer.content.decode("utf-8-sig")


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_the_status_on_a_day_goes_out_as_tables_json_sdmx_and_hxl(client: Client) -> None:
    of = founding.coalition()
    client.force_login(founding.represent(founding.member(of)).account)
    by = founding.standing(founding.member(of, "Sand"))
    treaty = factories.in_force(by)
    group = actions.Wording(kind=ActorKind.ARMED_GROUP, names={"en": "=Front"}, wording="So called.")
    actions.word_actor(by=by, code="FRONT", wording=group)
    factories.did(by, treaty, "FRONT", Kind.CONSENT, date(2001, 1, 1))
    head, front, mali, *_others = rows(file_of(client, of, treaty, "status_csv"))
    assert head == ["code", "name", "wording", "stands", "signed_on", "consent_on", "in_force_on", "leaves_on"]
    assert front[:4] == ["FRONT", "'=Front", "So called.", "in-force"]
    assert mali == ["MLI", "Mali", "", "in-force", "1997-12-03", "1998-02-01", "1998-09-01", ""]
    told = json.loads(file_of(client, of, treaty, "status_json"))
    assert (told["parties"], told["signatories"], told["in_force_since"]) == (3, 3, "1998-09-01")
    assert told["actors"][1]["signed_on"] == "1997-12-03"
    assert told["actors"][1]["leaves_on"] is None
    sdmx = rows(file_of(client, of, treaty, "status_sdmx"))
    assert sdmx[0][:7] == ["STRUCTURE", "STRUCTURE_ID", "ACTION", "INSTRUMENT", "REF_AREA", "TIME_PERIOD", "OBS_VALUE"]
    assert sdmx[2][:7] == ["dataflow", DATAFLOW, "I", treaty.id, "MLI", "2008-01-01", "IN_FORCE"]
    assert {len(row) for row in sdmx} == {len(sdmx[0])}
    hxl = rows(file_of(client, of, treaty, "status_hxl"))
    assert hxl[1][:2] == ["#country+code+v_iso3", "#country+name"]
    assert [row[0] for row in hxl[2:]] == ["", "MLI", "NER", "PER"]
    before = rows(file_of(client, of, treaty, "status_csv", "1997-12-31"))
    assert [row[3] for row in before[1:]] == ["signed", "signed", "signed"]


def test_treaty_actions_go_out_and_come_in_again_whole(client: Client) -> None:
    of = founding.coalition()
    by = founding.standing(founding.member(of))
    treaty = factories.in_force(by)
    actions.word_actor(by=by, code="FRONT", wording=actions.Wording(kind=ActorKind.ARMED_GROUP, names={"en": "Front"}))
    factories.did(by, treaty, "NER", Kind.WITHDRAWAL, date(2010, 1, 1))
    for action in (
        Told("FRONT", Kind.CONSENT, date(2001, 1, 1), note="=cmd|'/C calc'!A0"),
        Told("MLI", Kind.DECLARATION, date(2002, 1, 1), note="First, in “quotes”\nand two lines."),
        Told("MLI", Kind.DECLARATION, date(2002, 1, 1), note="Second"),
    ):
        actions.enter_action(
            by=by, instrument=treaty, happened=actions.Happened(action=action, source="-The depositary")
        )
    data = actions_csv(treaty)
    assert b"'=cmd" in data
    again = actions.bring_list(by=by, instrument=treaty, file_name="actions.csv", data=data)
    assert again.unread == []
    assert comparison_of(again).is_the_same
    other = factories.instrument(by, names={"en": "Copy"})
    row = actions.bring_list(by=by, instrument=other, file_name="actions.csv", data=data)
    actions.take_list(by=by, brought=row, seen=comparison_of(row).digest, choices=Choices())

    def told(of_treaty: Instrument) -> set[tuple[Told, str]]:
        return {(each.told, each.source) for each in TreatyAction.objects.of(of.id).filter(instrument=of_treaty)}

    def days(of_treaty: Instrument) -> set[Told]:
        return {each for each, _source in told(of_treaty)}

    assert days(other) == days(treaty)
    assert {each for each in told(treaty) if each[1]} <= told(other)
    assert actions_csv(other) == actions_csv(treaty).replace(b",,\r\n", b",,actions.csv\r\n")


def test_rows_of_such_a_table_that_cannot_be_read_are_told_by_their_line() -> None:
    lines = (
        "actor,name,action,day,takes_effect,note,source",
        "MLI,Mali,signature,1997-12-03,,,",
        "XXX,Nowhere,signature,1997-12-03,,,",
        "MLI,Mali,handshake,1997-12-03,,,",
        "MLI,Mali,ratification,1997-13-03,,,",
        "MLI,Mali,withdrawal,1999-01-01,,,",
        f"MLI,Mali,declaration,1999-01-01,,{'x' * 2001},",
    )
    found = read_status("\n".join(lines).encode())
    assert [(each.line, each.why) for each in found.unread] == [
        (3, Why.UNKNOWN_ACTOR),
        (4, Why.NO_SUCH_ACTION),
        (5, Why.NO_DAY),
        (6, Why.NO_END),
        (7, Why.TOO_LONG),
    ]
    assert [each.actor for each in found.actions] == ["MLI"]


def test_the_public_takes_files_of_public_instruments_alone(client: Client) -> None:
    rules = replace(founding.charter(), disclosure=Disclosure(outcomes=Disclosed.PUBLIC))
    of = founding.coalition(rules=rules)
    by = founding.standing(founding.member(of))
    public, hidden = factories.in_force(by, is_public=True), factories.instrument(by, names={"en": "Hidden"})
    for name in FILES:
        assert "MLI" in file_of(client, of, public, name)
        assert client.get(reverse(f"monitoring:{name}", args=[of.slug, hidden.id])).status_code != 200


def test_a_file_asks_as_many_queries_for_many_actors_as_for_few(client: Client) -> None:
    of = founding.coalition()
    client.force_login(founding.represent(founding.member(of)).account)
    by = founding.standing(founding.member(of, "Sand"))
    treaty = factories.in_force(by)

    def asked(name: str) -> int:
        with CaptureQueriesContext(connection) as found:
            file_of(client, of, treaty, name)
        return len(found)

    few = [asked(name) for name in FILES]
    for code in ("TCD", "BFA", "CAN", "DNK"):
        factories.did(by, treaty, code, Kind.ACCESSION, date(2000, 1, 1))
    assert [asked(name) for name in FILES] == few
