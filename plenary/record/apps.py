"""The room's registration with Django."""

from plenary.core.rooms import Room


class RecordRoom(Room):
    name = "plenary.record"
