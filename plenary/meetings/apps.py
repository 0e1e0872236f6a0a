"""The room's registration with Django."""

from plenary.core.rooms import Room


class MeetingsRoom(Room):
    name = "plenary.meetings"
