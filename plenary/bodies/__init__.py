"""Committees, boards, seats, offices and terms, and the founding act (B1, B2, B10)."""
