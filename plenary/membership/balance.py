"""How power and burden are spread over the coalition (B11): rooms register what they measure of members and of persons.

Protected members and persons are in none of it. Groups of fewer than five are folded together (`rules.balance`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from plenary.charter.queries import charter_of
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.directory.labels import GENDER_GROUPS
from plenary.directory.models import Person
from plenary.directory.rules.countries import country_name
from plenary.directory.rules.gender import counted
from plenary.directory.rules.regions import region_name
from plenary.membership.labels import CAPACITY
from plenary.membership.models import Member, MemberCommitment, Representative
from plenary.membership.queries.contributions import capacities, delivered
from plenary.membership.queries.members import listed_members
from plenary.membership.rules import BELONGING
from plenary.membership.rules.balance import Group, by_place, percent, settled, spread, untold
from plenary.membership.rules.capacity import carries, is_scale, share_of
from plenary.membership.rules.contributions import Capacity, Circle

type Amounts = Callable[[str], Mapping[str, int]]
type Persons = Callable[[str], Iterable[str] | Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Something that is spread over members: `amounts` takes a coalition's id and gives how much of it by a member's id, in a
    constant number of queries."""

    code: str
    label: Label
    amounts: Amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A group in words, with its number of all that are counted, and each measure's amount (None: it could tell of one person)
    and total."""

    name: str
    number: int
    of: int
    amounts: tuple[tuple[Label, int | None, int], ...]

    @property
    def share(self) -> int:
        """The group in hundredths of all."""
        return percent(self.number, self.of)

    @property
    def cells(self) -> list[tuple[Label, int | None, int, int]]:
        """Of each measure its label, the amount (None: not told), the total, and the share in hundredths."""
        return [(label, amount, total, percent(amount or 0, total)) for label, amount, total in self.amounts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """How it is spread by one property: what it is by, the measures, the groups, what a group counts, and of what it is not
    told, with why."""

    code: str
    heading: Label
    measures: tuple[Label, ...]
    rows: tuple[Row, ...]
    counts: Label
    without: Label = ""


_measures: dict[str, Measure] = {}
_persons: dict[str, tuple[Label, Persons]] = {}


def register_measure(measure: Measure) -> None:
    """Bring something that is spread over members. Raises ValueError when its code is taken."""
    if measure.code in _measures:
        raise ValueError(f"{measure.code} is registered twice")
    _measures[measure.code] = measure


def register_persons(code: str, label: Label, persons: Persons) -> None:
    """Bring persons who hold or did something, by a coalition's id: each id as often as they do. They are told by gender, as
    they give it themselves; it is never inferred. What they did is given in lots (`rules.balance.in_lots`). Raises ValueError
    when the code is taken."""
    if code in _persons:
        raise ValueError(f"{code} is registered twice")
    _persons[code] = (label, persons)


def balance_and_own(standing: Standing) -> tuple[tuple[Table, ...], Row | None]:
    """The tables, as whoever may read the list of members reads them: by region, by size as members say it, by gender; and the
    figures of the member that one acts for beside the totals, for itself alone: None where it is not among those that are
    counted, or these are too few."""
    members = list(listed_members(standing).filter(status__in=BELONGING).order_by("id"))
    measured = {code: measure.amounts(standing.coalition) for code, measure in _measures.items()}
    labels = {code: measure.label for code, measure in _measures.items()}
    sizes = capacities(standing.coalition)
    regions = spread(by_place({each.id: each.region or _NOT_SAID for each in members}), measured)
    by_size = spread({each.id: sizes.get(each.id, _NOT_SAID) for each in members}, measured)
    by_region = _table("region", labels, regions, _region_name)
    tables = (by_region, _table("size", labels, by_size, _size_name), _by_gender(standing))
    own = next((each for each in members if each.id == standing.member), None)
    if own is None or not regions:
        return tables, None
    totals = {code: sum(group.amounts[code] for group in regions) for code in labels}
    amounts = tuple((labels[code], measured[code].get(own.id, 0), total) for code, total in totals.items() if total)
    return tables, Row(name=own.name, number=1, of=len(members), amounts=amounts)


_NOT_SAID = "-"


_HEADINGS: Mapping[str, tuple[Label, Label]] = {
    "region": (gettext_lazy("By region"), gettext_lazy("Members")),
    "size": (gettext_lazy("By size, as members say it"), gettext_lazy("Members")),
    "gender": (gettext_lazy("By gender, as persons give it"), gettext_lazy("Persons")),
}
"""Of each table its heading, and what its groups count."""


_OF_ORGANISATIONS = gettext_lazy(
    "Promises, what was delivered, items presented and actions done are of members, and an organisation has no gender: they "
    "stand by region and size alone."
)


def _table(
    code: str,
    labels: Mapping[str, Label],
    groups: Iterable[Group],
    named: Callable[[str], str],
    *,
    of_persons: bool = False,
) -> Table:
    """What nobody has any of is left out; `of_persons`: what could tell of one of them too."""
    found = list(groups)
    hidden = {key: untold({group.code: group.givers[key] for group in found}) if of_persons else () for key in labels}
    totals = {key: total for key in labels if (total := sum(group.amounts[key] for group in found))}
    totals = {key: total for key, total in totals.items() if len(hidden[key]) < len(found)}
    everyone = sum(group.number for group in found)
    rows = tuple(
        Row(
            name=named(group.code) if group.code else _("others together") if len(found) > 1 else _("all together"),
            number=group.number,
            of=everyone,
            amounts=tuple(
                (labels[key], None if group.code in hidden[key] else group.amounts[key], total)
                for key, total in totals.items()
            ),
        )
        for group in found
    )
    heading, counts = _HEADINGS[code]
    measures = tuple(labels[key] for key in totals)
    without = _OF_ORGANISATIONS if of_persons else ""
    return Table(code=code, heading=heading, measures=measures, rows=rows, counts=counts, without=without)


def _by_gender(standing: Standing) -> Table:
    """All who act for members, and whoever else holds or did something, by the gender that they gave. Two queries besides
    those of the rooms."""
    held = {code: Counter(persons(standing.coalition)) for code, (_label, persons) in _persons.items()}
    ids = {each for holders in held.values() for each in holders} | _acting(standing.coalition)
    cards = Person.objects.of(standing.coalition).filter(pk__in=ids, protected=False, removed_at=None)
    genders = {key: counted(given) or _NOT_SAID for key, given in cards.values_list("pk", "gender_given")}
    labels = {code: label for code, (label, _persons_of) in _persons.items()}
    return _table("gender", labels, spread(genders, held), _gender_name, of_persons=True)


def _acting(coalition_id: str) -> set[str]:
    """Who acts for a member since it was admitted, by the id of the card, as it stood when at least five of them had changed
    (`rules.balance.settled`): who comes or goes alone is told by no difference. Nobody of protected ones. One query."""
    rows = Representative.objects.of(coalition_id).filter(member__protected=False, person__protected=False)
    told = rows.exclude(member__joined_at=None).values_list("person_id", "since", "until", "member__joined_at")
    spells = (
        (who, max(since, joined).date(), until.date() if until else None)
        for who, since, until, joined in told.order_by()
        if joined
    )
    return set(settled(spells, clock.now().date()))


def _region_name(code: str) -> str:
    if code == _NOT_SAID:
        return _("not said")
    language = get_language() or "en"
    return country_name(region_name(code, language), language)


def _size_name(code: str) -> str:
    return str(CAPACITY[code]) if code in CAPACITY else _("not said")


def _gender_name(code: str) -> str:
    return _("not given") if code == _NOT_SAID else str(GENDER_GROUPS.get(code, code))


def _promised(coalition_id: str) -> Mapping[str, int]:
    return _numbers(coalition_id, only_delivered=False)


def _delivered(coalition_id: str) -> Mapping[str, int]:
    return _numbers(coalition_id, only_delivered=True)


def _carried(coalition_id: str) -> Mapping[str, int]:
    """What each member can carry, in hundredths of one of large capacity, as the charter scales it; nothing where it scales
    nothing. Two queries besides the charter's."""
    rule = charter_of(coalition_id).accountability
    if not is_scale(rule):
        return {}
    sizes = capacities(coalition_id)
    ids = Member.objects.of(coalition_id).filter(status__in=BELONGING).values_list("id", flat=True)
    return {key: carries(share_of(rule, Capacity(sizes[key]) if key in sizes else None)) for key in ids}


