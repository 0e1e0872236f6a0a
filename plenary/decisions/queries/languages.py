"""Reads of a proposal's words in languages: its title and reasons, and the words that it resolves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from plenary.charter.queries import charter_of
from plenary.decisions.models import Effect, Proposal
from plenary.texts import queries as texts
from plenary.texts.labels import language_called, language_choices
from plenary.texts.models import Version
from plenary.texts.rules import Languages

NO_LANGUAGES = Languages(authentic="", ready=(), stale=(), drafts=())


@dataclass(frozen=True, slots=True)
class Words:
    """A proposal as a reader gets it: title and reasons in one language, and the words of each effect that has some.

    `language` is the one shown, `authentic` the one that decides; `is_stale` when something shown translates older words;
    `version` is the one of title and reasons that decides.
    """

    title: str
    body: str
    language: str
    authentic: str
    is_stale: bool
    version: str
    languages: Languages
    effects: Mapping[str, texts.Reading]

    @property
    def is_authentic(self) -> bool:
        """True when what is shown is what decides."""
        return self.language == self.authentic

    @property
    def others(self) -> list[str]:
        """The other languages in which it can be read, the authentic one first."""
        return [tag for tag in self.languages.ready if tag != self.language]


def texts_of(proposal: Proposal) -> list[str]:
    """The ids of the texts that a translation of the proposal comprises: title with reasons, and the words it resolves."""
    of_effects = Effect.objects.of(proposal.coalition_id).filter(proposal=proposal).exclude(text="")
    return [text for text in (proposal.text, *of_effects.values_list("text", flat=True)) if text]


def words_of(proposal: Proposal, language: str = "") -> Words:
    """The proposal in a language, by default the page's, where it is ready in it as a whole; else as it decides."""
    wanted = language or get_language() or ""
    rows = {row.id: row.text for row in Effect.objects.of(proposal.coalition_id).filter(proposal=proposal) if row.text}
    found = texts.readings(proposal.coalition_id, [proposal.text, *rows.values()], wanted) if proposal.text else {}
    own = found.get(proposal.text)
    if own is None:
        return Words(proposal.title, proposal.body, proposal.language, proposal.language, False, "", NO_LANGUAGES, {})
    if any(each.shown.language != own.shown.language for each in found.values()):
        authentic = own.languages.authentic
        found = texts.readings(proposal.coalition_id, found, authentic)
        own = found[proposal.text]
    return Words(
        title=own.shown.title,
        body=own.shown.body,
        language=own.shown.language,
        authentic=own.languages.authentic,
        is_stale=any(each.is_stale for each in found.values()),
        version=own.authentic.pk,
        languages=together(each.languages for each in found.values()),
        effects={effect: found[text] for effect, text in rows.items() if text in found},
    )


def titles_of(proposals: Sequence[Proposal], language: str = "") -> dict[str, tuple[str, str]]:
    """The title of each proposal, and its language, as a reader gets it; one query whatever their number."""
    if not proposals:
        return {}
    wanted = language or get_language() or ""
    kept = {row.text: row.pk for row in proposals if row.text}
    found = texts.titles(proposals[0].coalition_id, kept, wanted)
    own = {row.pk: (row.title, row.language) for row in proposals}
    return own | {kept[text]: title for text, title in found.items()}


def where_it_stands(proposal: Proposal) -> Languages:
    """In which languages the whole of it is ready, stale or drafted; one text that lags makes the whole lag."""
    return where_they_stand([proposal])[proposal.pk]


def where_they_stand(proposals: Sequence[Proposal]) -> dict[str, Languages]:
    """The same of several proposals of one coalition, by their ids; two queries whatever their number."""
    if not proposals:
        return {}
    coalition = proposals[0].coalition_id
    parts: dict[str, list[str]] = {row.pk: [row.text] for row in proposals if row.text}
    of_effects = Effect.objects.of(coalition).filter(proposal__in=list(parts)).exclude(text="")
    for proposal, text in of_effects.values_list("proposal_id", "text"):
        parts[proposal].append(text)
    found = texts.standings(coalition, [text for each in parts.values() for text in each])
    return {row.pk: together(found[text] for text in parts.get(row.pk, ()) if text in found) for row in proposals}


def missing_languages(proposal: Proposal) -> tuple[str, ...]:
    """The languages that the charter requires and in which the proposal, as it stands, is not ready."""
    return missing_in([proposal])[proposal.pk]


def missing_in(proposals: Sequence[Proposal]) -> dict[str, tuple[str, ...]]:
    """The same of several proposals of one coalition, by their ids."""
    if not proposals:
        return {}
    required = charter_of(proposals[0].coalition_id).required_languages
    if not required:
        return dict.fromkeys((row.pk for row in proposals), ())
    stands = where_they_stand(proposals)
    return {
        row.pk: stands[row.pk].missing(required)
        if stands[row.pk].authentic
        else tuple(tag for tag in required if tag != row.language)
        for row in proposals
    }


def due_to_start() -> list[Proposal]:
    """Every coalition's proposals that wait for languages although none is missing, for the charter changed. Serves the
    task."""
    rows = Proposal.objects.across_coalitions().filter(waits_for_languages=True, withdrawn_at=None, outcome="")
    return [row for row in rows.order_by("opened_at", "id") if not missing_languages(row)]


def languages_to_translate(proposal: Proposal) -> list[tuple[str, str]]:
    """The languages into which a proposal may be translated, with their names; those that the charter requires first."""
    charter = charter_of(proposal.coalition_id)
    choices = language_choices([*charter.required_languages, *charter.languages])
    return [(tag, language_called(tag)) for tag, _name in choices if tag != proposal.language]


def draft_words(proposal: Proposal, language: str) -> dict[str, Version]:
    """What a translator goes on from: the newest version in a language of each text that has one, drafts first."""
    return texts.newest_in(proposal.coalition_id, texts_of(proposal), language)


def together(stands: Iterable[Languages]) -> Languages:
    """Several texts that are read as one: ready where all are, stale where one is, drafted where one is."""
    known = list(stands)
    if not known:
        return NO_LANGUAGES
    authentic = known[0].authentic
    ready = [tag for tag in known[0].ready if all(tag in one.ready for one in known)]
    stale = {tag for one in known for tag in one.stale if tag in ready}
    begun = {tag for one in known for tag in (*one.drafts, *one.ready)} - {authentic}
    unfinished = {tag for tag in begun if tag not in ready or any(tag in one.drafts for one in known)}
    return Languages(
        authentic=authentic, ready=tuple(ready), stale=tuple(sorted(stale)), drafts=tuple(sorted(unfinished))
    )
