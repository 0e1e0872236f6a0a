"""Raising a concern, sealed, around those whom it is about, and what comes of it (B8)."""
