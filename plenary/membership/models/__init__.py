"""Rows of membership, one module a noun."""

from plenary.membership.models.accommodations import Accommodation, Room, TouchedSubject
from plenary.membership.models.conduct import ConductCase, ConductStep
from plenary.membership.models.contributions import Contribution, MemberCommitment
from plenary.membership.models.joining import Evidence, Recommendation, Willing
from plenary.membership.models.members import Member, Representative, Vouch
from plenary.membership.models.merging import Merging
from plenary.membership.models.networks import NetworkMember
from plenary.membership.models.opening import OpeningAnswer

__all__ = [
    "Accommodation",
    "ConductCase",
    "ConductStep",
    "Contribution",
    "Evidence",
    "Member",
    "MemberCommitment",
    "Merging",
    "NetworkMember",
    "OpeningAnswer",
    "Recommendation",
    "Representative",
    "Room",
    "TouchedSubject",
    "Vouch",
    "Willing",
]
