"""The room's registration with Django."""

from plenary.core.rooms import Room


class DirectoryRoom(Room):
    name = "plenary.directory"
