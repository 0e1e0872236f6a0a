"""The room's registration with Django."""

from plenary.core.rooms import Room


class TextsRoom(Room):
    name = "plenary.texts"
