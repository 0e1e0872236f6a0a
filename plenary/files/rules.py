"""Pure rules of files: what they are called, which kinds are kept, and how much a coalition may keep."""

import re
import unicodedata
from dataclasses import dataclass

MOST_OF_A_NAME = 150  # characters, ending included
MOST_OF_A_PARENT = 50  # files that hang on one thing
OUTSIDE_SHARE = 4
"""One part in so many of what a coalition may keep is what those who do not belong to it can fill."""
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,5})$")
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
"""Classes of characters that nobody sees, or that turn the way in which a name is read."""
_KEPT_UNSEEN = {"\u200c", "\u200d"}  # joiners, without which words of some scripts are misspelt
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is kept: its media type, and the endings that its names may have, the usual one first."""

    media_type: str
    endings: tuple[str, ...]


PDF = Kind("application/pdf", ("pdf",))
PNG = Kind("image/png", ("png",))
JPEG = Kind("image/jpeg", ("jpg", "jpeg", "jpe"))
WEBP = Kind("image/webp", ("webp",))
TEXT = Kind("text/plain", ("txt", "text", "md", "log"))
CSV = Kind("text/csv", ("csv",))
ODT = Kind("application/vnd.oasis.opendocument.text", ("odt",))
ODS = Kind("application/vnd.oasis.opendocument.spreadsheet", ("ods",))
DOCX = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",))
XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",))
KINDS = (PDF, PNG, JPEG, WEBP, TEXT, CSV, ODT, ODS, DOCX, XLSX)
"""All that is kept; what is none of these is refused."""
MEDIA_TYPES = {kind.media_type: kind for kind in KINDS}
SCANS = (PDF, PNG, JPEG, WEBP)
"""What comes out of a scanner or a camera."""


def ending_of(name: str) -> str:
    """The ending of a name in small letters, without its point; empty where it has none that could be one."""
    found = _ENDING.search(name)
    return found[1].lower() if found else ""


def plain_name(name: str) -> str:
    """A name as it is kept: its last part alone, composed (NFC), on one line, without characters that nobody sees or that a
    file system takes for its own, at most 150 characters, and its ending kept. Empty where nothing is left."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(
        each for each in last if each.isspace() or each in _KEPT_UNSEEN or unicodedata.category(each) not in _UNSEEN
    )
    plain = " ".join(_NOT_IN_NAMES.sub("", seen).split()).lstrip(". ").rstrip(". ")
    ending = _ENDING.search(plain)
    tail = ending[0] if ending else ""
    return plain[: len(plain) - len(tail)][: MOST_OF_A_NAME - len(tail)].rstrip() + tail


def named_as(name: str, kind: Kind) -> str | None:
    """The name of a file of this kind: with the kind's usual ending where it has none, and None where it says another kind."""
    plain, ending = plain_name(name), ending_of(plain_name(name))
    if ending in kind.endings:
        return plain
    if ending and (ending.isalpha() or any(ending in each.endings for each in KINDS)):
        return None
    room = MOST_OF_A_NAME - len(kind.endings[0]) - 1
    return f"{plain[:room].rstrip()}.{kind.endings[0]}" if plain else None


def says_another(media_type: str, kind: Kind) -> bool:
    """True where a sender names one of the kinds that are kept, and the content is of another. Text and tables of text are
    one to a sender, and what is none of these says nothing."""
    said = media_type.partition(";")[0].strip().lower()
    of_words = {TEXT.media_type, CSV.media_type}
    return said in MEDIA_TYPES and said != kind.media_type and not {said, kind.media_type} <= of_words
