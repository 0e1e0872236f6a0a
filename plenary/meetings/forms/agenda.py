"""The form of an agenda: one for each item, and empty ones for more."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from plenary.core.forms import offer
from plenary.core.standing import Standing
from plenary.decisions.queries import open_proposals, visible_proposal
from plenary.meetings.actions import Item
from plenary.meetings.forms.named import MemberField
from plenary.meetings.labels import KIND
from plenary.meetings.models import AgendaItem
from plenary.meetings.rules import ItemKind

MORE = 3
"""So many empty items are offered beside those that are there."""
_MOST_PROPOSALS = 50


class ItemForm(forms.Form):
    """One item. One that has no title is none."""

    place = forms.IntegerField(
        label=_("Order"), required=False, validators=[MinValueValidator(1), MaxValueValidator(999)]
    )
    title = forms.CharField(
        label=_("Item"), required=False, max_length=200, help_text=_("Empty: the item is taken out.")
    )
    kind = forms.ChoiceField(label=_("It is"), choices=list(KIND.items()), initial="discuss")
    minutes = forms.IntegerField(
        label=_("Minutes"), initial=10, validators=[MinValueValidator(1), MaxValueValidator(1440)]
    )
    presenter = MemberField(label=_("Presented by"), required=False)
    proposal = forms.ChoiceField(label=_("On the proposal"), required=False)
    about = forms.CharField(label=_("In short"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))

    def __init__(
        self, *args: Any, standing: Standing, proposals: Sequence[tuple[str, str]], item_id: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.item_id = item_id
        self.fields["presenter"].standing = standing  # type: ignore[attr-defined]  # a field of this room's own
        offer(self, "proposal", [("", _("none")), *proposals])

    def item(self) -> Item | None:
        """The item, or None where it has no title. Ask when the form is valid."""
        given = self.cleaned_data
        if not given["title"]:
            return None
        return Item(
            id=self.item_id,
            title=given["title"],
            kind=ItemKind(given["kind"]),
            minutes=given["minutes"],
            about=given["about"],
            presenter=given["presenter"],
            proposal=given["proposal"],
        )


def agenda_forms(
    standing: Standing, items: Sequence[AgendaItem], data: Mapping[str, Any] | None = None
) -> list[ItemForm]:
    """The forms of an agenda: those that are there, then empty ones. What somebody put in meanwhile, and was not on the page
    that is sent, stays as it is."""
    proposals = [(row.pk, row.title) for row in open_proposals(standing)[:_MOST_PROPOSALS]]
    for item in items:
        seen = item.proposal_id and visible_proposal(standing, item.proposal_id)
        if seen and seen.pk not in dict(proposals):
            proposals.append((seen.pk, seen.title))
    shared: dict[str, Any] = {"standing": standing, "proposals": proposals}
    found = [
        ItemForm(_sent(data, item.pk), prefix=item.pk, item_id=item.pk, initial=_of(item, proposals), **shared)
        for item in items
    ]
    begins = {"kind": "discuss", "minutes": 10}
    return found + [
        ItemForm(_sent(data, f"new-{n}"), prefix=f"new-{n}", initial={**begins, "place": len(items) + n}, **shared)
        for n in range(1, MORE + 1)
    ]


def items_in(forms_sent: Sequence[ItemForm], items: Sequence[AgendaItem]) -> list[Item]:
    """The items of valid forms, in the order that they ask for."""
    found: list[tuple[int, Item]] = []
    for number, form in enumerate(forms_sent, 1):
        if form.is_bound:
            item, place = form.item(), form.cleaned_data["place"]
        else:
            row = next((each for each in items if each.pk == form.item_id), None)
            item, place = (as_item(row), row.place) if row else (None, None)
        if item is not None:
            found.append((place or number, item))
    return [item for _place, item in sorted(found, key=lambda each: each[0])]


def as_item(row: AgendaItem) -> Item:
    """An item as it stands."""
    return Item(
        id=row.pk,
        title=row.title,
        kind=ItemKind(row.kind),
        minutes=row.minutes,
        about=row.about,
        presenter=row.presenter_id or "",
        proposal=row.proposal_id or "",
    )


def _sent(data: Mapping[str, Any] | None, prefix: str) -> Mapping[str, Any] | None:
    return data if data is not None and f"{prefix}-title" in data else None


def _of(item: AgendaItem, proposals: Sequence[tuple[str, str]]) -> dict[str, Any]:
    names = ("place", "title", "kind", "minutes", "about")
    shown = item.presenter.name if item.presenter and not item.presenter.protected else ""
    proposal = item.proposal_id if item.proposal_id in dict(proposals) else ""
    return {name: getattr(item, name) for name in names} | {"presenter": shown, "proposal": proposal}
