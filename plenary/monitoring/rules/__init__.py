"""The rules of monitoring, one module a noun: pure values and functions."""
