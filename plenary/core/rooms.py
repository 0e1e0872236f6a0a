"""A room is a Django app; at start it is asked for its registrations, lowest room first."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import AppConfig

REGISTERS = (
    "labels",
    "entries",
    "matters",
    "effects",
    "standing",
    "audiences",
    "notices",
    "replies",
    "asks",
    "welcoming",
    "search",
    "pages",
    "tasks",
    "audits",
    "arrivals",
    "uses",
    "touches",
    "traces",
    "after_import",
    "backups",
    "health",
)


def import_all(package: str) -> None:
    """Import a module and every module in it, by name: for a package whose modules register what they bring."""
    for found in sorted(module.name for module in iter_modules(getattr(import_module(package), "__path__", ()))):
        import_module(f"{package}.{found}")


class Room(AppConfig):
    """An app that registers what it brings: each module of REGISTERS that exists in the room is imported once, in order, and
    then its forms, of which that of an effect is known once it is imported."""

    default = False  # every room's apps.py sees this class too; Django is told which of the two is the room

    def __init_subclass__(cls) -> None:
        cls.default = True

    def ready(self) -> None:
        for name in REGISTERS:
            module = f"{self.name}.{name}"
            if find_spec(module):
                import_module(module)
        if find_spec(f"{self.name}.forms"):
            import_all(f"{self.name}.forms")
