"""The words of seats that fall vacant and are filled from the ballots of the election."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from plenary.bodies.rules.countbacks import Answer
from plenary.core.verdicts import Label

ASKED: Label = _("%(left)s left. The ballots were counted again; %(name)s is asked to take it up.")

ANSWERED: Mapping[Answer, Label] = {
    Answer.ACCEPTED: _("%(left)s left. The ballots were counted again; %(name)s took it up."),
    Answer.DECLINED: _("%(left)s left. The ballots were counted again; %(name)s was asked, and declined."),
    Answer.SILENT: _("%(left)s left. The ballots were counted again; %(name)s was asked, and did not answer in time."),
    Answer.UNABLE: _("%(left)s left. The ballots were counted again; %(name)s was asked, and can no longer serve."),
    Answer.VOID: _(
        "%(left)s left. The ballots were counted again; before %(name)s answered, it was filled in another way."
    ),
    Answer.NOBODY: _(
        "%(left)s left. The ballots were counted again, and choose nobody more; it is filled by election."
    ),
    Answer.NO_BALLOTS: _("One who was elected left. No ballots can be counted again; it is filled by election."),
}