def _numbers(coalition_id: str, *, only_delivered: bool) -> Mapping[str, int]:
    """How many promises to all each member gave, or delivered; those taken back are left out. One query."""
    rows = MemberCommitment.objects.of(coalition_id).filter(withdrawn_at=None, audience=Circle.MEMBERS)
    rows = rows.filter(delivered()) if only_delivered else rows
    found: dict[str, int] = {}
    for key in rows.order_by().values_list("member_id", flat=True):
        found[key] = found.get(key, 0) + 1
    return found


def of_their_members(coalition_id: str, persons: Iterable[str]) -> Mapping[str, int]:
    """How often persons (ids) stand among these, by the id of the member for which each acts now; protected persons, and those
    who act for none, are left out. Serves rooms that know persons alone. One query."""
    rows = Representative.objects.of(coalition_id).filter(until=None, person__protected=False)
    acting = dict(rows.order_by().values_list("person_id", "member_id"))
    return Counter(acting[each] for each in persons if each in acting)


register_measure(
    Measure(code="carries", label=gettext_lazy("What it can carry (100: large capacity)"), amounts=_carried)
)
register_measure(Measure(code="promised", label=gettext_lazy("Promises"), amounts=_promised))
register_measure(Measure(code="delivered", label=gettext_lazy("Delivered"), amounts=_delivered))
