"""Charters for the desk's tests: one that opens what it may, and one that opens nothing."""

from dataclasses import replace

from plenary.charter.rules.schema import Charter, Disclosed, Disclosure
from plenary.charter.starting import shipped


def open_charter() -> Charter:
    """The starting charter with an elected board; its offices carry no powers, which the desk never asks for."""
    charter = shipped("elected-board")
    return replace(charter, offices=tuple(replace(office, powers=()) for office in charter.offices))


def closed_charter() -> Charter:
    """A charter that opens nothing to the public."""
    charter = open_charter()
    closed = Disclosure(charter=Disclosed.MEMBERS, record_heads=Disclosed.MEMBERS)
    return replace(charter, disclosure=closed)
