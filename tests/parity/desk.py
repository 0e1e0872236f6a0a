"""How the API does what the pages of desk do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {
    "desk:desk": ("desk_coalitions",),
    "desk:coalition": ("desk_coalition", "desk_desk"),
}

EXCEPTIONS: dict[str, str] = {
    "desk:welcome": "it says what Plenary is, to people",
    "desk:copies": "the list by which a browser keeps pages; a program keeps what it reads as it sees fit",
}

READS: dict[str, str] = {"desk_desk": "401 404 200 200 200 200 200 404"}  # a public face is no desk
