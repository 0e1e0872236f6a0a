"""Every field that is an organisation's own goes through the form, files and the API, and nothing is lost."""

import pytest

from plenary.directory import actions
from plenary.directory.actions.exports import CSV, POPOLO, XLSX
from plenary.directory.api.cards import organisation_told
from plenary.directory.api.changing import _given
from plenary.directory.api.given import OrganisationIn
from plenary.directory.forms import CardForm
from plenary.directory.models import Organisation, Person
from plenary.directory.rules.choices import Choices
from plenary.directory.rules.fields import OF_ORGANISATIONS, ORGANISATIONS
from plenary.directory.tests import factories
from tests import founding

pytestmark = pytest.mark.django_db
TOLD = {field.code: "2019-05" if field.is_date else f"A {field.code}"[: field.longest] for field in OF_ORGANISATIONS}
HINT = "lost: add it to OF_ORGANISATIONS of plenary/directory/rules/fields.py, with its word in Popolo"


def own(card: Organisation) -> dict[str, str]:
    return {code: getattr(card, code) for code in TOLD}


def filled(of) -> Organisation:
    form = CardForm({"name": "Green Valley", **TOLD}, kind=ORGANISATIONS)
    assert form.is_valid(), form.errors
    return actions.add_organisation(by=factories.officer(of), **form.given())


def test_the_form_keeps_every_field_and_begins_with_it():
    card = filled(founding.unchartered())
    assert own(card) == TOLD
    assert TOLD.items() <= CardForm(kind=ORGANISATIONS, card=card).initial.items()


@pytest.mark.parametrize("file_format", [CSV, XLSX, POPOLO])
def test_a_file_brings_every_field_back(file_format):
    of, other = founding.unchartered(), founding.unchartered("other")
    filled(of)
    exported = actions.export_directory(by=factories.officer(of), kind=ORGANISATIONS, file_format=file_format)
    officer = factories.officer(other)
    imported = actions.begin_import(
        by=officer, file_name=f"a.{exported.ending}", data=exported.data, kind=ORGANISATIONS
    )
    actions.apply_import(by=officer, imported=imported, choices=Choices())
    assert own(Organisation.objects.of(other.pk).get()) == TOLD, HINT


def test_what_the_api_tells_can_be_put_back():
    of = founding.unchartered()
    card = filled(of)
    told = organisation_told(factories.officer(of), card).model_dump()
    given = _given(ORGANISATIONS, OrganisationIn.model_validate(told))
    assert TOLD.items() <= told.items()
    assert TOLD.items() <= given.items()


def test_every_text_of_an_organisation_is_a_field():
    texts = {field.name for field in Organisation._meta.local_fields if field.get_internal_type() == "CharField"}
    shared = {field.name for field in Person._meta.fields}
    assert sorted(texts - shared - {"id"} - set(TOLD)) == [], HINT


def test_a_column_holds_as_much_as_its_field_takes():
    held = {field.code: Organisation._meta.get_field(field.code).max_length for field in OF_ORGANISATIONS}
    assert held == {field.code: field.longest for field in OF_ORGANISATIONS}, (
        "say the same in max_length of plenary/directory/models.py and in OF_ORGANISATIONS of directory/rules/fields.py"
    )
