"""Rows of membership, one module a noun."""

from plenary.membership.models.members import Member, Representative, Vouch

__all__ = ["Member", "Representative", "Vouch"]
