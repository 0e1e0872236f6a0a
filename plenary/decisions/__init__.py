"""Proposals, ballots, counts and effects (B3)."""
