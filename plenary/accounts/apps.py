"""The room's registration with Django."""

from plenary.core.rooms import Room


class AccountsRoom(Room):
    name = "plenary.accounts"
