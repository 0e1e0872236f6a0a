"""Concerns of the story: the chair receives them, and the coordinator keeps a share; on one of them somebody is heard."""

from datetime import timedelta

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.files import formats
from plenary.health import actions, queries
from plenary.health.actions.raising import Raised
from plenary.health.models import HandedShare, KeyRecovery, KeyShare, RaisedConcern, ReceiverKey
from plenary.health.rules.receivers import About
from tests.story.marks import said
from tests.story.stage import days_ago
from tests.story.troupe import Troupe

PASSPHRASE = "four words nobody puts together"


def tell(troupe: Troupe) -> None:
    """One that was acknowledged, and one that waits."""
    with clock.set_to(days_ago(6)):
        for part in ("chair", "coordinator"):
            actions.make_key(by=troupe.by(part), passphrase=PASSPHRASE)
        nobody = Standing.nobody(troupe.of.id)
        about = About(offices=frozenset({"coordinator"}))
        letter = formats.read("letter.txt", said("And they wrote.").encode())
        raised = Raised(words=said("They shouted."), file=letter)
        code = actions.raise_concern(by=nobody, raised=raised, about=about)
        concern = RaisedConcern.objects.of(troupe.of.id).get()
        actions.acknowledge(by=troupe.by("chair"), concern=concern, words=said("We have it."))
        other = actions.ask_statement(by=troupe.by("chair"), concern=concern, words=said("What happened?"))
        for each in (code, other):
            opened = queries.by_code(each)
            assert opened is not None
            actions.say_by_code(by=opened, words=said("On Monday."))
        _shares(troupe)
    with clock.set_to(days_ago(0.1) - timedelta(hours=1)):
        actions.raise_concern(by=nobody, raised=Raised(words=said("And they left.")), about=About())


def _shares(troupe: Troupe) -> None:
    """The chair lost a passphrase, and one share is on its way back. It takes three holders to share; here are two, so the rows
    that the action would make are made by hand."""
    rows, of = ReceiverKey.objects.of(troupe.of.id), {"coalition": troupe.of, "number": 1, "sealed": b"-"}
    lost, holder = (rows.get(person=troupe.by(part).person) for part in ("chair", "coordinator"))
    KeyShare.objects.create(owner_key=lost, holder_key=holder, needed=2, **of)
    actions.make_key(by=troupe.by("chair"), passphrase=PASSPHRASE, anew=True)
    HandedShare.objects.create(recovery=KeyRecovery.objects.of(troupe.of.id).get(), **of)
