"""The room's registration with Django."""

from plenary.core.rooms import Room


class DecisionsRoom(Room):
    name = "plenary.decisions"
