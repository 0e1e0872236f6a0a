"""What membership lets an adopted proposal do, one module a noun: admit members; suspend and remove them, and hear
their appeal."""

from plenary.membership.effects import admission, conduct

__all__ = ["admission", "conduct"]
