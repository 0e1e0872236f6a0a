"""Addresses of notices."""

from django.urls import path

from plenary.notices import views

app_name = "notices"
urlpatterns = [path("c/<slug:slug>/inbox/", views.inbox, name="inbox")]
