"""The room's registration with Django."""

from plenary.core.rooms import Room


class MonitoringRoom(Room):
    name = "plenary.monitoring"
