"""Who reads a coalition's directory, keeps it, brings files into it and takes it out: tables of standings and cards."""

from collections.abc import Callable

import pytest

from plenary.core.standing import Standing
from plenary.core.tests.standings import OUTSIDE, STRANGER, SYSTEM, Around, officer, one, said
from plenary.core.verdicts import Verdict
from plenary.directory import permissions
from plenary.directory.models import Organisation, Person
from plenary.directory.permissions import ADMINISTER, EXPORT, IMPORT, SEE_PROTECTED

WHO = Around(
    {
        "a member": one(person="p"),
        "another": one(person="q"),
        "keeps it": officer("coordinator", ADMINISTER, person="k"),
        "imports": officer("coordinator", IMPORT, person="k"),
        "exports": officer("coordinator", EXPORT, person="k"),
        "knows the protected": officer("chair", SEE_PROTECTED, person="h"),
        "keeps it and knows them": officer("chair", ADMINISTER, SEE_PROTECTED, person="h"),
        "applies": one(person="x", **OUTSIDE),
        "a stranger": one(**STRANGER),
        "the program": one(**SYSTEM),
    }
)
YES, NOT_HERE, NOT_KEEPING = "yes, ", "no, not_here", "no, administer_only"
KEEPING = dict.fromkeys(("keeps_it", "keeps_it_and_knows_them", "the_program"), YES)


def test_who_reads_the_directory() -> None:
    outside = dict.fromkeys(("applies", "a_stranger"), "no, members_only")
    assert WHO.told(permissions.may_read_directory) == WHO.all(YES, **outside)


@pytest.mark.parametrize(
    ("may", "refused", "allowed"),
    [
        (permissions.may_administer, NOT_KEEPING, ("keeps_it", "keeps_it_and_knows_them", "the_program")),
        (permissions.may_import, "no, import_only", ("imports", "the_program")),
        (permissions.may_export, "no, export_only", ("exports", "the_program")),
        (permissions.may_see_protected, "no, protected_only", ("knows_the_protected", "keeps_it_and_knows_them")),
    ],
)
def test_what_takes_a_power(may: Callable[[Standing], Verdict], refused: str, allowed: tuple[str, ...]) -> None:
    assert WHO.told(may) == WHO.all(refused, **dict.fromkeys(allowed, YES))


def test_who_reads_the_address_of_a_person_and_amends_their_card() -> None:
    own = {"a_member": YES}
    assert WHO.told(permissions.may_see_contact, Person(id="p")) == WHO.all(NOT_KEEPING, **KEEPING, **own)
    assert WHO.told(permissions.may_amend, Person(id="p")) == WHO.all(NOT_KEEPING, **KEEPING, **own)
    assert WHO.told(permissions.may_amend, Organisation(id="p")) == WHO.all(NOT_KEEPING, **KEEPING)


def test_a_protected_card_is_not_there_for_whoever_may_not_know_it() -> None:
    knowing = {"knows_the_protected": NOT_KEEPING, "keeps_it_and_knows_them": YES}
    assert WHO.told(permissions.may_amend, Organisation(id="o", protected=True)) == WHO.all(NOT_HERE, **knowing)
    person = WHO.told(permissions.may_amend, Person(id="p", protected=True))
    assert person == WHO.all(NOT_HERE, **knowing, a_member=YES)
    assert said(permissions.may_amend(WHO["a stranger"], Person(id="z"))) == NOT_KEEPING
