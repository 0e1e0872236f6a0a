"""What membership lets an adopted proposal do, one module a noun: admit members; put them into another category; let two
become one; suspend and remove them, and hear their appeal, which is put to the vote by itself."""

from plenary.membership.effects import admission, appeals, category, conduct, merging

__all__ = ["admission", "appeals", "category", "conduct", "merging"]
