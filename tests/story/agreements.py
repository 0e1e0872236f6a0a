"""What is agreed in writing in each coalition of the story: a platform in force, with a further edition being drafted."""

from datetime import timedelta
from typing import Any

from plenary.agreements import actions, queries
from plenary.agreements.links import link_hash, token_of
from plenary.agreements.models import Agreement, SecondAddress, Suggestion
from plenary.agreements.queries import visible_agreement
from plenary.agreements.rules import Form, Terms
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions.rules.amendments import Act
from plenary.files.formats import read
from plenary.files.tests.factories import paper
from tests.story.marks import mark, said
from tests.story.stage import days_ago
from tests.story.troupe import Troupe


def begin(by: Standing, words: str = "") -> Agreement:
    """Draft a platform of one paragraph, which all may read once it is adopted."""
    terms = Terms(
        kind="platform",
        title=said(f"{words} Our call".strip()),
        language="en",
        allows_reservations=True,
        is_public=True,
    )
    made = actions.draft_agreement(by=by, terms=terms)
    actions.write_paragraph(by=by, agreement=made, words=said(f"{words} Every field is cleared.".strip()))
    return made


def adopt(by: Standing, agreement: Agreement, words: str = "") -> Agreement:
    """Lay its draft down and adopt it."""
    edition = actions.lay_down(by=by, agreement=agreement, is_material=True, why=said(f"{words} It is time.".strip()))
    system = Standing.system(by.coalition, "process.ordinary")
    actions.adopt_edition(by=system, edition_id=edition.id)
    found = visible_agreement(by, agreement.id)
    assert found
    return found


def platform(by: Standing, signer: Standing | None = None, words: str = "") -> dict[str, str]:
    """A platform in force whose draft goes further, signed by one; what its addresses need."""
    made = adopt(by, begin(by, words), words)
    if signer:
        sign(signer, made)
    more = actions.write_paragraph(
        by=by, agreement=made, words=said(f"{words} Those who were hurt are helped.".strip())
    )
    first = queries.draft_lines(made)[0]
    french = {"": said(f"{words} Notre appel".strip()), first.key: said(f"{words} Chaque champ est nettoyé.".strip())}
    source = {"": made.title, first.key: first.words, more.id: more.words}
    older = {first.key: said(f"{words} Les champs.".strip()), more.id: said(f"{words} Les blessés.".strip())}
    actions.translate(by=by, agreement=made, language="fr", words=french, source=source)
    actions.translate(by=by, agreement=made, language="ar", words=older, source={**source, first.key: "Before."})
    waits = suggest(signer or by, made, f"{words} Every field, first.".strip())
    return {"agreement_id": made.id, "paragraph_id": more.id, "suggestion_id": waits.id}


def suggest(by: Standing, agreement: Agreement, words: str, act: Act = Act.REPLACE) -> Suggestion:
    """Suggest other words for the first paragraph of a draft, or another after it."""
    first = queries.paragraph_of(agreement, queries.draft_lines(agreement)[0].key)
    assert first
    given = {"words": said(words), "reason": said(f"{words} It is clearer.")}
    return actions.suggest(by=by, agreement=agreement, paragraph=first, act=act, **given)


def suggestions(troupe: Troupe, agreement: Agreement, words: str = "") -> None:
    """On a draft: one that was taken over, one declined, one taken back, one of a protected member, and one that is about the
    words that stood before."""
    by, third = troupe.by("mover"), troupe.by("third")
    suggest(third, agreement, f"{words} We clear what is near.".strip())
    taken = suggest(third, agreement, f"{words} We clear all.".strip())
    actions.take_suggestion(by=by, suggestion=taken)
    declined = suggest(third, agreement, f"{words} We clear none.".strip())
    actions.decline_suggestion(by=by, suggestion=declined, answer=said(f"{words} They want all cleared.".strip()))
    back = suggest(third, agreement, f"{words} We wait.".strip(), Act.ADD)
    actions.withdraw_suggestion(by=third, suggestion=back)
    suggest(troupe.by("protected"), agreement, f"{words} And at night.".strip(), Act.ADD)


