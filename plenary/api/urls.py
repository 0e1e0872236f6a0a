"""Addresses of the API: its description, and every room's routes under /api/v1/."""

from django.urls import include, path

from plenary.api import views
from plenary.api.root import api

app_name = "api"

urlpatterns = [
    path("api/v1/openapi.json", views.description, name="description"),
    path("api/v1/", include((list(api().patterns()), "v1"))),
]
