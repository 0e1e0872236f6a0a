"""Popolo JSON in and out."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from plenary.directory.formats.delimited import decode
from plenary.directory.formats.tables import FileError, Table, limited
from plenary.directory.rules.popolo import cells_of, document_of, objects_in


def read_popolo(data: bytes, kind: str) -> Table:
    """The organisations or persons of a Popolo document, one a row; columns are named as fields are.

    Raises FileError when it is no JSON, holds none of them, or goes beyond the limits.
    """
    try:
        document = json.loads(decode(data)[0])
    except (ValueError, RecursionError) as error:
        raise FileError("directory.file.not_json") from error
    objects = objects_in(kind, document)
    if not objects:
        raise FileError("directory.file.no_objects")
    cells = [cells_of(kind, item) for item in objects]
    columns = list(dict.fromkeys(field for row in cells for field in row)) or ["name"]
    return limited(columns, [[row.get(field, "") for field in columns] for row in cells], "Popolo JSON", first_row=1)


def write_popolo(collections: Mapping[str, Iterable[Mapping[str, Any]]]) -> bytes:
    """A Popolo document, in UTF-8, set for reading; nothing is made harmless in it, since no program calculates it."""
    return json.dumps(document_of(collections), ensure_ascii=False, indent=2).encode() + b"\n"
