"""Effects that form a committee or a task force besides those of the charter, change what it is for, and close it."""

from collections.abc import Iterable, Mapping

from django.utils import formats
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from plenary.bodies.actions import formed as actions
from plenary.bodies.formed import formed_bodies, name_of, terms_of_reference
from plenary.bodies.grounds import grounds_holding
from plenary.bodies.labels import KIND
from plenary.bodies.models import FormedBody
from plenary.bodies.rules.formed import LONGEST_TERMS, Formation, FormationError, formation_of, id_in, words_of
from plenary.charter.decidable import CannotCarryOut, Lasting, Payload, register_effect
from plenary.charter.queries import called, charter_of
from plenary.charter.rules.schema import Charter, Words
from plenary.charter.rules.words import words_in
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Refused


def _formation(charter: Charter, payload: Payload) -> Formation:
    return formation_of(payload, charter.languages, {body.code for body in charter.bodies})


class FormBody(Lasting):
    """Form a committee or a task force.

    Payload: ``{"kind": "committee" | "task_force", "names": {tag: name}, "terms": {tag: Markdown}, "seats": number,
    "open": bool, "office_months": number, "rotates": bool, "reports_to": code of a body, "review": ISO date,
    "agreement": id of the agreement with its terms of reference}``; the last five may be left out.
    ``open``: members join by their own interest; else seats are filled by decision.
    """

    code = "bodies.form_body"
    matter = "bodies.form"
    label: Label = gettext_lazy("Form a committee or a task force")
    severable = False

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """As `formation_of` says; `bodies.review_is_past` for a day that is over; `bodies.no_such_agreement` for one that
        does not hold."""
        try:
            formation = _formation(charter_of(coalition_id), payload)
        except FormationError as error:
            return [error.reason]
        review = formation.review_on
        if review and review < clock.now().date():
            return ["bodies.review_is_past"]
        return _resting(coalition_id, formation)

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """What is formed, how it is filled, to whom it reports, on which agreement it rests, and what it is for. One query at
        most besides the charter's."""
        charter, given = charter_of(coalition_id), list(payloads)
        titles = grounds_holding(coalition_id, [str(payload.get("agreement") or "") for payload in given])
        return [_sentence(charter, payload, titles) for payload in given]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Form it. Cannot where what is asked no longer fits the charter, or the agreement on which it rests holds no more."""
        try:
            formation = _formation(charter_of(by.coalition), payload)
        except FormationError as error:
            raise CannotCarryOut(error.reason) from error
        for reason in _resting(by.coalition, formation):
            raise CannotCarryOut(reason)
        actions.form_body(by=by, formation=formation, adopted_by=str(payload.get("proposal") or ""))


def _resting(coalition_id: str, formation: Formation) -> list[str]:
    """The reason where a body is to rest on an agreement that does not hold. One query at most."""
    asked = formation.agreement
    return ["bodies.no_such_agreement"] if asked and asked not in grounds_holding(coalition_id, [asked]) else []


def _rests(title: str | None) -> str:
    """On what a body rests, in a sentence: on an agreement of this title; empty: not told here; None: it holds no more."""
    if title is None:
        return _("It was to rest on an agreement that does not hold any more.")
    return _("It rests on the agreement “%(title)s”.") % {"title": title} if title else _("It rests on an agreement.")


def _sentence(charter: Charter, payload: Payload, titles: Mapping[str, str]) -> str:
    try:
        formation = _formation(charter, payload)
    except FormationError:
        return _("A body is formed that the charter no longer allows so.")
    language = get_language() or "en"
    facts = {
        "name": words_in(formation.names, language, charter.languages),
        "kind": KIND[formation.kind],
        "terms": words_in(formation.terms, language, charter.languages),
        "seats": ngettext("%(count)d seat", "%(count)d seats", formation.seats) % {"count": formation.seats},
    }
    told = [
        _("“%(name)s” is formed, a %(kind)s with %(seats)s that members take by their own interest.") % facts
        if formation.is_open
        else _("“%(name)s” is formed, a %(kind)s with %(seats)s that are filled by decision.") % facts
    ]
    if formation.rotates:
        told.append(_("Those who sit in it chair it by turns."))
    if formation.reports_to:
        names = charter.body(formation.reports_to).names
        told.append(_("It reports to: %(body)s.") % {"body": called(charter, names, formation.reports_to)})
    if formation.agreement:
        told.append(_rests(titles.get(formation.agreement)))
    if formation.review_on:
        day = formats.date_format(formation.review_on, "DATE_FORMAT")
        told.append(_("It is looked at again on %(day)s.") % {"day": day})
    return " ".join([*told, _("What it is for: %(terms)s") % facts])


class AmendTerms(Lasting):
    """Change what a formed body is for, or how it gets its chair. Payload: ``{"body": code, "terms": {tag: Markdown}, "rotates":
    bool}``; what stays as it is may be left out."""

    code = "bodies.amend_terms"
    matter = "bodies.form"
    label: Label = gettext_lazy("Change what a committee or a task force is for")
    severable = False

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """`bodies.no_such_body`, `bodies.body_is_closed`, `bodies.no_terms_of_reference`, `bodies.same_terms_of_reference`."""
        body = _bodies(coalition_id, [payload]).get(_code(payload))
        if body is None or body.closed_at is not None:
            return ["bodies.body_is_closed" if body else "bodies.no_such_body"]
        try:
            words = _words(charter_of(coalition_id), payload)
        except FormationError as error:
            return [error.reason]
        is_other = "rotates" in payload and (payload["rotates"] is True) != body.rotates
        is_other = is_other or (words is not None and terms_of_reference(body)[0].words != words)
        return [] if is_other else ["bodies.same_terms_of_reference"]

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """What each body is for from then on, and how it gets its chair. One query besides the charter's."""
        given, charter = list(payloads), charter_of(coalition_id)
        found = _bodies(coalition_id, given)
        return [_amended(charter, _named(charter, found.get(_code(payload))), payload) for payload in given]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Put the new terms of reference in force. Cannot where the body was closed meanwhile."""
        problems = self.problems(by.coalition, payload)
        if problems:
            raise CannotCarryOut(problems[0])
        actions.amend_terms(
            by=by,
            code=_code(payload),
            words=_words(charter_of(by.coalition), payload),
            rotates=payload["rotates"] is True if "rotates" in payload else None,
            adopted_by=str(payload.get("proposal") or ""),
        )


def _words(charter: Charter, payload: Payload) -> Words | None:
    """The new terms of reference; None where they stay as they are. Raises FormationError."""
    if "terms" not in payload and "rotates" in payload:
        return None
    return words_of(payload.get("terms"), charter.languages, LONGEST_TERMS, "bodies.no_terms_of_reference")


def _amended(charter: Charter, name: str, payload: Payload) -> str:
    words, told = payload.get("terms"), []
    if words or "rotates" not in payload:
        kept = {str(tag): str(text) for tag, text in words.items()} if isinstance(words, Mapping) else {}
        facts = {"name": name, "terms": words_in(kept, get_language() or "en", charter.languages)}
        told.append(_("What “%(name)s” is for is from then on: %(terms)s") % facts)
    if "rotates" in payload:
        by_turns = _(
            "The chair of “%(name)s” passes by turns among those who sit in it, from the end of the present term on."
        )
        elected = _("The chair of “%(name)s” is elected by those who sit in it, from the end of the present term on.")
        told.append((by_turns if payload["rotates"] is True else elected) % {"name": name})
    return " ".join(told)


class CloseBody(Lasting):
    """Close a formed body; its seats and offices end with it. Payload: ``{"body": code}``."""

    code = "bodies.close_body"
    matter = "bodies.form"
    label: Label = gettext_lazy("Close a committee or a task force")
    severable = False

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """`bodies.no_such_body`, `bodies.body_is_closed`."""
        body = _bodies(coalition_id, [payload]).get(_code(payload))
        if body is None:
            return ["bodies.no_such_body"]
        return ["bodies.body_is_closed"] if body.closed_at is not None else []

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """One sentence a body. One query besides the charter's."""
        given, charter = list(payloads), charter_of(coalition_id)
        found = _bodies(coalition_id, given)
        words = _("“%(name)s” is closed: its seats and offices end, and what it was stays to be read.")
        return [words % {"name": _named(charter, found.get(_code(payload)))} for payload in given]

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Close it. Cannot where that was done meanwhile."""
        try:
            actions.close_body(by=by, code=_code(payload), closed_by=str(payload.get("proposal") or ""))
        except Refused as refusal:
            raise CannotCarryOut(refusal.verdict.reason, **refusal.verdict.facts) from refusal


def _code(payload: Payload) -> str:
    return str(payload.get("body") or "")


def _bodies(coalition_id: str, payloads: Iterable[Payload]) -> dict[str, FormedBody]:
    ids = [id_in(_code(payload)) for payload in payloads]
    return {row.code: row for row in formed_bodies(coalition_id).filter(id__in=ids)}


def _named(charter: Charter, body: FormedBody | None) -> str:
    return name_of(body, charter) if body else _("a body that is no longer here")


register_effect(FormBody(), matter=gettext_lazy("Forming and closing of committees and task forces"))
register_effect(AmendTerms())
register_effect(CloseBody())
