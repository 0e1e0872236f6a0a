"""The room's registration with Django."""

from plenary.core.rooms import Room


class NoticesRoom(Room):
    name = "plenary.notices"
