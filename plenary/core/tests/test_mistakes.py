"""What a page says at its top of forms that it shows again, and where its languages lead."""

import re

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import add_message, constants
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.template import RequestContext, Template
from django.test import RequestFactory

from plenary.core.http.landing import address_to_read_of, tell
from plenary.core.mistakes import MISTAKEN, mistakes_in

SOURCE = """{% extends "core/base.html" %}{% load plenary %}{% block title %}Apply{% endblock %}
{% block main %}<h1>Apply</h1>{% errors form %}{% endblock %}"""
SUMMARY = '<div class="errors" role="alert"'


class Application(forms.Form):
    name = forms.CharField()
    founded = forms.IntegerField(required=False)


def _asked(method: str = "post", path: str = "/apply/", **headers: str) -> HttpRequest:
    request = RequestFactory().generic(method.upper(), path, headers=headers)
    request.user = AnonymousUser()
    request._messages = CookieStorage(request)
    return request


def _page(request: HttpRequest, **context: object) -> str:
    return Template(SOURCE).render(RequestContext(request, context))


def _title(page: str) -> str:
    (found,) = re.findall(r"<title>(.*?)</title>", page)
    return str(found)


def test_a_form_shown_again_is_told_in_the_title_and_once_at_the_top_of_the_page() -> None:
    page = _page(_asked(), form=Application({"founded": "x"}))
    _before, main = page.split('<main id="main" tabindex="-1">')
    assert _title(page) == "Error: Apply · Plenary"
    assert main.strip().startswith(SUMMARY)
    assert re.findall(r'<a href="#(\w+)"><bdi>(\w+)</bdi></a>', main) == [
        ("id_name", "Name"),
        ("id_founded", "Founded"),
    ]
    assert page.count(SUMMARY) == 1


@pytest.mark.parametrize(
    ("method", "given"), [("get", None), ("get", {"founded": "x"}), ("post", None), ("post", {"name": "Niono"})]
)
def test_a_page_without_a_form_that_was_sent_wrongly_has_its_title_alone(
    method: str, given: dict[str, str] | None
) -> None:
    page = _page(_asked(method), form=Application(given))
    assert _title(page) == "Apply · Plenary"
    assert page.partition("<h1>")[0].count(SUMMARY) == 0


def test_forms_are_found_by_themselves_in_lists_and_where_a_view_names_them_each_once() -> None:
    first, second, well = Application({}), Application({"founded": "x"}), Application({"name": "Niono"})
    found = mistakes_in(_asked(), {"form": first, "forms": [well, first], MISTAKEN: [second], "none": None})
    assert [form is each for form, each in zip(found.forms, (first, second), strict=True)] == [True, True]
    assert [each.label for each in found.wrong] == ["Name", "Name", "Founded"]
    assert (first in found, well in found, found.is_filled) == (True, False, True)


def test_what_concerns_a_form_as_a_whole_leads_to_its_first_field() -> None:
    form = Application({"name": "Niono"})
    form.add_error(None, "This name is taken.")
    (wrong,) = mistakes_in(_asked(), {"form": form}).wrong
    assert (wrong.said, wrong.label, wrong.at) == ("This name is taken.", "", "id_name")


@pytest.mark.parametrize(
    ("level", "title"), [(constants.ERROR, "Error: Apply · Plenary"), (constants.INFO, "Apply · Plenary")]
)
def test_a_message_of_an_error_is_told_in_the_title_too(level: int, title: str) -> None:
    request = _asked("get")
    add_message(request, level, "Nothing was chosen.")
    page = _page(request, form=Application())
    assert (_title(page), page.count("Nothing was chosen.")) == (title, 1)


@pytest.mark.parametrize(
    ("method", "given", "shown"),
    [("get", None, True), ("post", None, True), ("post", {}, False), ("post", {"name": "N"}, False)],
)
def test_no_language_is_offered_where_what_was_typed_would_be_lost(
    method: str, given: dict[str, str] | None, *, shown: bool
) -> None:
    page = _page(_asked(method), form=Application(given))
    assert ('class="languages"' in page) is shown


@pytest.mark.parametrize(
    ("method", "came_from", "address"),
    [
        ("get", "http://testserver/else/", "/apply/?step=2"),
        ("post", "http://testserver/form/?in=fr#place", "/form/?in=fr"),
        ("post", "http://testserver", "/"),
        ("post", "https://evil.example/form/", "/apply/?step=2"),
        ("post", "javascript:alert(1)", "/apply/?step=2"),
        ("post", "", "/apply/?step=2"),
    ],
)
def test_what_a_form_sent_is_read_again_where_the_form_stood(method: str, came_from: str, address: str) -> None:
    request = _asked(method, "/apply/?step=2", Referer=came_from)
    assert address_to_read_of(request) == address
    (leads_to,) = re.findall(r'name="next" value="([^"]*)"', _page(request, form=Application()))
    assert leads_to == address


def test_what_was_done_is_told_with_a_link_to_its_place() -> None:
    request = _asked("get")
    tell(request, "<b>Done</b> & told.", at="candidates")
    page = _page(request, form=Application())
    assert '&lt;b&gt;Done&lt;/b&gt; &amp; told. <a href="#candidates">See it below.</a></li>' in page
