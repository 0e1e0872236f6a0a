"""Addresses of the record."""

from django.urls import path

from plenary.record import views

app_name = "record"
urlpatterns = [
    path("c/<slug:slug>/record/", views.feed, name="feed"),
    path("c/<slug:slug>/record/verify/", views.verify, name="verify"),
    path("c/<slug:slug>/record/bundle/", views.bundle, name="bundle"),
    path("c/<slug:slug>/record/head/", views.head, name="head"),
    path("c/<slug:slug>/record/<str:entry_id>/", views.entry, name="entry"),
    path("c/<slug:slug>/record/<str:entry_id>/receipt/", views.receipt, name="receipt"),
]
