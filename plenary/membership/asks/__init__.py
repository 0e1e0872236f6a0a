"""What membership asks on the desk: applicants that wait, a purpose not accepted yet, a leave that may end, a silence."""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.charter.queries import charter_of
from plenary.coalitions.queries import slug_of
from plenary.core import clock
from plenary.core.asks import Ask, asks, asks_at_desk
from plenary.core.standing import Mandate, Standing
from plenary.membership.asks import conduct as conduct
from plenary.membership.models import Member
from plenary.membership.permissions import may_administer_members, may_return
from plenary.membership.queries import member_of, waiting_unseen
from plenary.membership.queries.asked import AskedOf, asked_of_member
from plenary.membership.rules import AWAITED, AWAY, BELONGING, WAITING, Status
from plenary.membership.rules.contributions import due_at
from plenary.membership.rules.opening import looks_again_at
from plenary.membership.rules.taking_over import is_unread
from plenary.membership.rules.welcoming import is_told, welcomed_until
from plenary.membership.welcoming import welcome_of

SOON = timedelta(days=14)
"""So long before its day a promise is asked about."""


@asks
def applicants_wait(standing: Standing) -> Iterable[Ask]:
    """Officers who keep the list: those who wait for a decision. Two queries."""
    if not may_administer_members(standing) or not (waiting := waiting_unseen(standing.coalition)):
        return
    yield Ask(
        title=ngettext("%(number)s applicant waits", "%(number)s applicants wait", waiting) % {"number": waiting},
        sentence=_("The coalition decides on admission; someone must propose it."),
        url=reverse("membership:applicants", args=[slug_of(standing.coalition)]),
        button=_("See who waits"),
        clause="matter.membership.admit",
    )


@asks
def of_its_member(standing: Standing) -> Iterable[Ask]:
    """What is asked of a member as such: its purpose to be accepted, its application to be answered, to come back,
    to say whether it is still here, the opening questions, a subject that is touched, a promise that is due, to take another
    member in or ask again to be taken in. One query."""
    if standing.mandate not in (Mandate.DECIDES, Mandate.CONSULTS):
        return
    asked = asked_of_member(standing)
    if asked is None:
        return
    yield from _purpose(standing, asked.member)
    yield from _applying(standing, asked)
    yield from _taking_part(standing, asked.member)
    if standing.member_status in BELONGING:
        yield from _opening(standing, asked)
        yield from _touched(standing, asked)
        yield from _promised(standing, asked)
        yield from _taking_in(standing, asked)
        yield from _taking_over(standing, asked)


def _purpose(standing: Standing, member: Member) -> Iterable[Ask]:
    """Representatives who may decide for a member that was taken up without them: whoever joins accepts the purpose (A1)."""
    if standing.mandate is not Mandate.DECIDES or member.accepted_purpose_at is not None:
        return
    yield Ask(
        title=_("Read and accept the purpose"),
        sentence=_("%(name)s was entered by an officer or an import; the purpose is for you to accept.")
        % {"name": member.name},
        url=reverse("membership:member", args=[slug_of(standing.coalition), member.id]),
        button=_("Read the purpose"),
        clause="purpose",
    )


def _applying(standing: Standing, asked: AskedOf) -> Iterable[Ask]:
    """Of an applicant: what its category requires and it has not answered (B4); who would gladly work with it (A9)."""
    member = asked.member
    if standing.mandate is not Mandate.DECIDES or member.status not in WAITING or member.protected:
        return
    url = reverse("membership:application", args=[slug_of(standing.coalition), member.id])
    asks_something = charter_of(standing.coalition).requirements(member.category)
    if member.accepted_purpose_at is not None and not asked.has_evidence and asks_something:
        yield Ask(
            title=_("Say how you meet what is asked"),
            sentence=_("The charter asks something of those who join; %(name)s has not answered yet.")
            % {"name": member.name},
            url=url,
            button=_("Answer"),
            clause=f"category.{member.category}",
        )
    if asked.yeses:
        words = ngettext(
            "%(number)s member would gladly work with you", "%(number)s members would gladly work with you", asked.yeses
        )
        yield Ask(
            title=words % {"number": asked.yeses},
            sentence=_("You may say the same; those who decide on admission read it then. You need not."),
            url=url,
            button=_("See who they are"),
            is_calm=True,
        )


def _taking_in(standing: Standing, asked: AskedOf) -> Iterable[Ask]:
    """Representatives who may decide: another member asks to become one with theirs (B4); what theirs asked must be asked again,
    since whoever did so decides for it no more."""
    member = asked.member
    if standing.mandate is not Mandate.DECIDES or member.protected:
        return
    if asked.asks_again:
        yield Ask(
            title=_("Say again whether your member goes into another"),
            sentence=_(
                "Nobody who decides for %(name)s now is known to have asked. Nothing happens unless it asks again."
            )
            % {"name": member.name},
            url=reverse("membership:member", args=[slug_of(standing.coalition), member.id]),
            button=_("See what it is"),
            clause=f"category.{member.category}",
        )
    if not asked.takes_in:
        return
    yield Ask(
        title=_("Another member asks to become one with you"),
        sentence=_("It would merge into %(name)s. Nothing happens unless you agree.") % {"name": member.name},
        url=reverse("membership:member", args=[slug_of(standing.coalition), member.id]),
        button=_("See who asks"),
        clause=f"category.{member.category}",
    )


