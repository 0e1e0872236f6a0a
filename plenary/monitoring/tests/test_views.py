"""Pages of instruments and actors: watching one, who stands how on a day, what is due, who reads what."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.monitoring import actions
from plenary.monitoring.models import Actor, Extension, Instrument, Obligation, TreatyAction
from plenary.monitoring.rules.instruments import ActorKind
from plenary.monitoring.rules.treaty_actions import Kind
from plenary.monitoring.tests import factories
from tests import founding

pytestmark = pytest.mark.django_db

OPEN = replace(founding.charter(), disclosure=Disclosure(outcomes=Disclosed.PUBLIC))


def address(name: str, of: object, *args: object) -> str:
    return reverse(f"monitoring:{name}", args=[getattr(of, "slug", of), *args])


def test_a_member_watches_a_treaty_of_the_catalogue_and_enters_who_signs(client: Client) -> None:
    of = founding.coalition()
    account = founding.represent(founding.member(of)).account
    client.force_login(account)
    answer = client.post(address("watch", of), {"code": "mine-ban"})
    treaty = Instrument.objects.of(of.id).get()
    assert answer["Location"] == address("instrument", of, treaty.id)
    assert "mine-ban" not in client.get(address("watch", of)).content.decode()
    told = {"actor": "Malí", "kind": "signature", "day": "1997-12-03"}
    assert client.post(address("enter_action", of, treaty.id), told)["Location"] == address("actor", of, "MLI")
    told |= {"kind": "ratification", "day": "1998-06-02", "source": "The depositary"}
    client.post(address("enter_action", of, treaty.id), told)
    page = client.get(address("instrument", of, treaty.id)).content.decode()
    assert "One party, one signatory." in page
    assert "39 parties are lacking." in page
    before = client.get(address("instrument", of, treaty.id), {"on": "1998-01-01"}).content.decode()
    assert "0 parties, one signatory." in before
    assert "The depositary" in client.get(address("actor", of, "MLI")).content.decode()
    action = TreatyAction.objects.of(of.id).get(kind="ratification")
    client.post(address("take_out_action", of, treaty.id, action.id))
    assert "0 parties" in client.get(address("instrument", of, treaty.id)).content.decode()


def test_what_cannot_be_is_refused_by_field_and_changes_nothing(client: Client) -> None:
    of = founding.coalition()
    client.force_login(founding.represent(founding.member(of)).account)
    treaty = factories.in_force(founding.standing(founding.member(of, "Sand")))
    kept = set(TreatyAction.objects.of(of.id).values_list("id", flat=True))
    wrong = {"actor": "Atlantis", "kind": "signature", "day": "1997-12-03"}
    page = client.post(address("enter_action", of, treaty.id), wrong).content.decode()
    assert "No actor of this name is known here." in page
    wrong |= {"actor": "TCD", "kind": "ratification"}
    page = client.post(address("enter_action", of, treaty.id), wrong).content.decode()
    assert "A ratification follows a signature" in page
    page = client.post(address("enter_action", of, treaty.id), wrong | {"day": "2999-01-01"}).content.decode()
    assert "That day lies ahead." in page
    assert set(TreatyAction.objects.of(of.id).values_list("id", flat=True)) == kept


def test_an_instrument_is_told_by_hand_with_a_category_and_changed(client: Client) -> None:
    of = founding.coalition()
    client.force_login(founding.represent(founding.member(of)).account)
    told = {
        "name_en": "Fields Act",
        "kind": "law",
        "parties": 3,
        "categories": "1 neighbours: Mali, NER",
        "months": 2,
        "days": 0,
        "begins": "first-of-month",
        "each_months": 1,
        "each_days": 5,
        "each_begins": "that-day",
        "leaving_months": 0,
        "leaving_days": 90,
    }
    assert (
        "Line 1 is not understood: Nowhere"
        in client.post(address("new", of), told | {"categories": "1 neighbours: Nowhere"}).content.decode()
    )
    client.post(address("new", of), told)
    law = Instrument.objects.of(of.id).get()
    assert [sorted(each.actors) for each in law.enters.categories] == [["MLI", "NER"]]
    page = client.get(address("change", of, law.id)).content.decode()
    assert "1 neighbours: MLI NER" in page
    client.post(address("change", of, law.id), told | {"parties": 1, "categories": ""})
    law.refresh_from_db()
    assert (law.enters.parties, law.enters.categories) == (1, ())


def test_obligations_are_written_extended_and_taken_out(client: Client) -> None:
    of = founding.coalition()
    client.force_login(founding.represent(founding.member(of)).account)
    treaty = factories.in_force(founding.standing(founding.member(of, "Sand")))
    told = {
        "article": "5",
        "text_en": "Clears.",
        "norm_en": "Is clear.",
        "binds": "parties",
        "has_deadline": "on",
        "years": 10,
        "months": 0,
        "days": 0,
        "counted": "entry-for-actor",
        "month": 2,
        "on_day": 30,
        "may_extend": "on",
    }
    page = client.post(address("new_obligation", of, treaty.id), told).content.decode()
    assert "a day that each year has" in page
    client.post(address("new_obligation", of, treaty.id), told | {"month": "", "on_day": ""})
    row = Obligation.objects.of(of.id).get()
    longer = {"actor": "Mali", "until": "2030-01-01", "granted_on": "2008-01-01"}
    client.post(address("extend", of, treaty.id, row.id), longer)
    page = client.get(address("obligations", of, treaty.id)).content.decode()
    assert "within 10 years after it entered into force for the one bound" in page
    assert "Mali" in page
    shown = client.get(address("instrument", of, treaty.id), {"on": "2029-06-01"}).content.decode()
    assert "(extended)" in shown
    client.post(address("obligation", of, treaty.id, row.id), told | {"article": "5(1)", "month": "", "on_day": ""})
    assert "Article 5(1)" in client.get(address("obligations", of, treaty.id)).content.decode()
    extension = Extension.objects.of(of.id).get()
    client.post(address("take_out_extension", of, treaty.id, extension.id))
    client.post(address("take_out_obligation", of, treaty.id, row.id))
    assert not Obligation.objects.of(of.id).exists()


def test_an_actor_is_called_as_the_coalition_words_it(client: Client) -> None:
    of = founding.coalition()
    client.force_login(founding.represent(founding.member(of)).account)
    told = {
        "name_en": "Sahel Front",
        "code": "sahel-front",
        "kind": "armed-group",
        "within": "Mali",
        "also": "The Front",
    }
    assert client.post(address("word", of), told)["Location"] == address("actor", of, "SAHEL-FRONT")
    page = client.get(address("actor", of, "SAHEL-FRONT")).content.decode()
    assert "In Mali." in page
    treaty = factories.instrument(founding.standing(founding.member(of, "Sand")))
    deed = {"actor": "the front", "kind": "consent-to-be-bound", "day": "2001-01-01"}
    client.post(address("enter_action", of, treaty.id), deed)
    assert "Sahel Front" in client.get(address("instrument", of, treaty.id)).content.decode()
    assert "Sahel Front" in client.get(address("actors", of)).content.decode()


def test_the_public_reads_public_instruments_where_outcomes_are_public(client: Client) -> None:
    of = founding.coalition(rules=OPEN)
    by = founding.standing(founding.member(of))
    public = factories.in_force(by, is_public=True)
    hidden = factories.instrument(by, names={"en": "Hidden"})
    actions.word_actor(by=by, code="GROUP", wording=actions.Wording(kind=ActorKind.ARMED_GROUP, names={"en": "Group"}))
    assert "Hidden" not in client.get(address("instruments", of)).content.decode()
    assert client.get(address("instrument", of, public.id)).status_code == 200
    missing = client.get(address("instrument", of, "none")).status_code
    assert client.get(address("instrument", of, hidden.id)).status_code == missing != 200
    assert client.get(address("actor", of, "MLI")).status_code == 200
    assert client.get(address("actor", of, "GROUP")).status_code == missing
    factories.did(by, public, "GROUP", Kind.CONSENT, date(2001, 1, 1))
    assert client.get(address("actor", of, "GROUP")).status_code == 200
    assert Actor.objects.of(of.id).count() == 1


def test_a_page_asks_as_many_queries_for_many_actors_as_for_few(client: Client) -> None:
    of = founding.coalition()
    client.force_login(founding.represent(founding.member(of)).account)
    by = founding.standing(founding.member(of, "Sand"))
    treaty = factories.in_force(by)
    factories.clearing(by, treaty)

    def asked(name: str, *args: object) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address(name, of, *args)).status_code == 200
        return len(found)

    pages = [("instruments",), ("instrument", treaty.id), ("actor", "MLI")]
    few = [asked(*page) for page in pages]
    for code in ("TCD", "BFA", "CAN", "DNK", "EST", "FRA", "GHA", "HUN"):
        factories.did(by, treaty, code, Kind.ACCESSION, date(2000, 1, 1))
    assert [asked(*page) for page in pages] == few
