"""Every address of this room says who may enter, and none leads to a page of allauth's own."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import get_resolver

import plenary.accounts
from plenary.core.http.access import access_of
from plenary.core.http.addresses import Address, views

ROOM = Path(plenary.accounts.__file__).parent
MOUNTED = tuple(views(get_resolver("plenary.accounts.urls")))


@pytest.mark.parametrize("at", MOUNTED, ids=lambda at: at.name)
def test_every_view_is_marked(at: Address) -> None:
    access = access_of(at.view, at.name)
    assert access is not None
    assert access.kind in ("public", "signed_in")


def test_marks_of_others_name_views_that_are_mounted() -> None:
    mounted = {each.name for each in MOUNTED}
    assert {name for name in settings.ACCESS_OF_OTHERS if name.startswith(("account", "mfa"))} - mounted == set()


def test_nothing_else_of_allauth_is_mounted() -> None:
    names = {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {name for name in names if name.startswith(("socialaccount", "usersessions", "account_signup_by"))} == set()


def test_pages_carry_no_inline_script_or_style() -> None:
    found = [
        path.name
        for path in ROOM.glob("templates/**/*.html")
        if re.search(r"<script>|\sstyle=|\son[a-z]+=|<style", path.read_text())
    ]
    assert found == []
