"""What bodies do on entries of the rooms below, and whom the tokens of bodies and offices reach."""

from plenary.bodies.actions import succession

__all__ = ["succession"]  # imported so that its receivers listen
