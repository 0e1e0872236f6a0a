"""One reader's way through the house: every address, every filter and page that a page leads to, every form sent back."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve

from plenary.coalitions.models import Coalition
from plenary.core.http.forms_alone import is_marked
from tests.leaks.checking import Tokens, all_of
from tests.leaks.routes import Route, routes
from tests.leaks.walking import Walked, asked, every_row
from tests.story.marks import SIGN
from tests.walk import same_for_all

MOST_OPTIONS, FEW_OPTIONS = 8, 1
"""A longer list of choices (countries, languages) is tried by its first ones alone; by most readers by fewer."""


_whole: set[str] = set()
"""The names of addresses that answer htmx as they answer all: with the whole page."""
SIGN_IN = "/account/sign-in/"
written_alone: set[str] = set()
"""The names of addresses that answer no GET, or only by leading to the place of their form."""


class _Page(HTMLParser):
    """The links with a query, and the forms, of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[dict[str, object]] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        name = given.get("name", "")
        if tag == "a" and "?" in given.get("href", ""):
            self.links.append(given["href"])
        elif tag == "form":
            self.forms.append(
                {"action": given.get("action", ""), "method": given.get("method", "get").lower(), "fields": {}}
            )
        elif tag in {"input", "textarea", "select", "button"} and name and self.forms:
            fields = self.forms[-1]["fields"]
            if tag == "select":
                self._select, fields[name] = name, []
            elif given.get("type") in {"radio", "checkbox"}:
                fields.setdefault(name, []).append(given.get("value", "on"))
            else:
                fields[name] = given.get("value", "") if given.get("type") == "hidden" or tag == "button" else None
        elif tag == "option" and self.forms and self._select:
            self.forms[-1]["fields"].setdefault(self._select, []).append(given.get("value", ""))


