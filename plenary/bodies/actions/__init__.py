"""Writes of bodies: the founding act, terms of seats and offices, and what becomes of them when rules change."""

from plenary.bodies.actions.founding import found_coalition, seat_founders
from plenary.bodies.actions.terms import Nomination, appoint, appointment_problem, end_term, give_up, standing_problem

__all__ = [
    "Nomination",
    "appoint",
    "appointment_problem",
    "end_term",
    "found_coalition",
    "give_up",
    "seat_founders",
    "standing_problem",
]
