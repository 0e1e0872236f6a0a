"""The room's registration with Django."""

from plenary.core.rooms import Room


class HealthRoom(Room):
    name = "plenary.health"
