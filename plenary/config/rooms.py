"""The rooms of the house, lowest first: each may import only from those above it in this list.

The layers of `pyproject.toml` and the drawing in `docs/developers/house.md` name them too, highest first."""

ROOMS = [
    "plenary.core",
    "plenary.accounts",
    "plenary.coalitions",
    "plenary.record",
    "plenary.texts",
    "plenary.files",
    "plenary.notices",
    "plenary.directory",
    "plenary.charter",
    "plenary.membership",
    "plenary.bodies",
    "plenary.decisions",
    "plenary.meetings",
    "plenary.agreements",
    "plenary.monitoring",
    "plenary.health",
    "plenary.emergency",
    "plenary.desk",
    "plenary.api",
]