def _taking_over(standing: Standing, asked: AskedOf) -> Iterable[Ask]:
    """Somebody went who acted for it: to read what is open, until one did (B1). It waits for nobody."""
    if asked.gone_at and is_unread(asked.gone_at, asked.read_at, standing.as_of):
        yield Ask(
            title=_("What you take over"),
            sentence=_("Somebody no longer acts for your member. See what is open, so that nothing is lost."),
            url=reverse("membership:take_over", args=[slug_of(standing.coalition)]),
            button=_("See what is open"),
            is_calm=True,
        )


def _taking_part(standing: Standing, member: Member) -> Iterable[Ask]:
    """One click for a member on leave or dormant to come back, and for one that was asked, to say that it is still here."""
    status = Status(member.status)
    is_away = status in AWAY
    if is_away and may_return(standing, member):
        slug = slug_of(standing.coalition)
        yield Ask(
            title=_("Come back"),
            sentence=_(status.place.coming_back) % {"name": member.name},
            url=reverse("membership:member", args=[slug, member.id]),
            button=_("Come back"),
            clause="accountability",
            does=reverse("membership:here", args=[slug]),
        )
    elif not is_away and member.is_asked:
        slug = slug_of(standing.coalition)
        days = charter_of(standing.coalition).accountability.answer_days
        told = _("%(name)s has taken no part for long. Without a sign of it, it is no longer waited for in votes.")
        yield Ask(
            title=_("Still here?"),
            sentence=told % {"name": member.name},
            url=reverse("membership:member", args=[slug, member.id]),
            button=_("We are still here"),
            due=member.dormancy_noticed_at and member.dormancy_noticed_at + timedelta(days=days),
            clause="accountability",
            does=reverse("membership:here", args=[slug]),
        )


def _opening(standing: Standing, asked: AskedOf) -> Iterable[Ask]:
    """The opening questions, once another member has begun to answer, and a year after it last looked at its answers (A8). It
    waits for nobody."""
    again = looks_again_at([asked.looked_at]) if asked.looked_at else None
    if (again and again > clock.now()) or (again is None and not asked.is_begun):
        return
    yield Ask(
        title=_("Look at your answers again") if again else _("Answer the opening questions"),
        sentence=_("A year has passed since you said who you are, what you bring and what you cannot give.")
        if again
        else _("Other members have said who they are, what they bring and what they cannot give."),
        url=reverse("membership:member_opening", args=[slug_of(standing.coalition), standing.member]),
        button=_("Look at them") if again else _("Answer"),
        due=again,
        is_calm=True,
    )


def _touched(standing: Standing, asked: AskedOf) -> Iterable[Ask]:
    """That something touches a subject on which it asked for room."""
    if asked.touches:
        yield Ask(
            title=ngettext("A subject of yours is touched", "Subjects of yours are touched", asked.touches),
            sentence=_(
                "Something that goes out touches a subject on which you asked for room. Say what you need in time."
            ),
            url=reverse("membership:accommodations", args=[slug_of(standing.coalition), standing.member]),
            button=_("See what it is"),
        )


def _promised(standing: Standing, asked: AskedOf) -> Iterable[Ask]:
    """The next promise that is due within the fortnight, or was: what became of it."""
    if asked.due_on and asked.due_on <= clock.now().date() + SOON:
        yield Ask(
            title=_("A promise of yours is due"),
            sentence=_("Say what was delivered, in whole or in part, or take the promise back."),
            url=reverse("membership:member", args=[slug_of(standing.coalition), standing.member]),
            button=_("Say what was delivered"),
            due=due_at(asked.due_on),
        )


@asks_at_desk
def first_steps(standing: Standing) -> Iterable[Ask]:
    """Of a newly admitted member: how many of its first steps are done, until all are (B4). It waits for nobody, and no mail
    tells of it. One query, and as many as rooms need until the first weeks are over."""
    if standing.mandate not in (Mandate.DECIDES, Mandate.CONSULTS) or standing.member_status not in AWAITED:
        return
    member = member_of(standing)
    until = welcomed_until(member.joined_at, member.provisional_until) if member else None
    if until is None or standing.as_of >= until:
        return
    welcome = welcome_of(standing)
    if is_told([step.is_done for step in welcome.steps], until, standing.as_of):
        facts = {"done": welcome.done, "all": len(welcome.steps)}
        words = ngettext(
            "Your first weeks: %(done)s of %(all)s step is done",
            "Your first weeks: %(done)s of %(all)s steps are done",
            facts["all"],
        )
        yield Ask(
            title=words % facts,
            sentence=_("What helps to arrive, in the order that suits you. Nobody waits for it."),
            url=reverse("membership:welcome", args=[slug_of(standing.coalition)]),
            button=_("See the steps"),
            is_calm=True,
        )
