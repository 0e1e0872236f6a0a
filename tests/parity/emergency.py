"""How the API does what the pages of emergency do (see tests/parity/__init__.py)."""

EXCEPTIONS: dict[str, str] = dict.fromkeys(
    (
        "emergency:danger",
        "emergency:chosen",
        "emergency:raise_for",
        "emergency:raise_own",
        "emergency:raised",
        "emergency:alarm",
        "emergency:withheld",
    ),
    "a token that fell into the wrong hands must neither choose, raise nor undo an alarm",
)
