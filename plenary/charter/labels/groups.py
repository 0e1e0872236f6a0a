"""The headings under which the fields of a long form of the charter stand."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label

GROUPS: Mapping[str, tuple[tuple[Label, tuple[str, ...]], ...]] = {
    "process": (
        (_("How it is decided"), (
            "names", "method", "electorate", "quorum", "presence", "threshold", "strictly", "base", "second", "secrecy",
        )),
        (_("A choice among several"), ("counting", "strength", "completion", "grades", "points")),
        (_("Moving it, and time"), (
            "moved_by", "seconders", "notice_days", "discussion_days", "voting_days", "voting_hours", "early",
        )),
        (_("Silence, consensus, objections"), ("objections", "objectors", "rounds", "fallback")),
        (_("Advice, calls, more time"), (
            "advice_from", "referral_days", "recorded_by", "window_hours", "extension_days", "delegation", "carries",
        )),
        (_("Afterwards"), ("hold_hours", "again_after_days")),
    ),
}  # fmt: skip
"""Where a form is long: its fields under headings; the first stands open."""
