"""The style page and the pages for what went wrong."""

import re

import pytest
from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.test import Client, RequestFactory, override_settings

from plenary.core.http import errors
from plenary.core.http.access import AccessMiddleware
from plenary.core.verdicts import Refused, refuse

pytestmark = pytest.mark.django_db


def _request(path: str = "/x/") -> HttpRequest:
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415  # models are ready only now

    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    return request


def _title(text: str) -> str:
    found = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
    return found[1].strip() if found else ""


def test_style_page_is_open_to_all(client: Client) -> None:
    answer = client.get("/style/")
    assert (answer.status_code, _title(answer.text)) == (200, "The look · Plenary")


@override_settings(LANGUAGES=[("en", "English"), ("ar", "العربية")])
def test_every_page_names_its_language_and_direction(client: Client) -> None:
    assert '<html lang="en" dir="ltr">' in client.get("/style/").text
    assert '<html lang="ar" dir="rtl">' in client.get("/style/", headers={"accept-language": "ar"}).text


@override_settings(LANGUAGES=[("en", "English"), ("fr", "French"), ("ar", "Arabic")])
def test_each_language_stands_at_the_foot_in_its_own_name(client: Client) -> None:
    foot = client.get("/style/", headers={"accept-language": "ar"}).text.partition('class="languages"')[2]
    named = re.findall(r'lang="(\w+)" dir="(\w+)"[^>]*>([^<]+)<', foot)
    assert named == [("en", "ltr", "English"), ("fr", "ltr", "Français"), ("ar", "rtl", "العربيّة")]


def test_a_missing_page_says_so(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert (answer.status_code, _title(answer.text)) == (404, "There is nothing here for you · Plenary")


@pytest.mark.parametrize(
    ("view", "status", "title"),
    [
        (errors.bad_request, 400, "This request could not be read · Plenary"),
        (errors.forbidden, 403, "This is not open to you · Plenary"),
        (errors.stale_form, 403, "This page was open too long · Plenary"),
        (errors.missing, 404, "There is nothing here for you · Plenary"),
        (errors.broken, 500, "Something broke on our side · Plenary"),
    ],
)
def test_error_pages(view: object, status: int, title: str) -> None:
    answer = view(_request())
    assert (answer.status_code, _title(answer.content.decode())) == (status, title)


def test_a_form_without_its_token_is_told_why() -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/language/", {"language": "fr"})
    assert (answer.status_code, _title(answer.text)) == (403, "This page was open too long · Plenary")


def test_a_refusal_says_why() -> None:
    middleware = AccessMiddleware(lambda _request: None)
    answer = middleware.process_exception(_request(), Refused(refuse("core.members_only", "disclosure")))
    assert answer is not None
    assert answer.status_code == 403
    assert '<p class="lede">Only members of this coalition may see this.</p>' in answer.content.decode()


def test_a_broken_page_stands_without_its_template(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_name: str) -> str:
        raise TemplateDoesNotExist("core/broken.html")

    monkeypatch.setattr(errors, "render_to_string", gone)
    answer = errors.broken(_request())
    assert (answer.status_code, answer["Content-Type"]) == (500, "text/plain; charset=utf-8")


def test_style_page_asks_nothing_of_the_database(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):
        client.get("/style/")
