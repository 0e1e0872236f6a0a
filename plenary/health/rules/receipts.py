"""Receipt codes: how the one who raised a concern, and the one who is heard, come back without an account."""

import secrets
import string

DIGITS = 20
"""Random decimal digits of a code: about 66 bits, and after them a slow derivation."""
GROUP = 4


def new_code() -> str:
    """A code of DIGITS random digits, in groups, as it is shown once."""
    return in_groups("".join(secrets.choice(string.digits) for _place in range(DIGITS)))


def in_groups(digits: str) -> str:
    """Digits as they are shown: ``1234 5678 …``."""
    return " ".join(digits[at : at + GROUP] for at in range(0, len(digits), GROUP))


def read_code(typed: str) -> str:
    """The digits of what was typed, with any spaces, hyphens and digits of any script; empty when it is no code."""
    kept = [each for each in typed if not (each.isspace() or each in "-‐‑–—.")]
    if len(kept) != DIGITS or not all(each.isdecimal() for each in kept):
        return ""
    return "".join(str(int(each)) for each in kept)
