"""Audience tokens: who an entry, a notice or a text is for. A reader sees what shares a token with their standing."""

PUBLIC = "public"
"""Everyone, without an account."""

MEMBERS = "members"
"""Everyone who represents a member of the coalition."""

SEALED = "sealed"
"""Nobody by token: read only through a query that logs the look."""


def body(code: str) -> str:
    """Those who hold a seat in the body of this charter code."""
    return f"body:{code}"


def office(code: str) -> str:
    """Those who hold the office of this charter code."""
    return f"office:{code}"


def member(member_id: str) -> str:
    """The representatives of one member."""
    return f"member:{member_id}"


def person(person_id: str) -> str:
    """One person, by the coalition's own card of them."""
    return f"person:{person_id}"
