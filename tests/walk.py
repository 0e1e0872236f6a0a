"""How the whole house is walked over: every address by name, what it needs, and what the rows were before."""

import hashlib
import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from conftest import HAS_ROLES
from plenary.core.http import addresses as tree
from plenary.core.http.access import access_of
from plenary.files.tests.factories import SHELF
from plenary.record.models import Entry
from tests.story import Story
from tests.within import words_of

ROLES = ("anonymous", "outsider", "applicant", "member", "protected", "chair", "coordinator", "elsewhere")
NOBODYS = "0000000000000000"
"""An id that no row has."""
IN_A_DRAFT = {
    "chapter_key": "bodies",
    "part_key": "body.board",
    "kind": "body",
    "question_code": "nobody",
    "step_code": "days",
    "clause_key": "review",
    "comment_id": NOBODYS,
}
"""Where one stands in a draft of a charter."""
OF_OTHER_MEETINGS = {
    "meetings:dates": "asked",
    "meetings:offer": "asked",
    "meetings:choose": "asked",
    "meetings:object": "held",
    "meetings:settle": "held",
}
"""Pages of meetings that are not the one under way: one looks for its date, of one the minutes are published."""
PASSING = {"Session", "UserSession", "CacheEntry", "SignedHead", "ServerAct", "OutgoingMail", "Token"}
"""Rows that a refused request may leave: who is signed in, rates, a head signed on reading, the server's own log, the day
of a token's last use."""


def walkers(roles: Iterable[str], *both: str) -> list[Any]:
    """Who walks in a test: these on both databases, the others once. Who may see what is ruled before any question is asked: each
    question is put to both databases by somebody, and not by everybody again."""
    return [role if role in both else pytest.param(role, marks=pytest.mark.once) for role in roles]


def walking(roles: Iterable[str], *both: str) -> list[str]:
    """Who of these walks where all walk within one test: on PostgreSQL these alone."""
    return [role for role in roles if not HAS_ROLES or role in both]


_OF_A_PROPOSAL = re.compile(r"/c/[\w-]+/proposals/\w{16}/(#[\w-]+)?")


@cache
def views() -> dict[str, Callable[..., Any]]:
    """The view of every address by name."""
    return {each.name: each.view for each in tree.views()}


@cache
def methods_of(name: str) -> frozenset[str] | None:
    """The methods that a view takes by its mark (`require_safe` and its kin); None where it does not say."""
    view: Callable[..., Any] | None = views()[name]
    while view is not None:
        told = inspect.getclosurevars(view).nonlocals.get("request_method_list")
        if told:
            return frozenset(told)
        view = getattr(view, "__wrapped__", None)
    return None


def door_of(name: str) -> str:
    """The permission with which a page of a coalition is marked, by its room: `membership.may_see_protected`."""
    access = access_of(views()[name], name)
    _house, room, *_, permission = (access.permission if access and access.permission else "..").split(".")
    return f"{room}.{permission}"


def page_of(name: str) -> str:
    """The page that gives as a page what this address gives as a file; empty where it is no export of one."""
    return getattr(views()[name], "export_of", "")


@cache
def addresses() -> dict[str, tuple[str, ...]]:
    """Every address of a page by name, with the names of its arguments; the API's routes are walked in tests/programs.py."""
    return {each.name: each.wanted for each in tree.views() if not each.name.startswith("api:v1:")}


def in_coalitions() -> dict[str, tuple[str, ...]]:
    """The addresses that belong to a coalition."""
    return {name: wanted for name, wanted in addresses().items() if "slug" in wanted}


def _entry_shown(coalition_id: str) -> str:
    """The id of the newest entry that all may read, else of the first."""
    newest = Entry.objects.of(coalition_id).exclude(kind="membership.sealed").filter(audiences__token="public")
    entry = newest.order_by("-n").first() or Entry.objects.of(coalition_id).order_by("n").first()
    return entry.id if entry else ""


