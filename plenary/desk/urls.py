"""Addresses of the desk: the start, the list of one's coalitions, and the first page of each."""

from django.urls import path

from plenary.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.welcome, name="welcome"),
    path("desk/", views.desk, name="desk"),
    path("desk/copies/", views.copies, name="copies"),
    path("c/<slug:slug>/", views.coalition, name="coalition"),
]
