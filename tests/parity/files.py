"""How the API does what the pages of files do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {
    "files:files": ("files_files", "files_keep"),
    "files:file": ("files_content", "files_file"),
}

WRITES: dict[str, str] = {
    "files_keep": "401 422 422 422 422 422 422 422",
    "files_remove": "401 404 404 204 204 204 204 404",
}
