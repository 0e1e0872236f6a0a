"""Phases, counting and what a proposal is about, as pure values and functions; one module a noun."""
