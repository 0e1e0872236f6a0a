"""How the API does what the pages of directory do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {
    "directory:share": ("directory_share", "directory_withdraw_shared"),
    "directory:import": ("directory_imports", "directory_begin_import"),
    "directory:import_columns": ("directory_opened_import", "directory_choose_columns"),
    "directory:import_preview": ("directory_preview", "directory_apply_import"),
    "directory:import_undo": ("directory_undo_import",),
    "directory:import_discard": ("directory_discard_import",),
    "directory:export": ("directory_export_csv", "directory_export_workbook", "directory_export_popolo"),
}

KEEPER = "401 404 403 403 403 403 422 404"  # one who administers, to whom it is told what is missing
READER = "401 404 403 422 422 422 422 404"

WRITES: dict[str, str] = {
    "directory_add_organisation": KEEPER,
    "directory_add_person": KEEPER,
    "directory_amend_organisation": READER,
    "directory_amend_person": "401 404 403 422 403 403 422 404",
    "directory_share": "401 404 403 403 403 403 200 404",
    "directory_withdraw_shared": "401 404 403 403 403 403 204 404",
    "directory_remove": "401 404 403 403 403 403 403 404",  # it is in use
    "directory_begin_import": KEEPER,
    "directory_choose_columns": KEEPER,
    "directory_apply_import": "401 404 403 403 403 403 200 404",
    "directory_undo_import": "401 404 403 403 403 403 200 404",
    "directory_discard_import": "401 404 403 403 403 403 204 404",
    "directory_export_csv": KEEPER,
    "directory_export_workbook": KEEPER,
    "directory_export_popolo": KEEPER,
}
