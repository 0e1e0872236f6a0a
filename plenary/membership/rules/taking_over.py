"""What whoever comes after takes over from a representative who went: for how long it is told, until when it is unread (B1)."""

from datetime import datetime, timedelta

KEPT = timedelta(days=365)
"""So long after somebody went, those who act for the member are led to what is left."""


def is_unread(ended: datetime, read: datetime | None, now: datetime) -> bool:
    """True while a representation that ended was not read of since (`read`: when one last read), for as long as it is told."""
    return now - ended < KEPT and (read is None or ended > read)
