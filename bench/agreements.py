"""One great agreement, of 200 paragraphs, 30 editions and 1,000 signatories: how soon its page is there, and its paper.
What was promised of both is their bound."""

from copy import copy

from django.test import Client
from django.urls import reverse

from bench.figures import Figure, over_sizes, seconds_of
from bench.pages import client_of, look_at
from bench.world import World, build
from plenary.agreements import actions, queries
from plenary.agreements.models import Agreement, Signature
from plenary.agreements.rules import Form, Terms
from plenary.core.models import random_id
from plenary.core.standing import Standing, standing_of
from plenary.membership.models import Member

SIGNATORIES = (100, 1_000)
PARAGRAPHS, EDITIONS = 200, 30
PAGE_WITHIN = 300  # ms
PAPER_WITHIN = 3  # s
WORDS = "Every field is cleared, and those who were hurt are helped, whoever laid what hurt them. " * 3


def grown(world: World) -> Agreement:
    """An agreement in its last edition, on which every member of a world stands."""
    by = standing_of(world.officer.id, world.coalition.id)
    terms = Terms(kind="platform", title="What we ask of every state", language="en")
    agreement = actions.draft_agreement(by=by, terms=terms)
    for number in range(1, PARAGRAPHS + 1):
        paragraph = actions.write_paragraph(by=by, agreement=agreement, words=f"{number}. {WORDS}")
    for number in range(1, EDITIONS + 1):
        words = f"{PARAGRAPHS}. As agreed for the time number {number}. {WORDS}"
        paragraph = actions.write_paragraph(by=by, agreement=agreement, words=words, paragraph=paragraph)
        edition = actions.lay_down(by=by, agreement=agreement, is_material=True, why="It was agreed anew.")
        actions.adopt_edition(by=Standing.system(world.coalition.id, "matter.agreements.adopt"), edition_id=edition.id)
    found = queries.visible_agreement(by, agreement.id)
    assert found  # noqa: S101  # it was adopted a moment ago
    _sign(by, found)
    return found


def _sign(by: Standing, agreement: Agreement) -> None:
    """One signs as members do, and each other member by a copy of that."""
    current = agreement.current
    assert current  # noqa: S101  # likewise
    one = actions.sign(by=by, agreement=agreement, form=Form.ORGANISATION, hash=current.hash)
    rows = []
    for member in Member.objects.of(by.coalition).exclude(id=one.member_id):
        row = copy(one)
        row.pk, row.member = random_id(), member
        rows.append(row)
    Signature.objects.of(by.coalition).bulk_create(rows)


def measure() -> list[Figure]:
    """The page and the paper as a representative gets them; beside the page of signing in, which reads no row of a coalition."""
    page: dict[str, float] = {}
    asked: dict[str, float] = {}
    paper: dict[str, float] = {}
    empty = look_at(Client(headers={"accept-encoding": "gzip"}, SERVER_NAME="localhost"), "/account/sign-in/")[0]
    for members in SIGNATORIES:
        world = build(members, 6)
        agreement = grown(world)
        client = client_of(world.voters[-1])
        here = [world.coalition.slug, agreement.id]
        page[str(members)], _p95, asked[str(members)], _bytes = look_at(
            client, reverse("agreements:agreement", args=here)
        )
        address = reverse("agreements:print", args=here)
        paper[str(members)] = seconds_of(lambda address=address, client=client: client.get(address).content, rounds=3)
    return [
        over_sizes(
            "agreement_page",
            "ms",
            page,
            beside=empty,
            beside_what="the page of signing in, ms",
            bound=PAGE_WITHIN,
        ),
        over_sizes("agreement_page_queries", "queries", asked),
        over_sizes("agreement_paper", "s", paper, bound=PAPER_WITHIN),
    ]
