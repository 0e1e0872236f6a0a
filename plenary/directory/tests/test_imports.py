"""Imports: nothing half-written, all undone as one; exports valid and entered; the commands."""

import io
import json
import warnings
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from plenary.core import clock
from plenary.core.verdicts import Refused
from plenary.directory import actions, after_import, queries, uses
from plenary.directory.audits import unentered_cards
from plenary.directory.formats import read_file
from plenary.directory.models import ContactDetail, Import, Organisation, Person
from plenary.directory.rules.choices import ADD, Choices
from plenary.directory.rules.details import Contact, Issued, Name
from plenary.directory.tests import factories
from plenary.record.models import Entry, Opening
from tests import founding

pytestmark = pytest.mark.django_db

SHARED = Path(__file__).parents[4] / "shared" / "data"
GOOD = b"name,country,phone\nGreen Valley,Mali,+223 20\nFemmes du Sahel,Niger,\n"


def begun(of, data: bytes = GOOD, name: str = "a.csv", kind: str = "organisations") -> Import:
    return actions.begin_import(by=factories.officer(of), file_name=name, data=data, kind=kind)


def last_entry(of) -> Entry:
    return Entry.objects.of(of.pk).order_by("-n").first()


def test_an_import_adds_all_and_enters_one_entry():
    of = founding.unchartered()
    imported = begun(of)
    assert imported.mapping == {"name": "name", "country": "country", "phone": "phone"}
    assert Organisation.objects.of(of.pk).count() == 0
    actions.apply_import(by=factories.officer(of), imported=imported, choices=Choices())
    rows = Organisation.objects.of(of.pk).order_by("name").values_list("name", "country", "name_key")
    assert list(rows) == [("Femmes du Sahel", "NER", "femmes du sahel"), ("Green Valley", "MLI", "green valley")]
    assert list(ContactDetail.objects.of(of.pk).values_list("kind", "value")) == [("voice", "+223 20")]
    imported.refresh_from_db()
    assert (imported.added, imported.rows, imported.is_applied) == (2, [], True)
    assert last_entry(of).kind == "directory.imported"


def test_persons_are_each_named_in_a_part_of_their_own():
    of = founding.unchartered()
    imported = begun(of, b"name,email\nAmina Diallo,amina@example.org\n", kind="persons")
    actions.apply_import(by=factories.officer(of), imported=imported, choices=Choices())
    made = Person.objects.of(of.pk).get()
    parts = Opening.objects.of(of.pk).filter(entry=last_entry(of)).order_by("position").values_list("person", flat=True)
    assert (made.email, list(parts)) == ("amina@example.org", ["", made.pk])


def test_a_row_with_an_error_leaves_nothing_written():
    of = founding.unchartered()
    imported = begun(of, b"name,country\nGreen Valley,Mali\nElse,Atlantis\n")
    with pytest.raises(Refused) as refused:
        actions.apply_import(by=factories.officer(of), imported=imported, choices=Choices())
    assert refused.value.verdict.sentence == "Row 3 cannot be added yet: mend the file, or leave the row out."
    assert Organisation.objects.of(of.pk).count() == 0
    actions.apply_import(by=factories.officer(of), imported=imported, choices=Choices(leave_out_errors=True))
    assert [card.name for card in Organisation.objects.of(of.pk)] == ["Green Valley"]


def test_likely_duplicates_are_looked_for_only_among_what_one_sees():
    of, other = founding.unchartered(), founding.unchartered("other")
    factories.organisation(of, "Green Valley Ltd")
    factories.organisation(of, "Femmes du Sahel", protected=True)
    factories.organisation(other, "Femmes du Sahel")
    imported = begun(of)
    found = queries.preview_of(factories.officer(of), imported)
    assert {row: each.of_name for row, each in found.duplicates.items()} == {2: "Green Valley Ltd"}
    keepers = queries.preview_of(factories.keeper(of), imported)  # who would have looked without an entry of it
    assert keepers.duplicates == found.duplicates
    cards = actions.apply_import(by=factories.officer(of), imported=imported, choices=Choices(rows={2: ADD}))
    assert [card.name for card in cards] == ["Green Valley", "Femmes du Sahel"]


def test_an_import_is_carried_out_once_and_undone_once():
    of = founding.unchartered()
    by, imported = factories.officer(of), begun(of)
    actions.apply_import(by=by, imported=imported, choices=Choices())
    with pytest.raises(Refused) as again:
        actions.apply_import(by=by, imported=imported, choices=Choices())
    assert again.value.verdict.reason == "directory.import_applied"
    assert actions.undo_import(by=by, imported=imported) == 2
    assert list(queries.visible_organisations(by)) == []
    assert last_entry(of).kind == "directory.import_undone"
    with pytest.raises(Refused) as undone:
        actions.undo_import(by=by, imported=imported)
    assert undone.value.verdict.reason == "directory.import_not_applied"


