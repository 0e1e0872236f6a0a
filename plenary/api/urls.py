"""Addresses of the API: its description, every room's routes under /api/v1/, and the page of one's tokens."""

from django.urls import include, path

from plenary.accounts.freshness import shown_lately
from plenary.api import views
from plenary.api.root import api

app_name = "api"

urlpatterns = [
    path("account/tokens/", shown_lately(views.tokens), name="tokens"),
    path("account/tokens/end/", views.end_token, name="end_token"),
    path("api/v1/openapi.json", views.description, name="description"),
    path("api/v1/", include((list(api().patterns()), "v1"))),
]
