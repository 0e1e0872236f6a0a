"""The headings under which the fields of a long form of the charter stand."""

from collections.abc import Mapping
from dataclasses import fields

from django.utils.translation import gettext_lazy as _

from plenary.charter.rules.schema import Process
from plenary.core.verdicts import Label

_FURTHER: tuple[tuple[Label, tuple[str, ...]], ...] = (
    (_("A choice among several"), ("counting", "strength", "completion", "grades", "points")),
    (_("Moving it, and time"), (
        "moved_by", "seconders", "notice_days", "discussion_days", "voting_days", "voting_hours", "early",
    )),
    (_("Silence, consensus, objections"), ("objections", "objectors", "rounds", "fallback")),
    (_("Advice, calls, more time"), (
        "advice_from", "referral_days", "recorded_by", "window_hours", "extension_days", "delegation", "carries",
    )),
    (_("Afterwards"), ("hold_hours", "again_after_days")),
)  # fmt: skip
_ELSEWHERE = {"code", *(name for _title, names in _FURTHER for name in names)}
_FIRST = tuple(each.name for each in fields(Process) if each.name not in _ELSEWHERE)

GROUPS: Mapping[str, tuple[tuple[Label, tuple[str, ...]], ...]] = {
    "process": ((_("How it is decided"), _FIRST), *_FURTHER)
}
"""Where a form is long: its fields under headings; the first stands open, and has what no other names, in the schema's order."""
