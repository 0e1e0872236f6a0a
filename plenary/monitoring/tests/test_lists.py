"""Taking status lists over: what differs is confirmed, done whole in one act, and twice changes nothing."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.monitoring import actions
from plenary.monitoring.models import BroughtList, Instrument, TakenList, TreatyAction
from plenary.monitoring.queries.instruments import on_day, parties, signatories
from plenary.monitoring.queries.lists import comparison_of
from plenary.monitoring.rules.instruments import ActorKind
from plenary.monitoring.rules.taking import Choices, key_of
from plenary.monitoring.rules.treaty_actions import Kind
from plenary.monitoring.shown.status import status_shown
from plenary.monitoring.tests import factories
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db

PAGES = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "treaties" / "untc-2026"
HEAD = 'Participant,Signature,"Accession(a), Ratification"'
ROWS = ("Mali,3 Dec 1997,1 Feb 1998", "Niger,3 Dec 1997,23 Mar 1998", "Peru,3 Dec 1997,")


def table(*rows: str) -> bytes:
    return "\n".join([HEAD, *rows]).encode()


def keeper() -> Standing:
    return founding.standing(founding.member(founding.coalition()))


def brought(by: Standing, treaty: Instrument, data: bytes, name: str = "list.csv") -> BroughtList:
    return actions.bring_list(by=by, instrument=treaty, file_name=name, data=data)


def take(by: Standing, row: BroughtList, **chosen: Any) -> TakenList:
    choices = Choices(**chosen)
    return actions.take_list(by=by, brought=row, seen=comparison_of(row).digest, choices=choices)


def kept(treaty: Instrument) -> set[tuple[str, str, date]]:
    rows = TreatyAction.objects.of(treaty.coalition_id).filter(instrument=treaty)
    return {*rows.values_list("actor", "kind", "day")}


def refused(by: Standing, row: BroughtList, reason: str, seen: str = "", **chosen: Any) -> None:
    choices = Choices(**chosen)
    with pytest.raises(Refused) as why:
        actions.take_list(by=by, brought=row, seen=seen or comparison_of(row).digest, choices=choices)
    assert why.value.verdict.reason == reason


@pytest.mark.parametrize(
    ("code", "name", "counts"),
    [
        ("mine-ban", "ottawa.html", (132, 162)),
        ("cluster-munitions", "ccm.html", (107, 112)),
        ("arms-trade", "att.html", (130, 117)),
    ],
)
def test_a_page_that_was_taken_over_comes_to_its_own_counts(
    client: Client, code: str, name: str, counts: tuple[int, int]
) -> None:
    if not (PAGES / name).exists():
        pytest.skip(f"not run: {name} is not there")
    of = founding.coalition()
    client.force_login(founding.represent(founding.member(of)).account)
    treaty = actions.keep_catalogued(by=founding.system(of), code=code)
    address = reverse("monitoring:bring_list", args=[of.slug, treaty.id])
    for number in (1, 2):
        file = SimpleUploadedFile(name, (PAGES / name).read_bytes())
        place = client.post(address, {"file": file})["Location"]
        row = BroughtList.objects.of(of.id).get()
        assert comparison_of(row).is_the_same == (number == 2)
        if number == 1:
            client.post(place, {"seen": comparison_of(row).digest})
    assert "nothing was changed" in client.get(place).content.decode()
    assert TakenList.objects.of(of.id).get().as_at == date(2026, 2, 3)
    shown = client.get(reverse("monitoring:instrument", args=[of.slug, treaty.id]), {"on": "2026-02-03"})
    assert f"{counts[1]} parties, {counts[0]} signatories." in shown.content.decode()
    if code == "mine-ban":
        left = {"EST", "FIN", "LVA", "LTU", "POL"}
        rows = TreatyAction.objects.of(of.id).filter(kind="withdrawal")
        assert {*rows.values_list("actor", flat=True)} == left
        assert "leaves on" in shown.content.decode()
        stands = [parties(on_day(of.id, date(2026, month, 3))[treaty.id]) for month in (2, 3)]
        assert [left & set(found) for found in stands] == [{"POL"}, set()]
        assert status_shown(treaty, date(2026, 2, 3)).signatories == len(signatories(treaty, date(2026, 2, 3)))


def test_all_is_done_in_one_act_with_one_entry_and_few_queries() -> None:
    by = keeper()
    treaty = factories.instrument(by)

    def taken_over(*rows: str) -> int:
        row = brought(by, treaty, table(*rows))
        seen = comparison_of(row).digest
        with CaptureQueriesContext(connection) as asked:
            actions.take_list(by=by, brought=row, seen=seen, choices=Choices())
        return len(asked)

    entries = Entry.objects.of(by.coalition)
    before = entries.count()
    taken_over(*ROWS)
    joined = [f"{name},3 Dec 1997,1 May 1999" for name in ("Chad", "Chile", "China", "Cuba", "Denmark")]
    few = taken_over(*ROWS, joined[0])
    assert taken_over(*ROWS, *joined) == few
    assert entries.count() == before + 3
    assert entries.filter(kind="monitoring.list_taken").count() == 3
    assert not BroughtList.objects.of(by.coalition).exists()
    treaty.refresh_from_db()
    assert treaty.in_force_since == date(1998, 9, 1)


def test_what_differs_is_shown_and_done_as_it_was_chosen(client: Client) -> None:
    of = founding.coalition()
    client.force_login(founding.represent(founding.member(of)).account)
    by = founding.standing(founding.member(of, "Sand"))
    treaty = factories.in_force(by)
    noted = TreatyAction.objects.of(of.id).get(actor="MLI", kind="ratification")
    TreatyAction.objects.of(of.id).filter(id=noted.id).update(note="by cable")
    file = table("Mali,3 Dec 1997,2 Feb 1998", "Niger,3 Dec 1997,23 Mar 1998", "Tchad,3 Dec 1997,1 May 1999",
                 "Atlantis,3 Dec 1997,", "Chile,3 Dec 1997,")  # fmt: skip
    place = client.post(
        reverse("monitoring:bring_list", args=[of.slug, treaty.id]), {"file": SimpleUploadedFile("list.csv", file)}
    )["Location"]
    page = client.get(place).content.decode()
    for words in ("Of another day (1)", "Kept, and missing in the list (1)", "New (3)", "No state or organisation"):
        assert words in page
    found = comparison_of(BroughtList.objects.of(of.id).get())
    chile, peru = (next(key_of(each) for each in rows if each.actor == code)
                   for rows, code in ((found.found.new, "CHL"), (found.found.missing, "PER")))  # fmt: skip
    before = kept(treaty)
    client.post(place, {"seen": found.digest, "left_out": [chile], "taken_out": [peru]})
    changed = before ^ kept(treaty)
    assert {(actor, kind) for actor, kind, _day in changed} == {
        ("MLI", "ratification"), ("TCD", "signature"), ("TCD", "ratification"), ("PER", "signature"),
    }  # fmt: skip
    noted.refresh_from_db()
    assert (noted.day, noted.note) == (date(1998, 2, 2), "by cable")
    assert "2 Feb 1998" in client.get(reverse("monitoring:instrument", args=[of.slug, treaty.id])).content.decode()


def test_nothing_is_taken_out_that_was_not_ticked_or_came_after_the_list() -> None:
    by = keeper()
    treaty = factories.in_force(by)
    row = brought(by, treaty, table(*ROWS[:2], "Chad,3 Dec 1997,"))
    assert [each.actor for each in comparison_of(row).found.missing] == ["PER"]
    take(by, row)
    assert ("PER", "signature", date(1997, 12, 3)) in kept(treaty)
    later = brought(by, treaty, table(*ROWS[:2]))
    BroughtList.objects.of(by.coalition).filter(id=later.id).update(as_at=date(1997, 12, 2))
    later.refresh_from_db()
    assert comparison_of(later).found.missing == ()


def test_what_was_changed_meanwhile_is_compared_anew_and_asked_again(client: Client) -> None:
    of = founding.coalition()
    client.force_login(founding.represent(founding.member(of)).account)
    by = founding.standing(founding.member(of, "Sand"))
    treaty = factories.instrument(by)
    row = brought(by, treaty, table(*ROWS))
    seen = comparison_of(row).digest
    factories.did(by, treaty, "MLI", Kind.SIGNATURE, date(1997, 12, 3))
    before = kept(treaty)
    refused(by, row, "monitoring.list_changed", seen=seen)
    answer = client.post(reverse("monitoring:compare_list", args=[of.slug, treaty.id, row.id]), {"seen": seen})
    assert "has changed since you looked" in answer.content.decode()
    assert "New (4)" in answer.content.decode()
    assert kept(treaty) == before
    take(by, row)
    refused(by, row, "monitoring.list_changed", seen=seen)


def test_what_cannot_be_is_told_before_and_refused_whole() -> None:
    by = keeper()
    treaty = factories.in_force(by)
    row = brought(by, treaty, table(*ROWS, "Chad,,1 May 1999", "Cuba,3 Dec 1997,", "Chile,3 Dec 1996,"))
    found = comparison_of(row)
    assert {(each.actor, str(why)) for each, why in found.wrong.items()} == {
        ("TCD", "not-signed"),
        ("CHL", "before-the-instrument"),
    }
    before = kept(treaty)
    refused(by, row, "monitoring.list_contradicts")
    refused(by, row, "monitoring.nothing_to_take", left_out=[key_of(each) for each in found.found.new])
    assert kept(treaty) == before
    assert not TakenList.objects.of(by.coalition).exists()
    take(by, row, left_out=[key_of(each) for each in found.wrong])
    assert kept(treaty) - before == {("CUB", "signature", date(1997, 12, 3))}


def test_an_end_without_a_day_is_demanded(client: Client) -> None:
    of = founding.coalition()
    client.force_login(founding.represent(founding.member(of)).account)
    by = founding.standing(founding.member(of, "Sand"))
    treaty = factories.instrument(by)
    data = table(*ROWS, "Chad,[3 Dec 1997],[1 May 1999]")
    row = brought(by, treaty, data)
    place = reverse("monitoring:compare_list", args=[of.slug, treaty.id, row.id])
    assert "the list does not say when" in client.get(place).content.decode()
    told: Mapping[str, str] = {"seen": comparison_of(row).digest, "notified_TCD": "2020-01-01"}
    assert "Tell both days" in client.post(place, told).content.decode()
    client.post(place, {**told, "effect_TCD": "2020-07-01"})
    assert {kind for actor, kind, _day in kept(treaty) if actor == "TCD"} == {"signature", "ratification", "withdrawal"}
    again = comparison_of(brought(by, treaty, data))
    assert again.is_the_same


def test_actors_are_found_by_the_coalition_s_own_names() -> None:
    by = keeper()
    treaty = factories.instrument(by)
    wording = actions.Wording(kind=ActorKind.AREA, names={"en": "Atlantis"}, also=["The Sunken State"])
    actions.word_actor(by=by, code="ATLANTIS", wording=wording)
    row = brought(by, treaty, table("The sunken state,3 Dec 1997,", "Turkey,3 Dec 1997,", "Türkiye,4 Dec 1997,"))
    assert [each.actor for each in comparison_of(row).found.new] == ["ATLANTIS", "TUR"]
    assert [(line, why) for line, _name, _words, why in row.unread] == [(4, "same-actor")]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("list.xlsx", table(*ROWS), "ends in .xlsx"),
        ("list.csv", b"<html><p>No such page</p>", "ends in .csv"),
        ("list.html", b"<html><p>No such page</p>", "No list of participants"),
        ("list.csv", b"State,Capital\nMali,Bamako\n", "The first column of a status list is called Participant"),
        ("list.csv", b"Participant,Signature\n" + b"x" * 5_000_000, "5 MB"),
        ("list.csv", b"PK\x03\x04\x00\x01\x02\x00\x00", "not readable as text"),
    ],
)
def test_what_is_no_list_is_refused_and_nothing_is_kept(client: Client, name: str, data: bytes, words: str) -> None:
    of = founding.coalition()
    client.force_login(founding.represent(founding.member(of)).account)
    treaty = factories.instrument(founding.standing(founding.member(of, "Sand")))
    address = reverse("monitoring:bring_list", args=[of.slug, treaty.id])
    assert words in client.post(address, {"file": SimpleUploadedFile(name, data)}).content.decode()
    assert not BroughtList.objects.of(of.id).exists()


def test_a_list_is_forgotten_and_of_an_instrument_one_waits_at_most(client: Client) -> None:
    of = founding.coalition()
    client.force_login(founding.represent(founding.member(of)).account)
    by = founding.standing(founding.member(of, "Sand"))
    treaty = factories.instrument(by)
    brought(by, treaty, table(*ROWS))
    row = brought(by, treaty, table(*ROWS))
    assert BroughtList.objects.of(of.id).count() == 1
    client.post(reverse("monitoring:forget_list", args=[of.slug, treaty.id, row.id]))
    assert not BroughtList.objects.of(of.id).exists()
    assert kept(treaty) == set()


def test_only_who_keeps_instruments_brings_and_takes_a_list() -> None:
    by = keeper()
    treaty = factories.instrument(by)
    row = brought(by, treaty, table(*ROWS))
    nobody = Standing.nobody(by.coalition)
    for attempt in (
        lambda: brought(nobody, treaty, table(*ROWS)),
        lambda: take(nobody, row),
        lambda: actions.forget_list(by=nobody, brought=row),
    ):
        with pytest.raises(Refused):
            attempt()
