"""Addresses of concerns. Coming back by a code needs no coalition in the address: it says of none that it is here."""

from django.urls import path

from plenary.health.views import (
    raising,
    receiving,
    sharing,
)

app_name = "health"
urlpatterns = [
    path("concern/", raising.come_back, name="come_back"),
    path("c/<slug:slug>/concerns/", raising.concerns, name="concerns"),
    path("c/<slug:slug>/concerns/raise/", raising.raise_concern, name="raise"),
    path("c/<slug:slug>/concerns/box/", receiving.box, name="box"),
    path("c/<slug:slug>/concerns/key/", receiving.key, name="key"),
    path("c/<slug:slug>/concerns/key/shares/", sharing.shares, name="shares"),
    path("c/<slug:slug>/concerns/box/<str:raised_concern_id>/", receiving.concern, name="concern"),
]