# Longer: a line for each address.
def ids_for(
    name: str, ids: Mapping[str, str], coalition_id: str, proposals: Mapping[str, str], *, of_entry: bool
) -> dict[str, str]:
    """What one address is given: the thing on which a view does its work where there are several. An entry is looked for where
    the address is `of_entry`."""
    proposal = {
        "decisions:edit": "draft",
        "decisions:show": "draft",
        "decisions:open": "draft",
        "decisions:second": "shown",
        "decisions:cast": "voting",
        "decisions:vote-on-amendments": "voting",
        "decisions:answers": "voting",
        "decisions:delegate": "voting",
        "decisions:stand-back": "voting",
        "decisions:step-in": "voting",
        "decisions:extend": "voting",
        "decisions:object": "admission",
        "decisions:withdraw-objection": "admission",
        "decisions:again": "not_carried_out",
        "decisions:correct_call": "window",
        "decisions:open_urgently": "draft",
        "decisions:put_again": "rejected",
    }
    none = (
        "objection_id",
        "effect_id",
        "amendment_id",
        "concern_id",
        "nomination_id",
        "countback_id",
        "formed_id",
        "turn_id",
        "advice_id",
        "held_id",
        "delegation_id",
        "choice_id",
        "alarm_id",
        "invitation_id",
        "case_id",
        "meeting_id",
        "item_id",
        "point_id",
        "option_id",
        "minutes_objection_id",
        "accommodation_id",
        "contribution_id",
        "member_commitment_id",
        "merging_id",
        "raised_concern_id",
        "file_id",
    )
    found = {"key": "", **dict.fromkeys(none, NOBODYS), **ids}
    found["coalition_id"] = coalition_id
    found |= {"parent_kind": SHELF, "parent": "members"}
    found |= {
        "code": "plenary",
        "role": "chair",
        "pk": "1",
        "act": "replace",
        "label": "1",
        "step": "close",
        "number": "1",
        "opening_code": "who",
        "language": "fr",
        "ending": "blt",
    }
    found["start"] = "one-page"
    found["entry_id"] = _entry_shown(coalition_id) if of_entry else ""
    found["card_id"] = found["person" if name in {"directory:person", "directory:amend_person"} else "organisation"]
    found |= IN_A_DRAFT
    if name.startswith("charter:") and name not in {"charter:draft", "charter:copy"}:
        found["draft_id"] = found.get(
            "free_draft_id", found["draft_id"]
        )  # the other one is proposed, and stays as it is
    if name in {"agreements:second_link", "notices:stop", "notices:deadlines"}:
        found["token"] = found.get(name.partition(":")[2], NOBODYS)
    if name == "directory:import_undo":
        found["import_id"] = found["done_import_id"]
    if name in OF_OTHER_MEETINGS and OF_OTHER_MEETINGS[name] in found:
        found["meeting_id"] = found[OF_OTHER_MEETINGS[name]]
    if name in proposal and proposals:
        found["proposal_id"] = proposals[proposal[name]]
    return found


def address(name: str, story: Story, ids: Mapping[str, str] | None = None, **changed: str) -> str:
    """The address of a view, in Open Fields unless the ids are those of another coalition."""
    coalition = {"elsewhere": story.elsewhere, "closed-doors": story.closed}.get(
        (ids or {}).get("slug", ""), story.open
    )
    proposals = {} if ids else {key: proposal.id for key, proposal in story.proposals.items()}
    wanted = addresses()[name]
    of_entry = "entry_id" in wanted and "entry_id" not in changed
    given = {**ids_for(name, ids or story.ids, coalition.id, proposals, of_entry=of_entry), **changed}
    return reverse(name, kwargs={part: given[part] for part in wanted})


def answer_of(response: HttpResponseBase) -> str:
    """What a response is in the tables: its status, `in` when one is asked to sign in, else where it leads (`>proposal` to a
    place on the page of one)."""
    if response.status_code != 302:
        return str(response.status_code)
    leads_to = response["Location"].partition("?")[0]
    if _OF_A_PROPOSAL.fullmatch(leads_to):
        return ">proposal"
    return "in" if leads_to == "/account/sign-in/" else f">{leads_to}"


def read(response: HttpResponseBase) -> str:
    """All that a response says, headers too, and what is packed in it."""
    content = b"".join(response) if response.streaming else response.content
    return f"{dict(response.items())} {words_of(content)}"


def same_for_all(response: HttpResponse) -> str:
    """A page without what differs each time: tokens against forgery, nonces, its own address."""
    text = response.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    text = re.sub(r'name="sending" value="\w*"', "", text)
    text = re.sub(r'nonce="[^"]+"|csrf[\w-]*&quot;: ?&quot;\w+&quot;|"X-CSRFToken": ?"\w+"', "", text)
    return re.sub(r"[?&]next=[^\"&]*|value=\"/c/[^\"]*\"", "", text)


def rows() -> dict[str, str]:
    """A fingerprint of every table but the passing ones: equal before and after when nothing was changed. It is taken some
    hundred times by a walk, so the tables are read as they lie, without rows being made of them."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model.__name__ not in PASSING:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608  # our own
                values = sorted(map(repr, cursor.fetchall()))
                found[model._meta.label] = hashlib.sha256("".join(values).encode()).hexdigest()
    return found
