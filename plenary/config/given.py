"""What the environment gives, as settings take it."""

import logging
import os


def number(name: str, default: int) -> int:
    """A whole number under this name, or the default. Raises ValueError, in words for the operator."""
    told = os.environ.get(name, str(default))
    try:
        return int(told)
    except ValueError:
        raise ValueError(f"{name} must be a whole number, and is “{told}”") from None


def level(name: str, default: str) -> str:
    """The level of a log under this name, or the default. Raises ValueError, in words for the operator."""
    told, known = os.environ.get(name, default), logging.getLevelNamesMapping()
    if told not in known:
        raise ValueError(f"{name} must be one of {', '.join(known)}, and is “{told}”")
    return told
