"""Rows of membership, one module a noun."""

from plenary.membership.models.conduct import ConductCase, ConductStep
from plenary.membership.models.members import Member, Representative, Vouch

__all__ = ["ConductCase", "ConductStep", "Member", "Representative", "Vouch"]
