"""The room's registration with Django."""

from importlib import import_module

from plenary.core.rooms import Room


class AccountsRoom(Room):
    name = "plenary.accounts"

    def ready(self) -> None:
        super().ready()
        import_module("plenary.accounts.freshness")  # listens to who signs in, whichever page comes first
