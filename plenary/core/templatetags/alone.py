"""The tags of pages that stand alone in a file: the design system's own rules, written into the page that may fetch nothing."""

from functools import cache
from pathlib import Path

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_SHEETS = Path(__file__).resolve().parents[1] / "static" / "core"


@cache
def _sheet(name: str) -> str:
    return (_SHEETS / name).read_text(encoding="utf-8")


@register.simple_tag
def sheet(name: str) -> SafeString:
    """The rules of a stylesheet of the design system, such as `pictures.css`. OSError: there is none of that name."""
    return mark_safe(_sheet(name))  # noqa: S308  # a file of the product


@register.simple_tag
def tokens() -> SafeString:
    """The colours and measures of the design system: the first layer of its stylesheet."""
    start = "@layer tokens {\n"
    rules = _sheet("plenary.css").partition(start)[2].partition("\n}\n")[0]
    return mark_safe(f"{start}{rules}\n}}")  # noqa: S308  # a file of the product
