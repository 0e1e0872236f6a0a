"""Addresses of core: the sheet of style, and what a page needs on a poor line."""

from django.urls import path

from plenary.core import views

app_name = "core"

urlpatterns = [
    path("style/", views.style, name="style"),
    path("offline/", views.offline, name="offline"),
]
