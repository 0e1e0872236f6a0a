"""The kinds of entries that monitoring makes."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from plenary.monitoring.labels import KINDS, SOURCE_KINDS, region_in_words
from plenary.monitoring.labels.findings import SIDES, VERDICTS
from plenary.monitoring.matters import KEEP
from plenary.monitoring.rules.treaty_actions import Kind
from plenary.record.kinds import register_kind, register_words

register_words("treaty_action", lambda kind: KINDS[Kind(kind)])
register_words("region", region_in_words)
register_words("day", lambda day: date_format(date.fromisoformat(day), "DATE_FORMAT") if day else "")

# Instruments
register_kind("monitoring.instrument_kept", _("The coalition watches an instrument: “%(title)s”."), power=KEEP)
register_kind("monitoring.instrument_changed", _("What is kept of the instrument “%(title)s” was changed."), power=KEEP)
register_kind(
    "monitoring.obligation_kept", _("An obligation of “%(title)s” was written: article %(article)s."), power=KEEP
)
register_kind(
    "monitoring.obligation_taken_out",
    _("An obligation of “%(title)s” was taken out: article %(article)s."),
    power=KEEP,
)
register_kind("monitoring.extended", _("%(who)s has longer for article %(article)s of “%(title)s”."), power=KEEP)
register_kind(
    "monitoring.extension_taken_out",
    _("It was taken out that %(who)s has longer for article %(article)s of “%(title)s”."),
    power=KEEP,
)
register_kind("monitoring.action_entered", _("%(who)s: %(treaty_action)s of “%(title)s”, %(day)s."), power=KEEP)
register_kind(
    "monitoring.action_taken_out",
    _("It was taken out again: %(who)s, %(treaty_action)s of “%(title)s”, %(day)s."),
    power=KEEP,
)
register_kind("monitoring.actor_worded", _("An actor is called “%(name)s” here."), power=KEEP)

# Sources
register_words("source_kind", lambda kind: SOURCE_KINDS.get(kind, kind))
register_kind("monitoring.source_kept", _("A source was kept: “%(title)s” (%(source_kind)s)."), power=KEEP)
register_kind("monitoring.source_amended", _("What is said of the source “%(title)s” was changed."), power=KEEP)
register_kind("monitoring.source_redacted", _("A redacted file was made of the source “%(title)s”."), power=KEEP)
register_kind("monitoring.source_withdrawn", _("The source “%(title)s” was withdrawn: %(why)s"), power=KEEP)
# The universalisation drive
register_kind(
    "monitoring.target_set", _("A target for “%(title)s” was set (%(region)s): %(parties)s parties."), power=KEEP
)
register_kind("monitoring.target_taken_out", _("A target for “%(title)s” was taken out (%(region)s)."), power=KEEP)
register_kind(
    "monitoring.approach_kept", _("How the coalition goes about %(who)s was written, for “%(title)s”."), power=KEEP
)
register_kind(
    "monitoring.week_told",
    _("Your organisation was told what is next of the states that it leads; things to do by %(day)s: %(number)s."),
)

# Findings
register_words("finding_verdict", lambda word: VERDICTS.get(word, word))
register_words("claim_side", lambda side: SIDES.get(side, side))
register_kind(
    "monitoring.finding_written",
    _("A finding was written: %(who)s, article %(article)s of “%(title)s”, %(year)s."),
    power=KEEP,
)
register_kind(
    "monitoring.finding_changed",
    _("A finding was changed: %(who)s, article %(article)s of “%(title)s”, %(year)s. It is checked anew."),
    power=KEEP,
)
register_kind(
    "monitoring.claim_made",
    _("A claim was entered (%(claim_side)s): %(who)s, article %(article)s of “%(title)s”, %(year)s: “%(words)s”"),
    power=KEEP,
)
register_kind(
    "monitoring.claim_rests",
    _("A claim rests on a further source: %(who)s, article %(article)s of “%(title)s”, %(year)s: “%(words)s”"),
    power=KEEP,
)
register_kind(
    "monitoring.claim_taken_out",
    _("A claim was taken out (%(claim_side)s): %(who)s, article %(article)s of “%(title)s”, %(year)s: “%(words)s”"),
    power=KEEP,
)
register_kind(
    "monitoring.finding_checked",
    _("A second person checked a finding: %(who)s, article %(article)s of “%(title)s”, %(year)s."),
    power=KEEP,
)
register_kind(
    "monitoring.finding_cleared_by_writer",
    _("Who wrote a finding cleared it as safe: %(who)s, article %(article)s of “%(title)s”, %(year)s."),
    power=KEEP,
)
register_kind(
    "monitoring.finding_cleared",
    _("An office cleared a finding as safe: %(who)s, article %(article)s of “%(title)s”, %(year)s."),
    power=KEEP,
)
register_kind(
    "monitoring.finding_signed_off",
    _("A finding was signed off: %(who)s, article %(article)s of “%(title)s”, %(year)s."),
    power=KEEP,
)
register_kind(
    "monitoring.finding_published",
    _("A finding was published: %(who)s, article %(article)s of “%(title)s”, %(year)s: %(finding_verdict)s."),
    power=KEEP,
)
register_kind(
    "monitoring.finding_held",
    _("A finding was held back: %(who)s, article %(article)s of “%(title)s”, %(year)s. %(why)s"),
    power=KEEP,
)
register_kind(
    "monitoring.finding_let_go_on",
    _("A finding that was held back goes on: %(who)s, article %(article)s of “%(title)s”, %(year)s."),
    power=KEEP,
)
register_kind(
    "monitoring.dissented",
    _("A member sees a finding otherwise: %(who)s, article %(article)s of “%(title)s”, %(year)s: “%(words)s”"),
)
register_kind(
    "monitoring.dissent_taken_back",
    _("A member took back that it sees a finding otherwise: %(who)s, article %(article)s of “%(title)s”, %(year)s."),
)
# Lists
register_kind(
    "monitoring.list_taken",
    _(
        "A status list was taken over for “%(title)s”. New: %(new)s. Of another day: %(moved)s. Taken out: %(taken_out)s."
    ),
    power=KEEP,
)
