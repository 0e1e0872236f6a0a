"""The routes of bodies, one module a noun."""

from plenary.bodies.api import forming, powers, seats
from plenary.bodies.api.given import routes

__all__ = ["forming", "powers", "routes", "seats"]
