"""The room's registration with Django."""

from plenary.core.rooms import Room


class DemoRoom(Room):
    name = "plenary.demo"
