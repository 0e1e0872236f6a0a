"""Files in which the status of an instrument comes: pages of the depositary and tables, read into treaty actions."""

from plenary.monitoring.formats.reading import StatusList, Unread, UnreadableError
from plenary.monitoring.formats.registry import read_status

__all__ = ["StatusList", "Unread", "UnreadableError", "read_status"]
