"""How the API does what the pages of directory do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {}

EXCEPTIONS: dict[str, str] = {}

NOT_YET: set[str] = {
    "directory:organisations",
    "directory:persons",
    "directory:add_organisation",
    "directory:add_person",
    "directory:organisation",
    "directory:amend_organisation",
    "directory:share",
    "directory:person",
    "directory:amend_person",
    "directory:remove",
    "directory:import",
    "directory:import_columns",
    "directory:import_preview",
    "directory:import_undo",
    "directory:import_discard",
    "directory:export",
}

WRITES: dict[str, str] = {}
