"""The room's registration with Django."""

from plenary.core.rooms import Room


class ApiRoom(Room):
    name = "plenary.api"
