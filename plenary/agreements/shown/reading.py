"""An agreement as it is read: one edition, who stands on it, what the reader may do."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from plenary.agreements import of_bodies, permissions, queries
from plenary.agreements.models import Agreement, Edition, Signature
from plenary.agreements.queries import Signatory, Worded
from plenary.agreements.rules import Line, Stage, compared
from plenary.bodies.formed import charter_for
from plenary.bodies.permissions import may_read_bodies
from plenary.bodies.rules.formed import id_in
from plenary.charter.queries import called, charter_of
from plenary.coalitions.queries import slug_of
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict
from plenary.texts.labels import language_choices


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyNamed:
    """The body whose terms of reference an agreement holds: its code, its name, its page."""

    code: str
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one member or role will do and what it will not: numbered paragraphs."""

    who: str
    will: Sequence[tuple[int, Worded]]
    will_not: Sequence[tuple[int, Worded]]


def parts_of(text: Sequence[Worded]) -> list[Part]:
    """The parts in a text, in the order in which each is first named."""
    found: dict[str, dict[str, list[tuple[int, Worded]]]] = {}
    for number, line in enumerate(text, 1):
        if line.who:
            found.setdefault(line.who, {"will": [], "will_not": []})[line.side].append((number, line))
    return [Part(who=who, **sides) for who, sides in found.items()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One agreement for one reader. `edition` is None while nothing is adopted and the draft is shown."""

    agreement: Agreement
    body: BodyNamed | None  # where it is of one, and one may read of bodies
    stage: Stage
    edition: Edition | None
    is_current: bool
    lines: Sequence[Line]  # as they decide
    title: str  # in the language in which it is read, as `text`
    text: Sequence[Worded]
    language: str
    languages: Sequence[str]  # the one that decides first
    editions: Sequence[Edition]
    stand: Sequence[Signatory]  # on the text that holds
    stood: Sequence[Signatory]  # on an earlier one, and asked to sign again
    former: Sequence[Signatory]  # who signed, and belong no more: left, removed, merged into another
    withdrawn: Sequence[Signatory]
    reads_signatories: Verdict
    own: Signature | None
    waiting: Signature | None  # one's member's, which its second address has not confirmed
    may_sign: Verdict
    may_withdraw: Verdict
    may_change: Verdict
    paper: Signature | None  # which waits for the word of one's member
    may_confirm: Verdict
    enters_papers: Verdict
    may_look_at: Verdict
    is_review_due: bool

    @property
    def is_over(self) -> bool:
        """True where the edition that is read is the one that expired: it binds nobody any more."""
        return self.is_current and self.stage is Stage.EXPIRED

    @property
    def is_translated(self) -> bool:
        """True where other words are read than those that decide."""
        return self.language != self.languages[0]

    @property
    def parts(self) -> Sequence[Part]:
        """Of an agreement about roles: who will do what, and will not."""
        return parts_of(self.text)

    @property
    def reservations(self) -> Sequence[Signatory]:
        """Those who signed with a reservation, and belong."""
        return [each for each in (*self.stand, *self.stood) if each.reservation]


# Longer: one line for each thing that is read.
def read(standing: Standing, agreement: Agreement, edition: Edition | None = None, language: str = "") -> Reading:
    """An agreement, in the edition that is asked for, else in the one that holds, else as its draft stands; in a language, else
    in that of the page where something is translated into it. Thirteen queries at most, whatever the number of paragraphs,
    editions and signatories."""
    shown = edition or agreement.current
    lines = shown.lines if shown else queries.draft_lines(agreement)
    of = shown or agreement
    text = queries.Text(title=of.title, lines=lines, language=of.language)
    languages = [of.language, *(tag for tag in queries.languages_of_agreement(agreement) if tag != of.language)]
    chosen = language_chosen(languages, language)
    title, worded = queries.worded(standing, agreement, text, chosen)
    editions = list(queries.visible_editions(standing, agreement))
    adopted = queries.adopted_editions(standing.coalition, agreement.id)
    signed = queries.signatories(standing, agreement, adopted)
    own = queries.own_signature(standing, agreement.id)
    unconfirmed = [row for row in queries.unconfirmed(standing) if row.agreement_id == agreement.id]
    waiting = next((row for row in unconfirmed if row.waits_since), None)
    paper = next((row for row in unconfirmed if not row.waits_since), None)
    return Reading(
        agreement=agreement,
        body=body_of(standing, agreement),
        stage=agreement.stage_on(clock.now().date()),
        edition=shown,
        is_current=shown is not None and shown.id == agreement.current_id,
        lines=lines,
        title=title.words,
        text=worded,
        language=chosen,
        languages=languages,
        editions=editions,
        stand=[each for each in signed if each.belongs and each.is_current],
        stood=[each for each in signed if each.belongs and not each.is_current],
        former=[each for each in signed if not each.belongs],
        withdrawn=queries.withdrawn_signatures(standing, agreement, adopted),
        reads_signatories=permissions.may_read_signatories(standing),
        own=own,
        waiting=waiting,
        may_sign=permissions.may_sign(standing, agreement, own, waiting),
        may_withdraw=permissions.may_withdraw(standing, own or waiting),
        may_change=permissions.may_change(standing, agreement),
        paper=paper,
        may_confirm=permissions.may_confirm(standing, paper),
        enters_papers=permissions.may_enter_paper(standing),
        may_look_at=permissions.may_look_at(standing, agreement),
        is_review_due=is_review_due(agreement),
    )


def is_review_due(agreement: Agreement) -> bool:
    """True where the day to look at what holds came, and nobody did since."""
    day = agreement.current.reviewed_next_on if agreement.current else None
    return day is not None and day <= clock.now().date()


def body_of(standing: Standing, agreement: Agreement) -> BodyNamed | None:
    """The body whose terms of reference these are, or that was formed on them, for those who may read of bodies; one that the
    charter has no more is none. Two queries at most besides the charter's."""
    code = of_bodies.body_of(agreement) if may_read_bodies(standing) else ""
    if not code:
        return None
    charter = charter_for(agreement.coalition_id, [code])
    found = next((each for each in charter.bodies if each.code == code), None)
    if found is None:
        return None
    slug = slug_of(agreement.coalition_id)
    formed = id_in(found.code)
    url = reverse("bodies:formed", args=[slug, formed]) if formed else reverse("bodies:body", args=[slug, found.code])
    return BodyNamed(code=found.code, name=called(charter, found.names, found.code), url=url)


def language_chosen(languages: Sequence[str], wanted: str) -> str:
    """The language that is asked for, else that of the page, without its region too; else the first of these, which decides."""
    active = get_language() or ""
    asked = (wanted,) if wanted else (active, active.split("-", maxsplit=1)[0])
    return next((tag for tag in asked if tag in languages), languages[0])


def languages_to_translate(agreement: Agreement) -> list[tuple[str, str]]:
    """The languages into which it can be translated: those of the coalition, then those of the pages; each with its name."""
    charter = charter_of(agreement.coalition_id)
    return [(tag, name) for tag, name in language_choices(charter.languages) if tag != agreement.language]


def to_translate(
    standing: Standing, agreement: Agreement, edition: Edition | None, language: str
) -> tuple[Worded, Sequence[Worded]]:
    """Title and paragraphs of an edition, else of the draft, with what stands for each in a language. Two queries."""
    of = edition or agreement
    lines = edition.lines if edition else queries.draft_lines(agreement)
    text = queries.Text(title=of.title, lines=lines, language=agreement.language)
    return queries.worded(standing, agreement, text, language)


def is_changed(agreement: Agreement, lines: Sequence[Line]) -> bool:
    """True where the draft says something else than what holds."""
    current = agreement.current
    return current is None or (agreement.terms, tuple(lines)) != (current.terms_as(agreement.kind), current.lines)


def differences(old: Sequence[Line], new: Sequence[Line]) -> list[dict[str, object]]:
    """Each paragraph that differs, as `rules.compared` tells it; those that stay the same are left out."""
    rows = compared(old, new)
    return [
        {
            "change": str(row.change),
            "number_before": row.number_before,
            "number_after": row.number_after,
            "before": row.before,
            "after": row.after,
            **_part_in(new[row.number_after - 1] if row.number_after else old[row.number_before - 1]),
        }
        for row in rows
        if row.change != "same"
    ]


def _part_in(line: Line) -> dict[str, str]:
    return {"who": line.who, "side": line.side}
