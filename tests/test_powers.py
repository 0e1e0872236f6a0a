"""What officers do with their powers is visible: each action that asks for a power enters a kind that tells of it."""

import inspect
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from plenary.charter import decidable
from plenary.core import clock
from plenary.directory import actions as directory
from plenary.directory.models import Person
from plenary.membership import actions as membership
from plenary.membership.models import Member
from plenary.record.kinds import kinds, power_of
from plenary.record.queries import uses_of_powers, uses_out_of_sight
from tests.story import SECRETS, TODAY, Story
from tests.walk import address

PLENARY = Path(__file__).resolve().parent.parent / "plenary"
LOOKS_ALONE = {"bodies.administer": "it lets an office see what is vacant, and no more"}
SILENT = {
    # what is prepared is in no directory yet; what is applied or undone is entered
    "directory.imports.begin_import": {"directory.import"},
    "directory.imports.choose_columns": {"directory.import"},
    "directory.imports.discard_import": {"directory.import"},
    # a list that was brought changes nothing; that it is taken over is entered
    "monitoring.lists.bring_list": {"monitoring.keep"},
    "monitoring.lists.forget_list": {"monitoring.keep"},
    # that a card came under protection, and on which day, is in no list
    "directory.cards.protect_card": {"directory.administer", "membership.see_protected"},
    "membership.protection.propose_protected": {"directory.administer"},
    # a card under protection is never shared
    "directory.sharing.agree_shared": {"membership.see_protected"},
    "directory.sharing.withdraw_shared": {"membership.see_protected"},
    # whoever may read the charter raises a concern, and nothing of one enters the record
    "health.raising.raise_concern": {"charter.administer"},
}
"""Actions that ask for a power and do not tell of it, each with its reason."""


def _actions() -> Iterator[FunctionType]:
    """Every action: a function of a room's `actions` that begins with `by`, keyword-only."""
    for room in settings.ROOMS:
        folder = PLENARY / room.removeprefix("plenary.")
        files = [folder / "actions.py", *sorted((folder / "actions").glob("*.py"))]
        for file in (path for path in files if path.exists()):
            name = ".".join(file.relative_to(PLENARY.parent).with_suffix("").parts).removesuffix(".__init__")
            for function in vars(import_module(name)).values():
                if (
                    inspect.isfunction(function)
                    and function.__module__ == name
                    and not function.__name__.startswith("_")
                ):
                    by = inspect.signature(function).parameters.get("by")
                    if by is not None and by.kind is by.KEYWORD_ONLY:
                        yield function


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _reached(function: FunctionType) -> dict[FunctionType, set[str]]:
    """The actions and permissions that an action may call, itself too, each with the texts that it names."""
    found: dict[FunctionType, set[str]] = {}
    waiting = [function]
    while waiting:
        each = inspect.unwrap(waiting.pop())
        if each in found or not re.match(r"plenary\.\w+\.(actions|permissions)\b", each.__module__):
            continue
        names = {name for code in _codes(each.__code__) for name in code.co_names}
        values: list[Any] = [each.__globals__[name] for name in names if name in each.__globals__]
        modules = [value for value in values if isinstance(value, ModuleType)]
        values += [vars(module)[name] for module in modules for name in names if name in vars(module)]
        texts = {constant for code in _codes(each.__code__) for constant in code.co_consts if isinstance(constant, str)}
        found[each] = texts | {value for value in values if isinstance(value, str)}
        waiting += [value for value in values if inspect.isfunction(value)]
    return found


def _asks_and_tells(action: FunctionType) -> tuple[set[str], set[str]]:
    """The powers that an action asks for, and those of which the kinds that it enters tell."""
    asked: set[str] = set()
    told: set[str] = set()
    for function, texts in _reached(action).items():
        if ".permissions" in function.__module__:
            asked |= texts & set(decidable.powers())
        if ".actions" in function.__module__:
            told |= {power_of(text) for text in texts & set(kinds())}
            told |= texts & set(decidable.powers())  # named when it is entered, where the kind has another
    return asked, told


@pytest.mark.owed
def test_every_action_that_asks_for_a_power_enters_a_kind_that_tells_of_it() -> None:
    silent = {}
    asking = defaultdict(set)
    for action in _actions():
        asked, told = _asks_and_tells(action)
        for power in asked:
            asking[power].add(action.__name__)
        if asked - told:
            module = action.__module__.removeprefix("plenary.").replace(".actions", "")
            silent[f"{module}.{action.__name__}"] = asked - told
    assert silent == SILENT, (
        "enter a kind registered with power=…, or say in SILENT of tests/test_powers.py why members need not read it"
    )
    unused = (
        "ask each power in a permission that an action calls, or say in LOOKS_ALONE that it lets one read and no more"
    )
    assert set(asking) ^ (set(decidable.powers()) - set(LOOKS_ALONE)) == set(), unused
    broken = "this test reads actions no more as it is meant to"
    assert asking["directory.export"] == {"export_directory"}, broken
    assert {"make_webhook", "renew_secret", "end_webhook"} <= asking["notices.connect"], broken


