"""The words of what a charter's forms offer to choose from, and of its parts: what they are called, and how one is added."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.charter.rules.countings import Counting
from plenary.core.verdicts import Label

VALUES: Mapping[str, Mapping[str, Label]] = {
    "Commitment": {
        "networking": _("As a network: we share information"),
        "coordination": _("We coordinate: we plan together"),
        "cooperation": _("We cooperate: we pool resources under one platform"),
    },
    "Who": {
        "organisations": _("Organisations"),
        "individuals": _("Individuals"),
        "both": _("Organisations and individuals"),
    },
    "BodyKind": {
        "plenary": _("The plenary of all members"),
        "board": _("A board, which conducts affairs between plenaries"),
        "steering": _("A steering committee, which steers and prepares decisions"),
        "committee": _("A standing committee"),
        "task_force": _("A task force, which ends when its task is done"),
    },
    "Filled": {
        "every_member": _("Every member that wishes takes part"),
        "election": _("By election"),
        "appointment": _("By appointment"),
        "host": _("By the host"),
    },
    "Holder": {
        "member": _("A member, through its representative"),
        "person": _("A person in their own name"),
    },
    "Method": {
        "silence": _("In silence: adopted unless someone objects in time; nobody needs to vote"),
        "consent": _("By consent: adopted unless someone votes against it"),
        "consensus": _("By consensus: concerns first, then a test without a block"),
        "majority": _("By majority"),
        "choice": _("By a choice among several: candidates, projects, answers to a question"),
    },
    "Counting": {each.value: _(each.told.choice) for each in Counting},
    "Strength": {
        "winning-votes": _("By the votes of those who win"),
        "margins": _("By the difference between the two"),
    },
    "Completion": {
        "increment-greedy": _("All shares are raised in equal steps; what is then left goes to most votes first"),
        "increment": _("All shares are raised in equal steps"),
        "greedy": _("It goes to most votes first"),
        "none": _("It is kept"),
    },
    "Second": {
        "none": _("No other"),
        "members": _("A majority of members as well, each counted once"),
        "regions": _("A majority of regions as well, each counted once"),
    },
    "Uncontested": {
        "elected": _("They are elected without a ballot"),
        "ballot": _("A ballot is held all the same, and may call for nominations again"),
    },
    "TooFew": {
        "fill": _("Those who stand fill what they can; the rest stays vacant"),
        "again": _("The call is held open once more for as long"),
    },
    "Vacancies": {
        "by-election": _("An election to it opens by itself"),
        "countback": _("The ballots that chose who leaves are counted again, and the next is asked"),
    },
    "Base": {
        "cast": _("Of the ballots cast for or against"),
        "present": _("Of all who take part, abstentions too"),
        "electorate": _("Of all who may vote"),
    },
    "Secrecy": {
        "open": _("Members see how each voted, once voting closes"),
        "secret": _("Nobody: ballots are secret"),
    },
    "Disclosed": {
        "public": pgettext_lazy("open to whom", "Everyone"),
        "members": pgettext_lazy("open to whom", "Members"),
        "officers": pgettext_lazy("open to whom", "Holders of offices"),
    },
}
"""The values of each closed choice of the schema; the days of the week are named by the calendar."""

NOTHING: Mapping[str, Label] = {
    "body": pgettext_lazy("no body", "None"),
    "office": pgettext_lazy("no office", "None"),
    "process": pgettext_lazy("no process", "None"),
    "category": pgettext_lazy("no category", "None"),
}
AS_OTHER: Label = _("As any other matter")
OTHER: Label = _("Any other matter")

PARTS: Mapping[str, Label] = {
    "purpose": _("Purpose and commitment"),
    "accountability": _("When a member does not do its part"),
    "terms": _("The longest term"),
    "elections": _("Elections"),
    "matters": _("Which matter is decided how"),
    "urgent": _("What cannot wait"),
    "days": _("Which days count"),
    "signing": _("Signing agreements"),
    "sharing": _("What is shared with whom"),
    "speaking": _("Who speaks"),
    "credit": _("Credit"),
    "disclosure": _("What is open to whom"),
    "protection": _("Protection"),
    "conflict": _("Concerns and conflict"),
    "review": _("Review"),
    "ending": _("Ending"),
    "host": _("Host"),
    "languages": _("Languages"),
}
"""What a part without a name of its own is called."""

ADD: Mapping[str, tuple[Label, Label]] = {
    "category": (_("Add a category of members"), _("What is the new category called?")),
    "body": (_("Add a body"), _("What is the new body called?")),
    "seats": (_("Add seats"), _("What are the new seats called?")),
    "office": (_("Add an office"), _("What is the new office called?")),
    "process": (_("Add a way of deciding"), _("What are decisions of this kind called?")),
    "sharing": (_("Add something that is shared"), _("What is shared?")),
}
