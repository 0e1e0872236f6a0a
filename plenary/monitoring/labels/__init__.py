"""Words of instruments, of how actors stand to them, of what of a status list is not read, and of reasons."""

from datetime import date

from django.utils.dateformat import format as in_format
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label, register_reasons
from plenary.directory.rules.regions import region_name
from plenary.monitoring.formats.reading import Why
from plenary.monitoring.labels import findings as _findings  # noqa: F401  # registers its reasons
from plenary.monitoring.rules import instruments, sources
from plenary.monitoring.rules.delays import Delay
from plenary.monitoring.rules.driving import EVERYWHERE, Step
from plenary.monitoring.rules.instruments import ActorKind, Binds
from plenary.monitoring.rules.obligations import Counted, Deadline
from plenary.monitoring.rules.projecting import Pace, Projection
from plenary.monitoring.rules.standings import Stands
from plenary.monitoring.rules.statuses import Change
from plenary.monitoring.rules.treaty_actions import Kind

KINDS: dict[Kind, Label] = {
    Kind.SIGNATURE: _("signature"),
    Kind.RATIFICATION: _("ratification"),
    Kind.ACCEPTANCE: _("acceptance"),
    Kind.APPROVAL: _("approval"),
    Kind.ACCESSION: _("accession"),
    Kind.SUCCESSION: _("succession"),
    Kind.CONFIRMATION: _("formal confirmation"),
    Kind.CONSENT: _("consent to be bound"),
    Kind.PROVISIONAL: _("provisional application"),
    Kind.WITHDRAWAL: _("withdrawal"),
    Kind.RESERVATION: _("reservation"),
    Kind.DECLARATION: _("declaration"),
    Kind.OBJECTION: _("objection"),
}

UNREAD: dict[Why, Label] = {
    Why.TOO_LARGE: _("This list has more than a thousand rows."),
    Why.NO_LIST: _("No list of participants stands in this page. Save the whole status page, and take that file."),
    Why.NO_PARTICIPANT: _("The first column of a status list is called Participant; here it is called “%(words)s”."),
    Why.NO_COLUMN: _("No column tells who signed or who is a party: %(words)s."),
    Why.UNKNOWN_ACTOR: _("No state or organisation of this name is known."),
    Why.SAME_ACTOR: _("This participant stands in an earlier row already."),
    Why.NO_DAY: _("“%(words)s” is no day such as 3 Dec 1997."),
    Why.UNKNOWN_LETTER: _("The head of the column does not say what the letters in “%(words)s” mean."),
    Why.NO_END: _("“%(words)s” has ended, and no end note says on which day. Add that day by hand."),
    Why.NO_SUCH_ACTION: _("“%(words)s” is no treaty action such as signature or accession."),
    Why.TOO_LONG: _("A note has at most 2,000 characters, and where it is told at most 500."),
    Why.OTHER_COUNT: _("The page counts otherwise than its rows come to: %(words)s."),
}
"""Why something was not read; `words` are those that it rests on."""

KIND: dict[str, Label] = {
    instruments.Kind.TREATY: _("treaty"),
    instruments.Kind.PROTOCOL: _("protocol"),
    instruments.Kind.LAW: _("law"),
    instruments.Kind.POLICY: _("policy"),
    instruments.Kind.NORM: _("norm"),
}
BINDS: dict[str, Label] = {
    Binds.PARTIES: _("parties"),
    Binds.SIGNATORIES: _("signatories, parties too"),
    Binds.EVERYBODY: _("everybody"),
}
ACTOR_KIND: dict[str, Label] = {
    ActorKind.STATE: _("state"),
    ActorKind.AREA: _("area"),
    ActorKind.ARMED_GROUP: _("armed group"),
    ActorKind.COMPANY: _("company"),
    ActorKind.AUTHORITY: _("authority"),
    ActorKind.REGION: _("region of a state"),
    ActorKind.ORGANISATION: _("organisation of states"),
}
STANDS: dict[str, Label] = {
    Stands.IN_FORCE: _("party, in force"),
    Stands.PARTY: _("party, not in force yet"),
    Stands.PROVISIONAL: _("applies it provisionally"),
    Stands.SIGNED: _("signed, not a party"),
}
"""How an actor stands to an instrument."""
CHANGE: dict[str, Label] = {
    Change.SIGNED: _("signed"),
    Change.BECAME_PARTY: _("became a party"),
    Change.ENTERED_INTO_FORCE: _("it entered into force"),
    Change.APPLIES_PROVISIONALLY: _("applies it provisionally"),
    Change.SIGNATURE_ENDED: _("its signature ended"),
    Change.CEASED_TO_BE_PARTY: _("is a party no more"),
}

STEP: dict[str, Label] = {
    Step.SIGN: _("signs"),
    Step.RATIFY: _("ratifies"),
    Step.ACCEDE: _("accedes"),
    Step.STAY: _("takes its withdrawal back"),
}
"""What an actor is likely to do next."""


