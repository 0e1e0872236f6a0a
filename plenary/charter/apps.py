"""The room's registration with Django."""

from plenary.core.rooms import Room


class CharterRoom(Room):
    name = "plenary.charter"
