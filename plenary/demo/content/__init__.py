"""What the demonstration tells: its organisations, its people, its proposals, as plain files and their reading."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Told:
    """One fictional organisation, and the person who represents it."""

    name: str
    language: str
    other_name: str
    other_language: str
    country: str
    classification: str
    representative: str


def organisations(file: str) -> list[Told]:
    """The organisations of one file of content, in its order."""
    text = files(__name__).joinpath(f"{file}.csv").read_text(encoding="utf-8")
    return [Told(**row) for row in csv.DictReader(text.splitlines())]


def applications() -> Mapping[str, list[Mapping[str, str]]]:
    """What those who apply now say of each thing that is asked of members, by name."""
    return _toml("applications")


def proposals() -> Mapping[str, list[Mapping[str, Any]]]:
    """The proposals of the big coalition: past, open and draft, each oldest first."""
    return _toml("proposals")


def words() -> Mapping[str, Any]:
    """What the big coalition says in its charter (language -> text), and the comments on its open proposals."""
    return _toml("words")


def ways() -> Mapping[str, Any]:
    """The proposals that tell the other ways to decide, by coalition and by name."""
    return _toml("ways")


def agreements() -> Mapping[str, Any]:
    """What the big coalition agreed in writing, and what it drafts."""
    return _toml("agreements")


def meetings() -> Mapping[str, Mapping[str, Any]]:
    """The meetings of the big coalition, by name."""
    return _toml("meetings")


def status(code: str) -> bytes:
    """The treaty actions of a treaty by its code in the catalogue, as a table that is taken over as it is."""
    return files(__name__).joinpath("statuses", f"{code}.csv").read_bytes()


def opening() -> Mapping[str, list[Mapping[str, Any]]]:
    """What members answered to the opening questions, offer and promise, on what they need room, who belongs to them, and what
    persons say of their own gender."""
    return _toml("opening")


def concerns() -> Mapping[str, Any]:
    """The passphrase of those who receive concerns in the demonstration, and what was raised."""
    return _toml("concerns")


def _toml(file: str) -> dict[str, Any]:
    return tomllib.loads(files(__name__).joinpath(f"{file}.toml").read_text(encoding="utf-8"))