def delay_in_words(delay: Delay) -> str:
    """A delay as people say it, such as “10 years”; empty where it is none."""
    told = [
        (delay.years, ngettext("%(number)s year", "%(number)s years", delay.years)),
        (delay.months, ngettext("%(number)s month", "%(number)s months", delay.months)),
        (delay.days, ngettext("%(number)s day", "%(number)s days", delay.days)),
    ]
    return ", ".join(words % {"number": number} for number, words in told if number)


def deadline_in_words(deadline: Deadline | None) -> str:
    """By when an obligation is to be done; empty where nothing says so."""
    if deadline is None:
        return ""
    delay = delay_in_words(deadline.delay)
    said = {
        Counted.ENTRY_FOR_ACTOR: gettext("within %(delay)s after it entered into force for the one bound"),
        Counted.ENTRY: gettext("within %(delay)s after it entered into force"),
    }[deadline.counted] % {"delay": delay}
    if not deadline.month:
        return said
    day = in_format(date(2001, deadline.month, deadline.day), gettext("j F"))
    yearly = gettext("each year by %(day)s") % {"day": day}
    return gettext("%(first)s, then %(yearly)s") % {"first": said, "yearly": yearly} if delay else yearly


def region_in_words(region: str) -> str:
    """A region by its code of M49, in the active language; the empty one is all."""
    return gettext("the world") if region == EVERYWHERE else region_name(region, get_language() or "en")


def pace_in_words(pace: Pace) -> str:
    """What was gained in the last years, so that the reader sees on what a projection rests."""
    facts = {
        "years": pace.years,
        "slowest": pace.slowest,
        "fastest": pace.fastest,
        "middle": number_format(float(pace.middle), decimal_pos=pace.middle.denominator - 1),
    }
    words = gettext(
        "Parties gained a year, withdrawals taken off: %(middle)s in the middle year, %(slowest)s in the worst, "
        "%(fastest)s in the best. Years looked at: %(years)s."
    )
    return words % facts


def projection_in_words(told: Projection, needed: int) -> str:
    """When so many parties are there if the next years are like the last: at the middle pace, then from when to when."""
    days = {
        name: date_format(day, "YEAR_MONTH_FORMAT") if day else ""
        for name, day in (("likely", told.likely), ("earliest", told.earliest), ("latest", told.latest))
    }
    facts = {"needed": needed, **days}
    if told.likely:
        said = gettext("At the middle pace there are %(needed)s parties in %(likely)s.")
    else:
        said = gettext("At the middle pace there are not %(needed)s parties within a hundred years.")
    if told.earliest and told.latest:
        reach = gettext("At the pace of the best year it is %(earliest)s, of the worst %(latest)s.")
    elif told.earliest:
        reach = gettext("At the pace of the best year it is %(earliest)s; at that of the worst it is not reached.")
    else:
        reach = ""
    return f"{said} {reach}".strip() % facts


def expected_in_words(until: date, parties: int, target: int) -> str:
    """How many parties the middle pace comes to by the day of a target, beside what was aimed at."""
    facts = {"day": date_format(until, "DATE_FORMAT"), "parties": parties, "target": target}
    return gettext("By %(day)s the middle pace comes to %(parties)s parties; the target is %(target)s.") % facts


register_reasons(
    {
        "monitoring.is_member": _("You represent a member or hold an office."),
        "monitoring.is_public": _("This is open to the public."),
        "monitoring.by_office": _("You hold an office that keeps instruments."),
        "monitoring.nobody_keeps": _("The charter gives it to no office, so whoever represents a member does it."),
        "monitoring.not_keeping": _("Only an office that keeps instruments may do this."),
        "monitoring.suspended": _("Your member is suspended: it reads, without voice or vote."),
        "monitoring.observes": _("Your mandate is to observe; ask your organisation for one that lets you act."),
        "monitoring.no_words": _("Write at least a few words."),
        "monitoring.too_long": _("This is too long: at most %(most)s characters."),
        "monitoring.too_many": _("These are too many: at most %(most)s."),
        "monitoring.bad_number": _("A number of parties is from 1 to %(most)s."),
        "monitoring.bad_day": _("These days cannot be: look at their order, and whether one lies ahead."),
        "monitoring.bad_code": _("A code is of capital letters, digits and hyphens, such as MLI or FARC-EP."),
        "monitoring.no_such_actor": _("There is no such actor here. Word it first."),
        "monitoring.not_catalogued": _("No instrument of this code is known."),
        "monitoring.is_kept": _("This instrument is watched already."),
        "monitoring.not_extended": _("The deadline of this obligation cannot be extended."),
        "monitoring.before-the-instrument": _("That day lies before the instrument was adopted."),
        "monitoring.in-the-future": _("That day lies ahead."),
        "monitoring.effect-before-notice": _("A withdrawal cannot take effect before notice of it was given."),
        "monitoring.effect-of-no-withdrawal": _("Only a withdrawal takes effect on a later day."),
        "monitoring.no-day-of-effect": _("Of a withdrawal tell the day on which it takes effect."),
        "monitoring.not-signed": _(
            "A ratification follows a signature, and none is kept before that day. Without one it is an accession."
        ),
        "monitoring.bound-already": _("It is a party on that day already."),
        "monitoring.signed-already": _("Its signature stands on that day already."),
        "monitoring.leads": _("You represent the member that leads this."),
        "monitoring.no_such_region": _("There is no such region."),
        "monitoring.lead_not_here": _("The one named as lead is no member in good standing."),
        "monitoring.nothing-to-withdraw-from": _("It had neither signed nor become a party by that day."),
        "monitoring.list_changed": _(
            "What is kept has changed since you looked. It was compared anew: look through it, and choose again."
        ),
        "monitoring.nothing_to_take": _("Nothing was chosen of this list, so nothing was changed."),
        "monitoring.list_contradicts": _("%(who)s: what you chose cannot be. %(why)s"),
    }
)

