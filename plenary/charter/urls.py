"""Addresses of the charter."""

from django.urls import path

from plenary.charter import views

app_name = "charter"
urlpatterns = [
    path("c/<slug:slug>/charter/", views.charter, name="charter"),
    path("c/<slug:slug>/charter/versions/", views.versions, name="versions"),
    path("c/<slug:slug>/charter/compare/", views.compare, name="compare"),
    path("c/<slug:slug>/charter/new/", views.new, name="new"),
    path("c/<slug:slug>/charter/print/", views.print_charter, name="print"),
    path("c/<slug:slug>/charter/export/", views.export_toml, name="export"),
    path("c/<slug:slug>/charter/import/", views.import_toml, name="import"),
    path("c/<slug:slug>/charter/drafts/<str:draft_id>/", views.draft, name="draft"),
    path("c/<slug:slug>/charter/drafts/<str:draft_id>/print/", views.print_draft, name="print_draft"),
]
