"""Rows of membership, one module a noun."""

from plenary.membership.models.joining import Evidence, Recommendation, Willing
from plenary.membership.models.members import Member, Representative, Vouch

__all__ = ["Evidence", "Member", "Recommendation", "Representative", "Vouch", "Willing"]
