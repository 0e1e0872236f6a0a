"""Accommodations: what touches a subject in several scripts, who hears of it, who agrees, who is told."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plenary.core.asks import asks_of
from plenary.core.standing import Standing, standing_of
from plenary.membership import actions
from plenary.membership.matters import FACILITATE
from plenary.membership.models import Accommodation, Member, Room, TouchedSubject
from plenary.membership.queries.accommodations import accommodations_touched, visible_accommodations
from plenary.membership.rules.opening import Audience
from plenary.membership.rules.touching import folded, keys_of, passages_of, touching
from plenary.membership.tests.reading import acting, last, refused
from plenary.record.models import Entry, Opening
from tests import founding

ROOM = Room(
    subject="Police reform", key_words="réforme de la police, إصلاح الشرطة", cannot="We are paid by the ministry."
)


@pytest.mark.parametrize(
    ("key", "text", "is_touched"),
    [
        ("police reform", "On POLICE  Reform, now", True),
        ("police reform", "reform of the police", False),
        ("police", "policemen", False),
        ("réforme", "La REFORME de l’État", True),
        ("الأرض", "حقوق أرض الأجداد", True),
        ("إصلاح", "اصلاح الشرطة", True),
        ("警察", "关于警察改革的提案", True),
        ("ตำรวจ", "การปฏิรูปตำรวจไทย", True),
        ("полиция", "Полиция и мы", True),
        ("पुलिस सुधार", "अब पुलिस सुधार हो", True),
        ("", "anything", False),
        ("…", "anything", False),
    ],
)
def test_what_touches_a_subject(key: str, text: str, is_touched: bool) -> None:
    assert bool(touching([key], passages_of([text]))) is is_touched


ON_ONE_LINE = st.text(max_size=20).map(lambda words: words.replace("\n", " "))


@given(st.text(max_size=40), st.text(max_size=40), ON_ONE_LINE)
def test_a_key_is_found_wherever_it_stands_as_words(before: str, after: str, key: str) -> None:
    if folded(key):
        assert touching([key], passages_of([f"{before} . {key} . {after}"])) != ()


@given(st.text(max_size=60))
def test_folding_again_changes_nothing(text: str) -> None:
    assert folded(" ".join(folded(text))) == folded(text)


@given(ON_ONE_LINE, st.text(max_size=60))
def test_every_key_can_be_found(subject: str, key_words: str) -> None:
    keys = keys_of(subject, key_words)
    assert [key for key in keys if not touching([key], passages_of([key]))] == []
    assert len(set(keys)) == len(keys)


def asked(
    by: Standing, member: Member, audience: Audience = Audience.FACILITATOR, *, consents: bool = False
) -> Accommodation:
    return actions.ask_accommodation(
        by=by, member=member, room=ROOM, audience=audience, language="en", consents=consents
    )


@pytest.mark.django_db
def test_its_words_lie_sealed_and_its_audience_alone_hears_of_it() -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    by, other = acting(member), acting(founding.member(of, "Other"), "other@example.org")
    made = asked(by, member)
    assert last(of.id)[0] == "membership.accommodation_asked"
    assert b"Police" not in bytes(Accommodation.objects.of(of.id).get().room_sealed)
    assert [each for each in Opening.objects.of(of.id) if b"olice" in bytes(each.payload)] == []
    heard = {name: list(visible_accommodations(each)) for name, each in (("own", by), ("other", other))}
    assert heard == {"own": [made], "other": []}
    assert list(visible_accommodations(founding.officer(of, FACILITATE))) == [made]


@pytest.mark.django_db
def test_what_one_side_asks_the_other_agrees() -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    by, leading = acting(member), founding.officer(of, FACILITATE)
    made, typed = asked(by, member), asked(leading, member, consents=True)
    assert typed.consents_author_told is False
    with refused("membership.other_side"):
        actions.agree_accommodation(by=by, accommodation=made)
    with refused("membership.other_side"):
        actions.agree_accommodation(by=leading, accommodation=typed)
    agreed = actions.agree_accommodation(by=leading, accommodation=made, does="It goes unnamed.")
    assert (agreed.room.does, agreed.agreed_by_person) == ("It goes unnamed.", leading.person)
    assert actions.agree_accommodation(by=by, accommodation=typed).agreed_at is not None
    with refused("membership.accommodation_settled"):
        actions.agree_accommodation(by=leading, accommodation=made)
    with refused("membership.own_alone"):
        actions.set_consent(by=leading, accommodation=made, consents=True)
    assert actions.set_consent(by=by, accommodation=made, consents=True).consents_author_told is True
    assert actions.end_accommodation(by=by, accommodation=made).ended_at is not None


@pytest.mark.django_db
def test_words_touch_present_accommodations_alone() -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    by = acting(member)
    made, over = asked(by, member), asked(by, member)
    actions.end_accommodation(by=by, accommodation=over)
    assert accommodations_touched(of.id, ["On the reform of the police", "now"]) == []
    assert accommodations_touched(of.id, ["Nous voulons la réforme", "de la police."]) == [
        (made, ("nous voulons la reforme de la police",))
    ]
    assert accommodations_touched(of.id, ["Police reform.\n\nNow.", "A police reform?", "Police: reform!"]) == [
        (made, ("police reform", "a police reform"))
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("consents", "protected", "told"), [(False, False, 0), (True, False, 1), (True, True, 0)])
def test_the_author_is_told_with_consent_alone(consents: bool, protected: bool, told: int) -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain", protected=protected)
    by = acting(member)
    made = asked(by, member, consents=consents)
    author = acting(founding.member(of, "Author"), "author@example.org")
    for _time in range(2):
        actions.tell_touched(
            by=author,
            accommodation=made,
            kind="test",
            about="x" * 16,
            title="Ours",
            author=(f"member:{author.member}",),
        )
    entries = Entry.objects.of(of.id)
    assert entries.filter(kind="membership.author_told").count() == told
    assert TouchedSubject.objects.of(of.id).count() == 1
    own = entries.filter(kind__in=["membership.subject_touched", "membership.sealed"]).order_by("-n")[0]
    assert [each.token for each in own.audiences.all() if each.token != "sealed"] == [f"member:{member.id}"]
    title = "A subject of yours is touched"
    assert title in [ask.title for ask in asks_of(standing_of(by.account, of.id))]
    assert title not in [ask.title for ask in asks_of(standing_of(author.account, of.id))]
    actions.see_touched(by=by, accommodation=made)
    assert title not in [ask.title for ask in asks_of(standing_of(by.account, of.id))]


@pytest.mark.django_db
def test_an_observer_asks_for_nothing() -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    with refused("membership.not_facilitator"):
        asked(replace(acting(member), mandate=None), member)


@pytest.mark.django_db
def test_pages_keep_what_is_asked_and_say_what_is_wrong(client: Client) -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    client.force_login(founding.represent(member, "plain@example.org").account)
    address = reverse("membership:ask_accommodation", args=[of.slug, member.id])
    wrong = client.post(address, {"subject": "…", "audience": "all", "language": "en"})
    assert sorted(wrong.context["form"].errors) == ["audience", "cannot", "subject"]
    given = {"subject": "Land", "cannot": "Be *named*.", "audience": "steering", "language": "en"}
    answer = client.post(address, given, follow=True)
    made = Accommodation.objects.of(of.id).get()
    here = reverse("membership:accommodation", args=[of.slug, member.id, made.id])
    assert answer.redirect_chain == [(here, 302)]
    assert "<em>named</em>" in answer.content.decode()
    assert client.post(here, {"step": "agree", "does": "Yes."}).status_code == 403
    assert client.post(here, {"step": "nothing"}).status_code == 404
    assert client.post(here, {"step": "end"}).status_code == 302
    assert client.get(reverse("membership:accommodations", args=[of.slug, member.id])).status_code == 200
