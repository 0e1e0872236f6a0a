"""The tags of every page: clause, when, exactly, made_at, day, state, field, errors, mistakes, bar, pages, masthead and foot."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, Form, RadioSelect
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.core import clauses, clock, masthead, mistakes, navigation, times
from plenary.core.http.landing import address_to_read_of
from plenary.core.verdicts import Label

register = template.Library()


def _request(context: Context) -> HttpRequest | None:
    return context.get("request")


def _language() -> str:
    return get_language() or "en"


def _zone(context: Context) -> ZoneInfo:
    """The reader's zone when they signed in, else the coalition's, else UTC."""
    request = _request(context)
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return times.zone_of(user.time_zone)
    return times.zone_of(getattr(getattr(request, "coalition", None), "time_zone", "UTC"))


def _cited(context: Context, key: str) -> clauses.Citation | None:
    """The citation of a clause of the request's coalition, looked up once a request."""
    request = _request(context)
    coalition = getattr(request, "coalition", None)
    if request is None or coalition is None or not key:
        return None
    kept: dict[str, clauses.Citation | None] = request.__dict__.setdefault("clauses_cited", {})
    if key not in kept:
        kept[key] = clauses.citation(coalition.id, coalition.slug, key)
    return kept[key]


@register.simple_tag(takes_context=True)
def clause(context: Context, key: str) -> SafeString | str:
    """A link to a clause of the coalition's charter in force, by its number; nothing when there is none."""
    found = _cited(context, key)
    if found is None:
        return ""
    words = _("Charter § %(number)s") % {"number": found.number}
    return format_html('<a class="cite" href="{}" title="{}">{}</a>', found.url, found.title, words)


@register.simple_tag(takes_context=True)
def when(context: Context, moment: datetime | None) -> SafeString | str:
    """A moment as people say it: how far off it is, then weekday, date, hour and the place that names the zone."""
    if moment is None:
        return ""
    now, zone, language = clock.now(), _zone(context), _language()
    near = times.distance(moment, now=now, zone=zone, language=language)
    exactly = times.exact(moment, now=now, zone=zone, language=language)
    if not near:
        return format_html('<time datetime="{}"><span class="exact">{}</span></time>', moment.isoformat(), exactly)
    return format_html(
        '<time datetime="{}"><span class="near">{}</span><span class="sep">{} </span><span class="exact">{}</span></time>',
        moment.isoformat(),
        near,
        times.comma_of(language),
        exactly,
    )


@register.simple_tag(takes_context=True)
def exactly(context: Context, moment: datetime | None) -> str:
    """A moment without how far off it is: for what is read later than it was written."""
    if moment is None:
        return ""
    return times.exact(moment, now=clock.now(), zone=_zone(context), language=_language())


@register.simple_tag(takes_context=True)
def beside(context: Context, moment: datetime | None, other: datetime | None) -> str:
    """A moment beside another that is told already: its hour alone, where both are of one day for the reader."""
    if moment is None:
        return ""
    return times.exact_beside(moment, other, now=clock.now(), zone=_zone(context), language=_language())


@register.simple_tag(takes_context=True)
def made_at(context: Context) -> str:
    """When this page was made."""
    return exactly(context, clock.now())


@register.simple_tag(takes_context=True)
def date_in_zone(context: Context, moment: datetime | date | None) -> SafeString | str:
    """The date of a moment in the reader's zone: ``24 Nov``, with the year when it is another."""
    if moment is None:
        return ""
    words = times.day_in_words(moment, now=clock.now(), zone=_zone(context), language=_language())
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), words)


@register.simple_tag
def state(code: str, label: Label = "") -> SafeString:
    """A state: a word with a shape. The code chooses the shape, the label is the word."""
    return format_html('<span class="state {}">{}</span>', code.replace("_", "-"), label or code.replace("_", " "))


_LONG = 12
"""From so many choices on, a group scrolls in a box of its own."""