@pytest.mark.owed
def test_kinds_tell_of_powers_that_exist() -> None:
    words = {**decidable.powers(), **decidable.rights()}
    told = {power_of(code) for code in kinds() if not code.startswith("test.")} - {""}
    write = "name each power in one kind at least, register_kind(…, power=…), or in LOOKS_ALONE; and no other"
    assert told ^ (set(words) - set(LOOKS_ALONE)) == set(), write


def _told(story: Story, role: str) -> dict[str, set[str]]:
    """What a role reads of each power: the kinds."""
    found = defaultdict(set)
    for line in uses_of_powers(story.by(role), limit=1000):
        found[line.power].add(line.kind)
    return dict(found)


def test_members_read_what_officers_did_in_the_story(story: Story) -> None:
    directory.export_directory(by=story.by("coordinator"), kind="organisations", file_format="csv")
    told = {
        "charter.administer": {"charter.drafted"},
        "decisions.enter_calls": {"decisions.recorded"},
        "directory.administer": {"directory.organisation_added", "directory.person_added"},
        "directory.export": {"directory.exported"},
        "directory.import": {"directory.imported"},
        "membership.administer": {
            "membership.applied",
            "membership.recommended",
            "membership.represented",
            "membership.representative_invited",
        },
        "notices.connect": {"notices.webhook_made"},
        "meetings.call": {"meetings.called", "meetings.agenda_set", "meetings.dates_offered"},
        "meetings.minute": {"meetings.published", "meetings.settled"},
        "monitoring.keep": {
            "monitoring.instrument_kept",
            "monitoring.list_taken",
            "monitoring.target_set",
            "monitoring.approach_kept",
            "monitoring.obligation_kept",
            "monitoring.action_entered",
            "monitoring.extended",
            "monitoring.actor_worded",
            *("monitoring.source_kept", "monitoring.source_redacted", "monitoring.source_withdrawn"),
            "monitoring.finding_held",
        },
    }
    assert {role: _told(story, role) for role in ("member", "provisional")} == {"member": told, "provisional": told}


def test_what_is_done_for_ones_own_is_no_use_of_a_power(story: Story) -> None:
    by = story.by("coordinator")
    own, other = story.by("coordinator").member, story.members["Open Roads"]
    before = len(uses_of_powers(by, limit=1000))
    membership.set_commitment(by=by, member=Member.objects.of(story.open.id).get(id=own), commitment="cooperation")
    directory.amend_person(by=by, person=Person.objects.of(story.open.id).get(id=by.person), summary="Mine.")
    assert len(uses_of_powers(by, limit=1000)) == before
    membership.set_commitment(by=by, member=other, commitment="cooperation")
    newest = uses_of_powers(by)[0]
    assert (newest.kind, newest.power, newest.under) == (
        "membership.commitment_set",
        "membership.administer",
        "office.coordinator",
    )


def test_of_protected_members_only_the_days_are_told(story: Story, visit: Callable[[str], Client]) -> None:
    """The story's chair took one up and admitted it, all on one day, and then looks at it on another, twice."""
    for minutes in (0, 5):
        with clock.set_to(TODAY + timedelta(minutes=minutes)):
            membership.look_at_protected(by=story.by("chair"), members=[story.members["protected"]])
    counted = {
        role: [(use.month.month, use.power, use.office, use.number) for use in uses_out_of_sight(story.by(role))]
        for role in ("member", "coordinator", "chair")
    }
    seen = [(3, "membership.see_protected", "chair", 1), (12, "membership.see_protected", "chair", 1)]
    drafts = (3, "monitoring.keep", "coordinator", 11)  # of findings, which those who keep them read alone
    assert counted == {"member": [drafts, *seen], "coordinator": seen, "chair": [drafts, *seen]}
    own = uses_out_of_sight(story.by("protected"))
    assert [use for use in own if use.power != "monitoring.keep" and use.number > 1] == []
    page = visit("member").get(address("bodies:powers", story)).content.decode()
    assert [word for word in SECRETS if word in page] == []
    assert "looked" not in page
