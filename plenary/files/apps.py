"""The room's registration with Django."""

from plenary.core.rooms import Room


class FilesRoom(Room):
    name = "plenary.files"