def test_an_import_is_not_undone_under_a_room_that_uses_a_card(monkeypatch):
    of = founding.unchartered()
    by, imported = factories.officer(of), begun(of)
    actions.apply_import(by=by, imported=imported, choices=Choices())
    used = Organisation.objects.of(of.pk).get(name="Green Valley").pk
    monkeypatch.setattr(uses, "_finders", [lambda _coalition, _ids: [used]])
    with pytest.raises(Refused) as refused:
        actions.undo_import(by=by, imported=imported)
    assert refused.value.verdict.sentence == "1 of these cards are in use since, among them Green Valley."
    assert queries.visible_organisations(by).count() == 2


def test_a_room_above_does_what_was_chosen_and_takes_it_back(monkeypatch):
    of = founding.unchartered()
    by, done = factories.officer(of), []
    monkeypatch.setattr(after_import, "_offers", {})
    after_import.offer_after_import(
        "test.mark", "Mark", lambda _by: [("full", "Full")],
        lambda _by, cards, value: done.append((value, len(cards))), lambda _by, cards: done.append(("undo", len(cards))),
    )  # fmt: skip
    imported = begun(of)
    with pytest.raises(Refused) as refused:
        actions.apply_import(by=by, imported=imported, choices=Choices(), after="test.mark:other")
    assert (refused.value.verdict.reason, Organisation.objects.of(of.pk).count()) == ("directory.offer_unknown", 0)
    actions.apply_import(by=by, imported=imported, choices=Choices(), after="test.mark:full")
    actions.undo_import(by=by, imported=imported)
    assert done == [("full", 2), ("undo", 2)]


@pytest.mark.parametrize("rows", [3, 2000])
def test_an_import_asks_the_database_as_often_whatever_its_size(rows, django_assert_num_queries):
    of = founding.unchartered()
    by = factories.officer(of)
    data = "name,phone,identifiers\n" + "".join(f"Group {n:x} of {n * 7919:x},+{n},R:{n}\n" for n in range(1, rows + 1))
    imported = begun(of, data.encode())
    with django_assert_num_queries(14):
        cards = actions.apply_import(by=by, imported=imported, choices=Choices(duplicates=ADD))
    assert len(cards) == rows


def test_without_the_power_nothing_is_read_imported_or_exported():
    of = founding.unchartered()
    by = founding.somebody(of)
    with pytest.raises(Refused):
        actions.begin_import(by=by, file_name="a.csv", data=GOOD, kind="organisations")
    with pytest.raises(Refused):
        actions.export_directory(by=by, kind="organisations", file_format="csv")
    assert list(queries.visible_imports(by)) == []


def filled(of) -> None:
    factories.organisation(
        of, "=Green", country="MLI", area="Kayes", founding_date="1999", summary="One line", description="**More**",
        other_names=[Name("الوادي", "ar", "short", "2001", "2010")], identifiers=[Issued("9", "ROR")],
        contacts=[Contact("voice", "+223 20"), Contact("url", "https://green.example"), Contact("fax", "+1")],
    )  # fmt: skip
    factories.organisation(of, "Quiet Hands", protected=True)
    factories.person(of, email="amina@example.org", given_name="Amina", country="NER")


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_table_holds_no_formula_and_is_read_back_as_it_was(file_format):
    of, other = founding.unchartered(), founding.unchartered("other")
    filled(of)
    exported = actions.export_directory(by=factories.keeper(of), kind="organisations", file_format=file_format)
    table = read_file(f"a.{exported.ending}", exported.data, "organisations")
    assert (exported.count, [row[1] for row in table.rows]) == (1, ["'=Green"])
    assert last_entry(of).kind == "directory.exported"
    actions.apply_import(
        by=factories.officer(other), imported=begun(other, exported.data, f"a.{exported.ending}"), choices=Choices()
    )
    card = queries.values_of(Organisation.objects.of(other.pk).get())
    assert (card.name, card.fields["country"], card.names, card.identifiers) == (
        "=Green", "MLI", (Name("الوادي", "ar"),), (Issued("9", "ROR"),),
    )  # fmt: skip
    assert set(card.contacts) == {
        Contact("voice", "+223 20"),
        Contact("url", "https://green.example"),
        Contact("fax", "+1"),
    }


