"""Addresses of the API: its description, every room's routes under /api/v1/, and the page of one's tokens."""

from typing import Any

from django.urls import URLPattern, URLResolver, path
from django.urls.resolvers import RoutePattern
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import get_language

from plenary.accounts.freshness import shown_lately
from plenary.api import views
from plenary.api.root import api


class _Routes(URLResolver):
    """What stands under /api/v1/, made when somebody first asks for an address there: to load it takes as long as all the rest of
    the house, and a command that writes the address of a page into a mail has no use for it."""

    def __init__(self) -> None:
        super().__init__(RoutePattern("api/v1/"), [], app_name="v1", namespace="v1")

    @cached_property
    def url_patterns(self) -> list[URLPattern | URLResolver]:
        """The routes of all rooms."""
        return list(api().patterns())

    @property
    def reverse_dict(self) -> MultiValueDict[str, Any]:
        """How each address is written, in the language of now."""
        if get_language() not in self._reverse_dict:
            super()._populate()
        return super().reverse_dict

    def _populate(self) -> None:
        """Nothing: whoever writes the address of a page passes here."""


app_name = "api"

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/tokens/", shown_lately(views.tokens), name="tokens"),
    path("account/tokens/end/", views.end_token, name="end_token"),
    path("api/v1/openapi.json", views.description, name="description"),
    _Routes(),
]
