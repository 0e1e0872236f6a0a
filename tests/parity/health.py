"""How the API does what the pages of concerns do (see tests/parity/__init__.py)."""

EXCEPTIONS: dict[str, str] = {
    **dict.fromkeys(
        ("health:concerns", "health:raise", "health:come_back"),
        "a program in between would read along, and keep what nobody is to keep; a token says whose it is",
    ),
    **dict.fromkeys(
        ("health:box", "health:concern", "health:key", "health:shares"),
        "a passphrase belongs into the hands of a person: a program that has it could open everything, at any time",
    ),
}
