"""How programs ask in the tests: with a token of a role, through the API; and every route, with what its address needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

from plenary.accounts.actions import make_token
from plenary.accounts.models import Account
from plenary.accounts.rules import Scope
from plenary.api.root import operations

V1 = "/api/v1"


@dataclass(frozen=True)
class Program:
    """A client without cookies that shows a token, or none."""

    secret: str = ""
    client: Client = field(default_factory=Client)

    @classmethod
    def of(cls, account: Account | None, *scopes: Scope, coalitions: tuple[str, ...] = ()) -> "Program":
        """A program of an account; without scopes named its token may do everything."""
        if account is None:
            return cls()
        made = make_token(by=account, name="tests", scopes=scopes or list(Scope), days=30, coalitions=coalitions)
        return cls(made[1])

    def get(self, path: str, **headers: str) -> HttpResponse:
        """Read `path`, which begins after /api/v1."""
        return self.ask("get", path, None, headers)

    def post(self, path: str, data: object = None, **headers: str) -> HttpResponse:
        """Post JSON to `path`."""
        return self.ask("post", path, {} if data is None else data, headers)

    def put(self, path: str, data: object = None, **headers: str) -> HttpResponse:
        """Put JSON to `path`."""
        return self.ask("put", path, {} if data is None else data, headers)

    def delete(self, path: str, **headers: str) -> HttpResponse:
        """Take back what is at `path`."""
        return self.ask("delete", path, None, headers)

    def ask(self, method: str, path: str, data: object, headers: Mapping[str, str]) -> HttpResponse:
        """Any request. Names of headers are written with underscores."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.secret:
            given.setdefault("Authorization", f"Bearer {self.secret}")
        more: dict[str, Any] = {} if data is None else {"data": data, "content_type": "application/json"}
        answer: HttpResponse = getattr(self.client, method)(V1 + path, headers=given, **more)
        return answer


def routes() -> dict[str, tuple[str, str]]:
    """Every route by name: its method, and its path with the parts in braces."""
    return {operation.url_name: (method, path) for method, path, operation in operations()}
