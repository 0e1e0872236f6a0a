"""What a change of the charter would touch of members: those whose category goes, or gains or loses voice, vote or weight."""

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plenary.charter.prose import phrases
from plenary.charter.rules.schema import Category, Charter
from plenary.charter.rules.words import words_in
from plenary.charter.touches import MEMBERS, Touch, register_touch
from plenary.core.standing import Standing
from plenary.membership.permissions import may_read_members
from plenary.membership.queries import listed_members
from plenary.membership.rules import BELONGING

SHOWN = 8
"""So many are named; of more, the number of the others is told."""


@register_touch
def touched_members(standing: Standing, before: Charter, after: Charter) -> Iterator[Touch]:
    """Members by category, the listed ones alone: protected members are neither named nor counted. One query."""
    if not may_read_members(standing):
        return
    rows = listed_members(standing).filter(status__in=BELONGING)
    held: dict[str, list[str]] = {}
    for member in sorted(rows, key=lambda member: member.name):
        held.setdefault(member.category, []).append(member.name)
    later = {category.code: category for category in after.categories}
    for category in before.categories:
        for sentence in _told(before, category, later.get(category.code), held.get(category.code, [])):
            yield Touch(MEMBERS, sentence)


def _told(charter: Charter, old: Category, new: Category | None, names: Sequence[str]) -> Iterator[str]:
    facts = {
        "category": words_in(old.names, get_language() or "en", charter.languages) or old.code,
        "names": named(names),
    }
    if new is None:
        yield (
            _("The category “%(category)s” goes; these members would stand in none: %(names)s.") % facts
            if names
            else _("The category “%(category)s” goes; no member stands in it.") % facts
        )
        return
    for sentence in _rights(old, new):
        yield sentence % facts if names else _("This holds for “%(category)s”, in which no member stands now.") % facts


def _rights(old: Category, new: Category) -> Iterator[str]:
    if old.vote and not new.vote:
        yield _("These members of the category “%(category)s” lose their vote: %(names)s.")
    if new.vote and not old.vote:
        yield _("These members of the category “%(category)s” gain a vote: %(names)s.")
    if old.voice and not new.voice:
        yield _("These members of the category “%(category)s” lose their voice: %(names)s.")
    if new.voice and not old.voice:
        yield _("These members of the category “%(category)s” gain a voice: %(names)s.")
    if old.vote and new.vote and old.weight != new.weight:
        yield _("The ballots of these members of the category “%(category)s” count differently: %(names)s.")


def named(names: Sequence[str]) -> str:
    """A list of names, the first ones and how many more."""
    if len(names) <= SHOWN:
        return phrases.all_of(names)
    more = len(names) - SHOWN
    others = ngettext("%(count)d other", "%(count)d others", more) % {"count": more}
    return phrases.all_of([*names[:SHOWN], others])
