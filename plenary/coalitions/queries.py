"""Reads of coalitions themselves."""

from plenary.coalitions.models import Coalition


def coalition_at(slug: str) -> Coalition | None:
    """The coalition at an address, or None."""
    return Coalition.objects.filter(slug=slug).first()
