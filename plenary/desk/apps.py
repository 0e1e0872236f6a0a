"""The room's registration with Django."""

from plenary.core.rooms import Room


class DeskRoom(Room):
    name = "plenary.desk"
