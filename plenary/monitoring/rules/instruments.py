"""Instruments: what kinds there are, and how far their words and numbers go."""

from collections.abc import Mapping
from enum import StrEnum

LONGEST_NAME = 300
LONGEST_WORDS = 1000
LONGEST_NOTE = 2000
LONGEST_SOURCE = 500
MOST_PARTIES = 1000
MOST_OBLIGATIONS = 200
MOST_ACTIONS = 5000


class Kind(StrEnum):
    """What an instrument is."""

    TREATY = "treaty"
    PROTOCOL = "protocol"
    LAW = "law"
    POLICY = "policy"
    NORM = "norm"


class Binds(StrEnum):
    """Whom an obligation binds."""

    PARTIES = "parties"
    SIGNATORIES = "signatories"
    EVERYBODY = "everybody"


class ActorKind(StrEnum):
    """What an actor is, as far as the coalition says; to name one says nothing of its status."""

    STATE = "state"
    AREA = "area"
    ARMED_GROUP = "armed-group"
    COMPANY = "company"
    AUTHORITY = "authority"
    REGION = "region"
    ORGANISATION = "organisation"


def in_language(texts: Mapping[str, str], language: str) -> str:
    """A text in a language (BCP 47); where there is none in it the first; empty where there is none."""
    return texts.get(language) or next(iter(texts.values()), "")