@register.inclusion_tag("core/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """One form field complete: label, help, errors, and the widget that refers to them. What another package writes into an
    empty field is left out: the label says it already, and stays when something is typed."""
    widget = bound.field.widget
    widget.attrs.pop("placeholder", None)
    grouped = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    return {
        "field": bound,
        "kind": "hidden"
        if bound.is_hidden
        else "group"
        if grouped
        else "tick"
        if isinstance(widget, CheckboxInput)
        else "line",
        "optional": not bound.field.required and not isinstance(widget, CheckboxInput),
        "is_long": grouped and len(getattr(bound.field, "choices", ())) > _LONG,
    }


@register.simple_tag(takes_context=True, name="mistakes")
def mistakes_tag(context: Context) -> mistakes.Mistakes:
    """What is wrong with the forms that the page shows again, for its title and its top."""
    made_of: dict[str, Any] = {str(name): value for name, value in context.flatten().items()}
    return mistakes.mistakes_in(_request(context), made_of)


@register.inclusion_tag("core/errors.html", takes_context=True)
def errors(context: Context, form: Form) -> dict[str, Any]:
    """The summary above a form of what must be corrected, each with a link to its field; nothing when all is well, nor where the
    top of the page has told it."""
    is_told = form in (context.get("mistakes") or ())
    return {"wrong": () if is_told or not form.is_bound else list(mistakes.wrong_with(form))}


@register.simple_tag(takes_context=True)
def address_to_read(context: Context) -> str:
    """The address at which the page, or the one where its form stands, can be read again: never one that only takes what a form
    sends, as far as the browser tells where it came from."""
    request = _request(context)
    return address_to_read_of(request) if request else ""


@register.simple_tag
def bar(
    value: int | float | Decimal | Fraction,
    total: int | float | Decimal | Fraction,
    label: Label,
    mark: int | float | Decimal | Fraction | None = None,
    against: int | float | Decimal | Fraction = 0,
) -> SafeString:
    """A proportion as a picture: `value` of `total`, `against` from the far end, a line at `mark`; `label` says it in words."""
    whole = float(total) or 1.0

    def share(part: Any) -> float:
        return round(min(max(float(part) / whole, 0.0), 1.0) * 100, 2)

    parts = [
        format_html('<rect class="of" width="100" height="10"/><rect class="is" width="{}" height="10"/>', share(value))
    ]
    if against:
        parts.append(
            format_html(
                '<rect class="not" x="{}" width="{}" height="10"/>', round(100 - share(against), 2), share(against)
            )
        )
    if mark is not None:
        parts.append(format_html('<rect class="mark" x="{}" width=".6" height="10"/>', max(share(mark) - 0.3, 0)))
    inner = mark_safe("".join(parts))  # noqa: S308  # each part was made by format_html
    return format_html(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>',
        label,
        inner,
    )


@register.inclusion_tag("core/pages.html", takes_context=True)
def pages(context: Context, page: Page[Any], name: str = "page") -> dict[str, Any]:
    """Links to the other pages of a list; the rest of the address stays as it is. Nothing when there is one page."""
    request = _request(context)
    query = request.GET.copy() if request else None

    def address(number: int) -> str:
        if query is None:
            return f"?{name}={number}"
        query[name] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "earlier": address(page.previous_page_number()) if page.has_previous() else "",
        "later": address(page.next_page_number()) if page.has_next() else "",
    }


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands at the top of a page: the coalition's name and address, its pages, and who acts."""

    name: str
    url: str
    pages: list[tuple[Label, str, bool]]
    who: masthead.Who | None


def _current(address: str, path: str, home: str) -> bool:
    return path == address or (address != home and path.startswith(address))


@register.simple_tag(takes_context=True, name="masthead")
def masthead_tag(context: Context) -> Masthead:
    """The masthead of the page: the coalition's pages that the reader may open, and who acts; else the product's name."""
    request = _request(context)
    coalition, standing = getattr(request, "coalition", None), getattr(request, "standing", None)
    if request is None or coalition is None or standing is None:
        return Masthead("Plenary", "/", [], None)
    home = f"/c/{coalition.slug}/"
    shown = [
        (label, address, _current(address, request.path, home))
        for label, address in navigation.pages_for(standing, coalition.slug)
    ]
    return Masthead(coalition.name_in(_language()), home, shown, masthead.who(standing))


@register.simple_tag(takes_context=True)
def foot(context: Context) -> list[masthead.Foot]:
    """The remarks at the foot of a coalition's page."""
    standing = getattr(_request(context), "standing", None)
    return masthead.footers(standing) if standing is not None else []
