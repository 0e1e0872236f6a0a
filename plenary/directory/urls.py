"""Addresses of the directory."""

from django.urls import path

from plenary.directory.views import cards, exports, imports

app_name = "directory"

_AT = "c/<slug:slug>/directory/"

urlpatterns = [
    path(_AT, cards.organisations, name="organisations"),
    path(f"{_AT}persons/", cards.persons, name="persons"),
    path(f"{_AT}organisations/add/", cards.add_organisation, name="add_organisation"),
    path(f"{_AT}persons/add/", cards.add_person, name="add_person"),
    path(f"{_AT}organisations/<slug:card_id>/", cards.organisation, name="organisation"),
    path(f"{_AT}organisations/<slug:card_id>/amend/", cards.amend_organisation, name="amend_organisation"),
    path(f"{_AT}organisations/<slug:card_id>/share/", cards.share, name="share"),
    path(f"{_AT}persons/<slug:card_id>/", cards.person, name="person"),
    path(f"{_AT}persons/<slug:card_id>/amend/", cards.amend_person, name="amend_person"),
    path(f"{_AT}cards/<slug:card_id>/remove/", cards.remove, name="remove"),
    path(f"{_AT}import/", imports.begin, name="import"),
    path(f"{_AT}import/<slug:import_id>/columns/", imports.columns, name="import_columns"),
    path(f"{_AT}import/<slug:import_id>/", imports.preview, name="import_preview"),
    path(f"{_AT}import/<slug:import_id>/undo/", imports.undo, name="import_undo"),
    path(f"{_AT}import/<slug:import_id>/discard/", imports.discard, name="import_discard"),
    path(f"{_AT}export/", exports.export, name="export"),
]
