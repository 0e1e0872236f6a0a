"""The room's registration with Django."""

from plenary.core.rooms import Room


class AgreementsRoom(Room):
    name = "plenary.agreements"
