"""Measurements, each beside what the machine itself can do. One module a subject, with `measure()`; `bench.run` finds them."""
