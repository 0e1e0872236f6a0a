"""Addresses of concerns. Coming back by a code needs no coalition in the address: it says of none that it is here."""

from django.urls import path

from plenary.health import views

app_name = "health"
urlpatterns = [
    path("concern/", views.come_back, name="come_back"),
    path("c/<slug:slug>/concerns/", views.concerns, name="concerns"),
    path("c/<slug:slug>/concerns/raise/", views.raise_concern, name="raise"),
    path("c/<slug:slug>/concerns/box/", views.box, name="box"),
    path("c/<slug:slug>/concerns/key/", views.key, name="key"),
    path("c/<slug:slug>/concerns/key/shares/", views.shares, name="shares"),
    path("c/<slug:slug>/concerns/box/<str:raised_concern_id>/", views.concern, name="concern"),
]
