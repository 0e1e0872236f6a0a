"""What the person in danger did in meetings, on agreements and for her members: every way in which these show who it was."""

from plenary.agreements import actions as agreements
from plenary.agreements.models import Paragraph
from plenary.agreements.queries import visible_agreement
from plenary.agreements.rules import Form
from plenary.core import clock, visibility
from plenary.core.standing import Standing, standing_of
from plenary.decisions.rules.amendments import Act
from plenary.files import actions as files
from plenary.files.tests.factories import SHELF
from plenary.meetings import actions as meetings
from plenary.meetings.models import AgendaItem, DateOption, Meeting
from plenary.meetings.rules import Manner
from plenary.membership import actions as membership
from plenary.membership.actions import Given, Offer, Promise, StepGiven
from plenary.membership.models import Member, Representative, Room
from plenary.membership.rules.conduct import Taken
from plenary.membership.rules.contributions import Capacity, Kind
from plenary.membership.rules.opening import Audience, Question


def takes_part(by: Standing, ids: dict[str, str]) -> None:
    """By her, for the member for whom she speaks: herself, or an organisation."""
    _meets(by, ids)
    agreement = visible_agreement(by, ids["agreement_id"])
    assert agreement
    assert agreement.current
    agreements.sign(
        by=by, agreement=agreement, hash=agreement.current.hash, form=Form.PERSONAL, reservation="Not at night."
    )
    paragraph = Paragraph.objects.of(by.coalition).filter(agreement=agreement).first()
    assert paragraph
    agreements.suggest(
        by=by, agreement=agreement, paragraph=paragraph, act=Act.ADD, words="And quietly.", reason="They listen."
    )
    _says(by)
    files.keep_file(by=by, kind=SHELF, parent_id=visibility.MEMBERS, name="notes.txt", data=b"What was said.")


def _meets(by: Standing, ids: dict[str, str]) -> None:
    """She is there, waits to speak, writes minutes and takes on a task; and says when she can come and what she needs."""
    there = Meeting.objects.of(by.coalition)
    meeting, asked, held = (there.get(pk=ids[key]) for key in ("meeting_id", "asked", "held"))
    meetings.attend(by=by, meeting=meeting, manner=Manner.ONLINE)
    meetings.ask_to_speak(by=by, meeting=meeting)
    item = AgendaItem.objects.of(by.coalition).get(pk=ids["item_id"])
    meetings.write_minutes(by=by, item=item, notes="Lima is near.", revision=item.revision)
    meetings.agree_point(by=by, meeting=meeting, words="Ask again.", item=item, owner=by.member)
    option = DateOption.objects.of(by.coalition).get(pk=ids["option_id"])
    meetings.say_when(by=by, meeting=asked, answers={option.pk: "yes"})
    meetings.tell_need(by=by, meeting=asked, words="A way out.")
    meetings.object_to_minutes(by=by, meeting=held, words="It was said otherwise.")


def _says(by: Standing) -> None:
    """What her member says of itself, brings, promises, of what it cannot speak, and with whom it would gladly work."""
    member = Member.objects.of(by.coalition).get(pk=by.member)
    told = Given(question=Question.WHO, words="We map.", audience=Audience.MEMBERS, language="en")
    membership.answer_opening(by=by, member=member, given=[told])
    membership.offer_contribution(by=by, member=member, offer=Offer(kind=Kind.LANGUAGE, words="Fula", language="ff"))
    membership.promise(by=by, member=member, promised=Promise(words="We print.", capacity=Capacity.SMALL))
    room = Room(subject="Police", key_words="officers", cannot="Be named.", does="Leave us out.")
    membership.ask_accommodation(
        by=by, member=member, room=room, audience=Audience.MEMBERS, language="en", consents=True
    )
    deciding = Representative.objects.of(by.coalition).filter(
        until=None, mandate="decides", person__account__isnull=False
    )
    others = deciding.filter(member__status="active", member__protected=False).exclude(member=by.member)
    other = others.order_by("id")[0]
    membership.say_willing(by=by, member=other.member)
    membership.say_willing(by=standing_of(other.person.account_id, by.coalition), member=member)


def is_spoken_with(officer: Standing, member_id: str, name: str) -> None:
    """An officer speaks with her as the one who answers for her member, and enters that it was with her."""
    member = Member.objects.of(officer.coalition).get(pk=member_id)
    case = membership.open_case(
        by=officer, member=member, duty="answers when it is asked", clause="accountability", words="Shall we talk?"
    )
    talk = StepGiven(day=clock.now().date(), outcome="open", people=name, words="No answer yet.")
    membership.take_conduct_step(by=officer, case=case, step=Taken.TALK, given=talk)