SOURCE_KINDS: dict[str, Label] = {
    sources.Kind.DOCUMENT: _("document"),
    sources.Kind.PAGE: _("page on the net"),
    sources.Kind.STATEMENT: _("statement"),
    sources.Kind.TESTIMONY: _("testimony"),
    sources.Kind.PICTURE: _("photograph or picture"),
    sources.Kind.FIGURES: _("set of figures"),
}
RELIABILITY: dict[str, Label] = {
    sources.Reliability.RELIABLE: _("A: reliable"),
    sources.Reliability.USUALLY: _("B: usually reliable"),
    sources.Reliability.FAIRLY: _("C: fairly reliable"),
    sources.Reliability.NOT_USUALLY: _("D: not usually reliable"),
    sources.Reliability.UNRELIABLE: _("E: unreliable"),
    sources.Reliability.NOT_JUDGED: _("F: cannot be judged"),
}
"""The scale of AJP-2.1 (`rules.sources`): of the source."""
CREDIBILITY: dict[str, Label] = {
    sources.Credibility.CONFIRMED: _("1: confirmed by others"),
    sources.Credibility.PROBABLE: _("2: probably true"),
    sources.Credibility.POSSIBLE: _("3: possibly true"),
    sources.Credibility.DOUBTFUL: _("4: doubtful"),
    sources.Credibility.IMPROBABLE: _("5: improbable"),
    sources.Credibility.NOT_JUDGED: _("6: cannot be judged"),
}
"""The same scale: of what it says."""
SOURCE_READERS: dict[str, Label] = {
    sources.Readers.MEMBERS: _("everybody inside the coalition"),
    sources.Readers.KEEPERS: _("only those who keep sources"),
}

register_reasons(
    {
        "monitoring.copy_for_keepers": _("Only those who keep sources open the archived copy of this one."),
        "monitoring.source_gone": _("This source was withdrawn."),
        "monitoring.copy_stays": _(
            "The archived copy stays as long as the source does. Withdraw the source, with its reason."
        ),
        "monitoring.not_published": _("Write a year, a month or a day: 2026, 2026-03 or 2026-03-15."),
        "monitoring.no_address": _("This is no address on the net: it begins with https:// or http://."),
        "monitoring.formulas": _(
            "This table holds formulas, which would count anew when it is opened. Save it with the figures alone."
        ),
        "monitoring.copy_by_its_form": _("Add the archived copy where you say what the source is."),
        "monitoring.kept_already": _("Another source has this very content. Withdraw one of the two."),
        "monitoring.no_copy": _("This source has no archived copy."),
        "monitoring.other_kind": _("PDFs, pictures and plain texts are redacted here. Save it as a PDF first."),
        "monitoring.bad_words": _(
            "Words to be taken out have at least two letters, and are at most %(most)s, each on its own line."
        ),
        "monitoring.only_boxes": _("In a picture no words can be found. Say where they stand."),
        "monitoring.only_words": _("A text has no places. Say which words go."),
        "monitoring.bad_box": _("This is no place on a page: page, left, top, width and height, such as 1 10 25 40 3."),
        "monitoring.nothing_found": _(
            "Nothing was found that could be taken out. Look at the words and the boxes again."
        ),
        "monitoring.no_such_page": _("There is no page %(page)s."),
        "monitoring.too_many_pages": _(
            "Papers of more than %(most)s pages are not redacted here. Take out the pages that you need."
        ),
        "monitoring.too_much_drawn": _(
            "More than %(most)s pages would have to be drawn anew. Take out the pages that you need."
        ),
        "monitoring.not_located": _(
            "On page %(page)s these words can be read, and it cannot be told where they stand."
            " Draw a box around them, or take the page out."
        ),
    }
)
