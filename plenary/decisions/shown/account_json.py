"""The account of a count as JSON, with decimals to the digit: `json` would put them through binary fractions."""

import json
from decimal import Decimal
from typing import Any


def to_json(told: Any, indent: int = 0) -> str:
    """Plain data as JSON, lists and short objects of plain values on one line; decimals are numbers as they are written."""
    space = "\n" + "  " * (indent + 1)
    if isinstance(told, Decimal):
        return f"{told:f}"
    if isinstance(told, dict) and told:
        lines = (
            f"{json.dumps(str(key), ensure_ascii=False)}: {to_json(value, indent + 1)}" for key, value in told.items()
        )
        return "{" + space + f",{space}".join(lines) + space[:-2] + "}"
    if isinstance(told, list) and any(isinstance(each, dict) for each in told):
        return "[" + space + f",{space}".join(to_json(each, indent + 1) for each in told) + space[:-2] + "]"
    if isinstance(told, list):
        return "[" + ", ".join(to_json(each, indent) for each in told) + "]"
    return json.dumps(told, ensure_ascii=False)
