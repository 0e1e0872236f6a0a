"""Pages: who is answered what, constant queries, the import from file to undoing."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenary.core import standing as standings
from plenary.core import visibility
from plenary.directory.models import Import, Organisation, Person
from plenary.directory.rules.details import Name
from plenary.directory.tests import factories
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return founding.unchartered()


@pytest.fixture
def enter(client, of, monkeypatch):
    """Sign in as one whom the coalition knows, inside it, with powers."""

    def _enter(*powers, inside=True):
        account = founding.account("reader@example.org")
        card = factories.person(of, "Reader", account_id=account.pk)

        def gives(standing):
            if standing.account != account.pk or standing.coalition != of.pk:
                return standing
            tokens = {visibility.MEMBERS} if inside else set()
            return replace(standing, powers=frozenset(powers), audiences=standing.audiences | tokens)

        monkeypatch.setattr(standings, "_providers", [*standings._providers, gives])
        client.force_login(account)
        return card

    return _enter


def at(of, name, *args):
    return reverse(f"directory:{name}", args=[of.slug, *args])


def test_strangers_are_asked_to_sign_in_and_applicants_refused_with_the_reason(client, of, enter):
    address = at(of, "organisations")
    assert client.get(address).status_code == 302
    enter(inside=False)
    response = client.get(address)
    assert response.status_code == 403
    assert "Only members of this coalition may see this." in response.content.decode()


def test_a_coalition_that_does_not_know_one_answers_as_none(client, of, enter):
    enter()
    other = founding.unchartered("other")
    assert client.get(at(other, "organisations")).status_code == 404
    assert client.get("/c/nowhere/directory/").status_code == 404


@pytest.mark.parametrize("view", ["organisations", "persons"])
def test_lists_ask_the_database_as_often_whatever_their_length(client, of, enter, view):
    enter(*factories.OFFICER)
    asked = []
    for group in (["One"], ["Two", "Three"]):
        for name in group:
            factories.organisation(of, f"{name} o", country="MLI", other_names=[Name("Other", "fr")])
            factories.person(of, f"{name} o", country="MLI", other_names=[Name("Other", "fr")])
        with CaptureQueriesContext(connection) as queries:
            response = client.get(at(of, view), {"words": "o", "country": "MLI"})
        asked.append((response.context["page"].paginator.count, len(queries)))
    assert asked == [(1, asked[0][1]), (3, asked[0][1])]


def test_a_hidden_card_answers_as_a_missing_one(client, of, enter):
    enter(*factories.OFFICER)
    hidden = factories.organisation(of, "Quiet Hands", protected=True)
    pages = [client.get(at(of, "organisation", card)) for card in (hidden.pk, factories.nowhere())]
    assert [page.status_code for page in pages] == [404, 404]
    assert "Quiet Hands" not in client.get(at(of, "organisations")).content.decode()


def test_how_a_person_is_reached_is_shown_to_few(client, of, enter):
    own = enter()
    other = factories.person(of, "Omar", email="omar@example.org")
    Person.objects.of(of.pk).filter(pk=own.pk).update(email="me@example.org")
    assert "omar@example.org" not in client.get(at(of, "person", other.pk)).content.decode()
    assert "me@example.org" in client.get(at(of, "person", own.pk)).content.decode()
    assert client.get(at(of, "amend_person", own.pk)).status_code == 200
    assert client.get(at(of, "amend_person", other.pk)).status_code == 403


def test_those_without_the_power_are_refused(client, of, enter):
    enter()
    names = ("add_organisation", "add_person", "import", "export")
    assert [client.get(at(of, name)).status_code for name in names] == [403, 403, 403, 403]


def test_a_card_is_added_amended_and_removed(client, of, enter):
    enter(*factories.OFFICER)
    given = {
        "name": "Green Valley",
        "country": "MLI",
        "other_names": "Vallée verte [fr]\nGV",
        "website": "green.example",
    }
    response = client.post(at(of, "add_organisation"), given)
    card = Organisation.objects.of(of.pk).get()
    assert response.headers["Location"] == at(of, "organisation", card.pk)
    assert [str(name) for name in card.othernames.order_by("name")] == ["GV", "Vallée verte"]
    page = client.get(at(of, "organisation", card.pk)).content.decode()
    assert ("Mali" in page, "https://green.example" in page) == (True, True)
    client.post(at(of, "amend_organisation", card.pk), {**given, "name": "Green Valleys"})
    assert Organisation.objects.of(of.pk).get().name == "Green Valleys"
    client.post(at(of, "share", card.pk), {"shared": ""})
    assert Organisation.objects.of(of.pk).get().shared_id is not None
    assert client.post(at(of, "remove", card.pk)).headers["Location"] == at(of, "organisations")
    assert client.get(at(of, "organisation", card.pk)).status_code == 404


def test_what_is_wrong_in_a_form_is_told_by_the_field(client, of, enter):
    enter(*factories.OFFICER)
    response = client.post(at(of, "add_organisation"), {"name": "A", "founding_date": "May", "email": "nobody"})
    assert dict(response.context["form"].errors) == {
        "founding_date": ["“May” is no date such as 2019, 2019-05 or 2019-05-31."],
        "email": ["“nobody” is no mail address."],
    }
    assert Organisation.objects.of(of.pk).count() == 0


def test_an_import_goes_from_file_to_directory_and_back(client, of, enter):
    enter(*factories.OFFICER)
    factories.organisation(of, "Green Valley")
    file = SimpleUploadedFile("a.csv", b"id,name,lvl\n1,Green Valley,2\n2,Femmes du Sahel,2\n3,104,1\n")
    response = client.post(at(of, "import"), {"kind": "organisations", "file": file})
    imported = Import.objects.of(of.pk).get()
    assert response.headers["Location"] == at(of, "import_columns", imported.pk)
    assert client.get(at(of, "import_columns", imported.pk)).status_code == 200
    client.post(at(of, "import_columns", imported.pk), {"name": "name", "only_column": "lvl", "only_value": "2"})
    page = client.get(at(of, "import_preview", imported.pk))
    assert (page.context["count"], page.context["left_out"], page.context["duplicate_count"]) == (1, 1, 1)
    client.post(at(of, "import_preview", imported.pk), {"duplicates": "leave_out"})
    names = Organisation.objects.of(of.pk).filter(removed_at=None).order_by("name").values_list("name", flat=True)
    assert list(names) == ["Femmes du Sahel", "Green Valley"]
    assert client.get(at(of, "import_preview", imported.pk)).status_code == 200
    assert client.get(at(of, "import_columns", imported.pk)).status_code == 404
    client.post(at(of, "import_undo", imported.pk))
    assert list(names.all()) == ["Green Valley"]
    assert "was undone" in client.get(at(of, "import_preview", imported.pk)).content.decode()
    assert client.get(at(of, "import")).status_code == 200


def test_a_file_that_cannot_be_read_is_refused_at_its_field(client, of, enter):
    enter(*factories.OFFICER)
    file = SimpleUploadedFile("a.csv", b"<html></html>")
    response = client.post(at(of, "import"), {"kind": "organisations", "file": file})
    assert dict(response.context["form"].errors) == {
        "file": ["This is a web page or XML, not a table. Export it as CSV or XLSX."]
    }


def test_errors_are_shown_by_row_and_nothing_is_added(client, of, enter):
    enter(*factories.OFFICER)
    file = SimpleUploadedFile("a.csv", b"name,country\nA,Atlantis\n")
    client.post(at(of, "import"), {"kind": "organisations", "file": file})
    imported = Import.objects.of(of.pk).get()
    response = client.post(at(of, "import_preview", imported.pk), {})
    assert response.context["problems"] == [
        (2, [("Country", "“Atlantis” is no country. Write its name or code, or call it a place.")])
    ]
    assert Organisation.objects.of(of.pk).count() == 0
    client.post(at(of, "import_discard", imported.pk))
    assert Import.objects.of(of.pk).count() == 0


def test_an_export_is_a_file(client, of, enter):
    enter(*factories.OFFICER)
    assert client.get(at(of, "export")).status_code == 200
    response = client.post(at(of, "export"), {"kind": "organisations", "file_format": "csv"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="clear-fields-organisations.csv"'
