"""The routes of bodies, one module a noun."""

from plenary.bodies.api import formed, forming, powers, seats, terms, workload
from plenary.bodies.api.given import routes

__all__ = ["formed", "forming", "powers", "routes", "seats", "terms", "workload"]
