"""Addresses of files: one by itself, and those of one thing."""

from django.urls import path

from plenary.files import views

app_name = "files"
urlpatterns = [
    path("c/<slug:slug>/files/of/<str:parent_kind>/<str:parent>/", views.files, name="files"),
    path("c/<slug:slug>/files/<str:file_id>/", views.file, name="file"),
    path("c/<slug:slug>/files/<str:file_id>/remove/", views.remove, name="remove"),
]