class Reader:
    """A role in a browser, that reads all of a coalition and keeps what each answer said."""

    def __init__(self, client: Client, tokens: Tokens, walked: Walked | None = None, *, sends: bool = False) -> None:
        self.client, self._tokens, self._sends, self._walked = client, tokens, sends, walked or Walked()
        self._seen: set[object] = set()
        self._in_pieces: set[str] = set()

    def everything(self, of: Coalition, all_routes: Iterable[Route] | None = None) -> Iterator[tuple[str, str]]:
        """Where and what: every address of pages with rows of each shape, then what each page leads to."""
        wanted = [route for route in all_routes or routes() if route.of_coalition and not route.is_of_api]
        yield from self._walk(wanted, of)

    def at_large(self) -> Iterator[tuple[str, str]]:
        """The addresses that belong to no coalition, but for those whose link is a secret."""
        own = [route for route in routes() if not route.of_coalition and not route.is_of_api]
        yield from self._walk([route for route in own if not set(route.wanted) & {"token", "key"}], None)

    def missed(self, wanted: Iterable[Route], of: Coalition | None) -> Iterator[tuple[str, str]]:
        """Addresses that nobody was shown, with every row."""
        pages = [route for route in wanted if not route.is_of_api and route.of_coalition == (of is not None)]
        yield from self._each(every_row(pages, of, self._tokens, self._walked))

    def _walk(self, wanted: Iterable[Route], of: Coalition | None) -> Iterator[tuple[str, str]]:
        yield from self._each(asked(wanted, of, self._tokens, self._walked, is_thorough=self._sends))

    def _each(self, addresses: Iterable[tuple[Route, dict[str, str]]]) -> Iterator[tuple[str, str]]:
        for route, given in addresses:
            if route.name not in written_alone:
                yield from self._page(route, route.at(given))
            if route.name in written_alone and self._sends and route.name not in self._walked.taking:
                yield from self._posted(route, route.at(given))

    def _posted(self, route: Route, url: str) -> Iterator[tuple[str, str]]:
        """What answers no GET is sent an empty form."""
        with self._undone():
            response = self.client.post(url, {})
        if response.status_code not in {404, 405} and not response.get("Location", "").startswith(SIGN_IN):
            self._walked.mark_answered(route.name)
            self._walked.taking.add(route.name)
        yield f"POST {url}", all_of(response)

    def _page(self, route: Route, url: str) -> Iterator[tuple[str, str]]:
        response = self.client.get(url)
        if response.status_code == 405 or is_marked(resolve(url.partition("?")[0]).func):
            written_alone.add(route.name)
            return
        if response.status_code == 200:
            self._walked.mark_answered(route.name)
        yield url, all_of(response)
        if (piece := self._in_pieces_of(route, url, response)) is not None:
            yield f"{url} for htmx", all_of(piece)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            yield from self._led_to(url, response.content.decode())

    def _in_pieces_of(self, route: Route, url: str, response: HttpResponseBase) -> HttpResponseBase | None:
        """What htmx is answered, where that is something else; asked once, and never where it was once answered as anybody."""
        if (
            response.status_code != 200
            or route.name in _whole | self._in_pieces
            or not response["Content-Type"].startswith("text/html")
        ):
            return None
        piece = self.client.get(url, headers={"HX-Request": "true"})
        if same_for_all(piece) == same_for_all(response):
            _whole.add(route.name)
            return None
        self._in_pieces.add(route.name)
        return piece

    def _led_to(self, url: str, content: str) -> Iterator[tuple[str, str]]:
        page = _Page()
        page.feed(content)
        most = MOST_OPTIONS if self._sends else FEW_OPTIONS
        asked = [
            *page.links,
            *(each for form in page.forms if form["method"] == "get" for each in _searches(form, most)),
        ]
        for link in asked:
            parts = urlsplit(link)
            path = parts.path or urlsplit(url).path
            if not parts.netloc and self._is_new(path, parts.query):
                yield f"{path}?{parts.query}", all_of(self.client.get(f"{path}?{parts.query}"))
        for form in page.forms:
            if form["method"] == "post" and self._sends:
                yield from self._sent(form, str(form["action"]) or url)

    def _is_new(self, path: str, query: str) -> bool:
        """True for a query that was not asked yet: ids and numbers of the same address are taken for alike."""
        try:
            name = resolve(path).view_name
        except Resolver404:
            return False
        alike = frozenset(
            (key, re.sub(r"[0-9a-z]{16}|\d+", "#", value)) for key, value in parse_qsl(query) if key != "next"
        )
        fresh = (name, alike) not in self._seen
        self._seen.add((name, alike))
        return fresh

    def _sent(self, form: dict[str, Any], url: str) -> Iterator[tuple[str, str]]:
        """The form sent without what it asks for, and as it stands with each of a few choices; nothing of it stays."""
        path = urlsplit(url).path
        try:
            name = resolve(path).view_name
        except Resolver404:
            return
        self._walked.mark_answered(name)
        self._walked.taking.add(name)
        fields: dict[str, object] = form["fields"]
        key = (name, "post", frozenset(fields))
        if key in self._walked.sent:
            return
        self._walked.sent.add(key)
        blank = {key: value for key, value in fields.items() if isinstance(value, str)}
        first = blank | {key: value[-1] for key, value in fields.items() if isinstance(value, list) and value}
        first |= {key: SIGN for key, value in fields.items() if value is None}
        for given in (blank, first):
            with self._undone():
                response = self.client.post(url, given, follow=False)
                yield f"POST {path}", all_of(response)
                if response.status_code == 302 and response["Location"].startswith("/"):
                    yield f"after POST {path}", all_of(self.client.get(response["Location"]))
            if "attachment" in response.get("Content-Disposition", ""):
                yield from self._files(path, first, fields)

    def _files(self, path: str, first: dict[str, object], fields: dict[str, object]) -> Iterator[tuple[str, str]]:
        """A form that gives a file, with each of its choices."""
        for key, value in fields.items():
            for choice in value[:MOST_OPTIONS] if isinstance(value, list) else ():
                with self._undone():
                    yield f"POST {path} {key}={choice}", all_of(self.client.post(path, first | {key: choice}))

    @contextmanager
    def _undone(self) -> Iterator[None]:
        """What is written, and what becomes of cookies, is undone."""
        cookies = self.client.cookies.copy()
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        self.client.cookies = cookies


def _searches(form: dict[str, Any], most: int) -> Iterator[str]:
    """A form that searches: for all marks, and by each choice of each list."""
    fields: dict[str, object] = form["fields"]
    for key, value in fields.items():
        if value is None:
            yield f"{form['action']}?{urlencode({key: SIGN})}"
        elif isinstance(value, list):
            yield from (f"{form['action']}?{urlencode({key: choice})}" for choice in value[:most] if choice)
