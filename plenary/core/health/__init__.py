"""What the doctor looks at in the house itself; rooms bring their own in their `health.py`."""

from plenary.core.health import backups, clock, database, disk, secrets, settings, tasks, versions

__all__ = ["backups", "clock", "database", "disk", "secrets", "settings", "tasks", "versions"]
