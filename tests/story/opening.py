"""What members of the story say of themselves: to all, to the board, to whoever leads the conversation; and on which subjects
they need room."""

from collections.abc import Callable

from plenary.core import clock
from plenary.membership import actions as membership
from plenary.membership.actions import Given, Offer, Promise
from plenary.membership.models import Member, Room
from plenary.membership.rules.contributions import Capacity, Circle, Kind
from plenary.membership.rules.opening import Audience, Question
from tests.story.stage import days_ago
from tests.story.troupe import Troupe

type Words = Callable[[str], str]

_TO = {Question.WHO: Audience.MEMBERS, Question.CANNOT: Audience.STEERING, Question.SUBJECTS: Audience.FACILITATOR}


def tell(troupe: Troupe, words: Words) -> None:
    """Answers for each audience, one that was changed; and an office, on which nobody wants to be named. A protected member
    says so too."""
    for part in ("other", "protected"):
        with clock.set_to(days_ago(15.9)):
            _answer(troupe, part, words, "At first.", list(_TO))
        with clock.set_to(days_ago(15.6)):
            _answer(troupe, part, words, "Today.", [Question.WHO, Question.SUBJECTS])
            _ask(troupe, part, words)
            _bring(troupe, part, words)


def _member(troupe: Troupe, part: str) -> Member:
    return Member.objects.of(troupe.of.id).get(id=troupe.by(part).member)


def _answer(troupe: Troupe, part: str, words: Words, text: str, questions: list[Question]) -> None:
    given = [Given(question=each, words=words(text), audience=_TO[each], language="en") for each in questions]
    membership.answer_opening(by=troupe.by(part), member=_member(troupe, part), given=given)


def _ask(troupe: Troupe, part: str, words: Words) -> None:
    """One that all members hear of, agreed and touched by what is opened later; one for whoever leads the conversation."""
    told = {"cannot": words("Be named."), "does": words("Leave us out.")}
    room = Room(subject=words("Premises"), key_words=f"{words('rent')}, share an office", **told)
    by, member = troupe.by(part), _member(troupe, part)
    membership.ask_accommodation(
        by=by, member=member, room=room, audience=Audience.MEMBERS, language="en", consents=True
    )
    alone = Room(subject=words("Salaries"), key_words=words("wages"), **told)
    membership.ask_accommodation(by=by, member=member, room=alone, audience=Audience.FACILITATOR, language="en")


def _bring(troupe: Troupe, part: str, words: Words) -> None:
    """What one brings and promises, to all members and to the board; some of it is delivered, one offer is taken back."""
    by, member = troupe.by(part), _member(troupe, part)
    for circle in Circle:
        told = {"unit": words("listeners"), "area": words("The coast"), "not_for": words("No party.")}
        offer = Offer(kind=Kind.REACH, words=words("Radio"), number=20, country="KEN", audience=circle, **told)
        membership.offer_contribution(by=by, member=member, offer=offer)
        promise = Promise(
            words=words("We host."), capacity=Capacity.SMALL, number=3, unit=words("days"), audience=circle
        )
        made = membership.promise(by=by, member=member, promised=promise)
        membership.deliver(by=by, commitment=made, on=clock.now().date(), number=1, words=words("One day."))
    spoken = Offer(kind=Kind.LANGUAGE, words=words("Swahili"), language="sw")
    membership.withdraw_contribution(
        by=by, contribution=membership.offer_contribution(by=by, member=member, offer=spoken)
    )
