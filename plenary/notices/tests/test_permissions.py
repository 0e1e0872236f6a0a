"""Who has an inbox in a coalition, and who connects other programs: a table of standings."""

from plenary.core.tests.standings import OUTSIDE, STRANGER, SYSTEM, Around, officer, one
from plenary.notices import permissions
from plenary.notices.rules.webhooks import CONNECT

WHO = Around(
    {
        "a member": one(),
        "inside without a card": one(person=""),
        "applies": one(**OUTSIDE),
        "without an account": one(account=""),
        "connects": officer("coordinator", CONNECT),
        "signed in and unknown": one(person="", **OUTSIDE),
        "a stranger": one(**STRANGER),
        "the program": one(**SYSTEM),
    }
)


def test_who_has_an_inbox() -> None:
    has = dict.fromkeys(("a_member", "inside_without_a_card", "applies", "connects"), "yes, ")
    assert WHO.told(permissions.may_open_inbox) == WHO.all("no, members_only", **has)


def test_who_connects_other_programs() -> None:
    assert WHO.told(permissions.may_connect) == WHO.all("no, connect_only", connects="yes, ")