def more(by: Standing, agreement_id: str, signer: Standing) -> None:
    """The next edition of an agreement, signed by one, and a further paragraph."""
    found = visible_agreement(by, agreement_id)
    assert found
    sign(signer, adopt(by, found))
    actions.write_paragraph(by=by, agreement=found, words=said("And more."))
    for _turn in range(2):
        suggest(signer, found, "Every field, at last.")
        actions.decline_suggestion(by=by, suggestion=suggest(signer, found, "No field."), answer=said("All of them."))


def sign(by: Standing, agreement: Agreement, form: Form = Form.ORGANISATION, reservation: str = "") -> None:
    """Sign the edition that holds."""
    assert agreement.current
    actions.sign(by=by, agreement=agreement, hash=agreement.current.hash, form=form, reservation=reservation)


def on_paper(troupe: Troupe, agreement: Agreement, part: str, words: str, **scanned: Any) -> None:
    """A member signed on paper, with or without a scan; it has not confirmed it."""
    other = troupe.by(part)
    signed = actions.Paper(
        member=other.member,
        person=other.person,
        form=Form.ORGANISATION,
        signed_on=clock.now().date(),
        reservation=said(f"{words} On paper.".strip()),
    )
    actions.enter_paper(by=troupe.by("coordinator"), agreement=agreement, paper=signed, **scanned)


def second(by: Standing) -> str:
    """The second address that a member confirmed while the charter asked for one; gives the token of the link that was mailed."""
    row = SecondAddress(
        coalition_id=by.coalition,
        member_id=by.member,
        email=f"office@{mark()}.example.org",
        former=f"before@{mark()}.example.org",
        entered_by=by.person,
        entered_at=clock.now(),
        confirmed_at=clock.now(),
        link_sent_at=clock.now(),
    )
    row.link_hash = link_hash(row.id, row.email, clock.now())
    row.save(force_insert=True)
    return token_of(row.id, row.email, clock.now())


def roles(by: Standing, words: str) -> Agreement:
    """A draft about roles: what one will do, and will not."""
    terms = Terms(kind="roles", title=said(f"{words} Who does what".strip()), language="en")
    made = actions.draft_agreement(by=by, terms=terms)
    will, will_not = said(f"{words} It pays.".strip()), said(f"{words} It speaks for nobody.".strip())
    who = said(f"{words} The host".strip())
    actions.write_part(by=by, agreement=made, who=who, will=will, will_not=will_not)
    return made


def tell(troupe: Troupe, words: str = "") -> None:
    """Further agreements: one for members alone, signed in every way, one that is being drafted, one whose signer went."""
    with clock.set_to(days_ago(9)):
        by = troupe.by("mover")
        terms = Terms(
            kind="conduct", title=said(f"{words} Our conduct".strip()), language="en", allows_reservations=True
        )
        conduct = actions.draft_agreement(by=by, terms=terms)
        actions.write_paragraph(by=by, agreement=conduct, words=said(f"{words} We answer.".strip()))
        conduct = adopt(by, conduct, words)
        reservation = said(f"{words} Not within a week.".strip())
        sign(by, conduct, reservation=reservation)
        sign(troupe.by("third"), conduct, Form.PERSONAL, said(f"{words} I alone.".strip()))
        sign(troupe.by("protected"), conduct, reservation=said(f"{words} Unnamed.".strip()))
        suggestions(troupe, begin(by, words), words)
        roles(by, words)
        scan = read(said(f"{words} Signed.pdf".strip()), paper())
        on_paper(troupe, conduct, "chair", words, scan=scan)
    with clock.set_to(days_ago(9) + timedelta(hours=1)):
        call = visible_agreement(troupe.by("mover"), troupe.story_ids["agreement_id"])
        assert call
        for part in ("mover", "protected"):
            sign(troupe.by(part), call, reservation=said(f"{words} With care.".strip()))
        actions.withdraw_signature(by=troupe.by("third"), agreement=conduct)
    with clock.set_to(days_ago(1) + timedelta(hours=1)):
        looked_at = {"by": troupe.by("coordinator"), "agreement": call}
        actions.look_at(**looked_at, words=said(f"{words} It still fits.".strip()), next_on=days_ago(-300).date())
        on_paper(troupe, call, "chair", words, no_scan=said(f"{words} It lies elsewhere.".strip()))