def test_popolo_keeps_everything_and_neutralises_nothing():
    of, other = founding.unchartered(), founding.unchartered("other")
    filled(of)
    exported = actions.export_directory(by=factories.officer(of), kind="", file_format="popolo")
    document = json.loads(exported.data)
    assert [item["name"] for item in document["organizations"]] == ["=Green"]
    assert document["organizations"][0]["contact_details"][0] == {"type": "voice", "value": "+223 20"}
    assert document["persons"][0]["email"] == "amina@example.org"
    imported = begun(other, exported.data, "a.json")
    actions.apply_import(by=factories.officer(other), imported=imported, choices=Choices())
    before = queries.values_of(Organisation.objects.of(of.pk).get(protected=False))
    after = queries.values_of(Organisation.objects.of(other.pk).get())
    assert (dict(after.fields), after.names, after.identifiers, set(after.contacts)) == (
        dict(before.fields), before.names, before.identifiers, set(before.contacts),
    )  # fmt: skip


def test_how_persons_are_reached_is_exported_only_by_those_who_administer():
    of = founding.unchartered()
    filled(of)
    exported = actions.export_directory(
        by=founding.somebody(of, "directory.export"), kind="persons", file_format="popolo"
    )
    assert "email" not in json.loads(exported.data)["persons"][0]


def test_popolo_is_valid_against_the_schemas():
    folder = SHARED / "popolo" / "schemas"
    if not folder.is_dir():
        pytest.skip("not run: the schemas of Popolo are not beside this checkout")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from jsonschema import Draft3Validator, RefResolver  # noqa: PLC0415  # only where the schemas are
    store = {}
    for path in folder.glob("*.json"):
        schema = json.loads(path.read_text())
        store[schema["id"]] = store[schema["id"].rstrip("#")] = schema
    of = founding.unchartered()
    filled(of)
    document = json.loads(actions.export_directory(by=factories.officer(of), kind="", file_format="popolo").data)
    found = []
    for word, items in (("organization", document["organizations"]), ("person", document["persons"])):
        schema = store[f"http://www.popoloproject.com/schemas/{word}.json"]
        validator = Draft3Validator(schema, resolver=RefResolver.from_schema(schema, store=store))
        found += [error.message for item in items for error in validator.iter_errors(item)]
    assert found == []


def test_the_command_imports_the_rows_that_are_meant(tmp_path):
    of = founding.unchartered()
    path = SHARED / "networks" / "mpn_bristol_nodes.csv"
    if not path.is_file():
        pytest.skip("not run: the network of Bristol is not beside this checkout")
    out = io.StringIO()
    call_command(
        "import", of.slug, str(path), "--map", "name=name", "--only", "lvl=2.0", stdout=out, stderr=io.StringIO()
    )
    count = Organisation.objects.of(of.pk).count()
    assert out.getvalue() == f"{count} organisations were imported into {of}.\n"
    target = tmp_path / "out.csv"
    out = io.StringIO()
    call_command("export", of.slug, "--output", str(target), stdout=out)
    assert out.getvalue() == f"{count} cards were written to {target}.\n"
    assert len(read_file("out.csv", target.read_bytes(), "organisations").rows) == count


def test_the_command_tells_errors_by_row_and_changes_nothing(tmp_path):
    of = founding.unchartered()
    path = tmp_path / "a.csv"
    path.write_text("Name,Country\nGreen Valley,Mali\nElse,Atlantis\n")
    told = io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import", of.slug, str(path), stderr=told)
    assert str(error.value) == "1 errors; nothing was imported. --leave-out-errors leaves those rows out."
    assert told.getvalue() == (
        "Row 3, country: “Atlantis” is no country. Write its name or code, or call it a place.\n"
    )
    out = io.StringIO()
    call_command("import", of.slug, str(path), "--leave-out-errors", "--dry-run", stdout=out, stderr=io.StringIO())
    assert out.getvalue() == "1 organisations would be imported; nothing was changed.\n"
    assert (Organisation.objects.of(of.pk).count(), Import.objects.of(of.pk).count()) == (0, 0)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere", "a.csv"], "There is no coalition at the address nowhere."),
        (["clear-fields", "no-such.csv"], "no-such.csv cannot be read: no such file or directory."),
    ],
)
def test_the_command_says_what_is_missing(arguments, sentence):
    founding.unchartered()
    with pytest.raises(CommandError) as error:
        call_command("import", *arguments)
    assert str(error.value) == sentence


def test_the_audit_finds_a_card_that_was_added_without_an_entry():
    of = founding.unchartered()
    filled(of)
    actions.apply_import(by=factories.officer(of), imported=begun(of), choices=Choices())
    persons = begun(of, b"name\nOmar\n", kind="persons")
    actions.apply_import(by=factories.officer(of), imported=persons, choices=Choices())
    assert list(unentered_cards(of.pk)) == []
    slipped = Organisation.objects.create(coalition=of, name="Slipped in", made_at=clock.now())
    assert list(unentered_cards(of.pk)) == [f"The card of organisation {slipped.pk} was added without an entry."]
