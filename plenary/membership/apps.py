"""The room's registration with Django."""

from plenary.core.rooms import Room


class MembershipRoom(Room):
    name = "plenary.membership"
