"""The room's registration with Django."""

from plenary.core.rooms import Room


class EmergencyRoom(Room):
    name = "plenary.emergency"
