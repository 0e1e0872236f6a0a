"""Rows of membership, one module a noun."""

from plenary.membership.models.accommodations import Accommodation, Room, TouchedSubject
from plenary.membership.models.contributions import Contribution, MemberCommitment
from plenary.membership.models.members import Member, Representative, Vouch
from plenary.membership.models.opening import OpeningAnswer

__all__ = [
    "Accommodation",
    "Contribution",
    "Member",
    "MemberCommitment",
    "OpeningAnswer",
    "Representative",
    "Room",
    "TouchedSubject",
    "Vouch",
]
