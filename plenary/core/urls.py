"""Addresses of core."""

from django.urls import path

from plenary.core import views

app_name = "core"

urlpatterns = [
    path("style/", views.style, name="style"),
    path("offline/", views.offline, name="offline"),
]
