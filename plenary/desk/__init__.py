"""A member's first screen: what is asked of me, what was decided, what is coming (C1)."""
