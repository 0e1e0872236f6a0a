"""The room's registration with Django."""

from plenary.core.rooms import Room


class CoalitionsRoom(Room):
    name = "plenary.coalitions"
