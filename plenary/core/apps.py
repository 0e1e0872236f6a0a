"""The room's registration with Django."""

from plenary.core.rooms import Room


class CoreRoom(Room):
    name = "plenary.core"
