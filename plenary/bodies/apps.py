"""The room's registration with Django."""

from plenary.core.rooms import Room


class BodiesRoom(Room):
    name = "plenary.bodies"
