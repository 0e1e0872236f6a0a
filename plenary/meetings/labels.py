"""The words of meetings: phases, kinds of items, manners of taking part, and the reasons of yes and no."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label, register_reasons

PHASE: Mapping[str, Label] = {
    "finding": _("finding a date"),
    "called": _("called"),
    "under_way": _("under way"),
    "over": _("over"),
    "called_off": _("called off"),
}

SHAPE: Mapping[str, str] = {
    "finding": "waiting",
    "called": "open",
    "under_way": "running",
    "over": "past",
    "called_off": "withdrawn",
}
"""The shape of each phase, as the style sheet has it."""

KIND: Mapping[str, Label] = {
    "inform": _("for information"),
    "discuss": _("for discussion"),
    "decide": _("for decision"),
}

MANNER: Mapping[str, Label] = {
    "in_person": _("in person"),
    "online": _("online"),
    "phone": _("by phone"),
    "proxy": _("by proxy"),
}

SILENT_SIZE: Mapping[str, Label] = {
    "small": _("members of small capacity"),
    "medium": _("members of medium capacity"),
    "large": _("members of large capacity"),
}

AVAILABLE: Mapping[str, Label] = {
    "yes": _("yes"),
    "if_need": _("if need be"),
    "no": _("no"),
}

APPROVAL: Mapping[str, Label] = {
    "draft": _("The minutes are being written."),
    "published": _("The minutes are published; who does not object in time approves them."),
    "changed": _("The minutes were changed after they were published, and must be published again."),
    "contested": _("Somebody objects to the minutes; they are not approved until that is answered."),
    "approved": _("The minutes are approved."),
}

register_reasons(
    {
        "meetings.observes": _("Your mandate is to observe; ask your organisation for one that lets you act."),
        "meetings.has_date": _("This meeting has its date."),
        "meetings.too_many_times": _("At most %(most)s times are offered."),
        "meetings.no_such_time": _("This time is not offered."),
        "meetings.approved": _("These minutes are approved."),
        "meetings.bad_window": _("Minutes are open to objections for %(shortest)s to %(longest)s days."),
        "meetings.not_open_to_objections": _("These minutes are not open to objections."),
        "meetings.is_settled": _("This objection is answered already."),
        "meetings.is_member": _("You represent a member or hold an office."),
        "meetings.by_office": _("You hold an office that does this."),
        "meetings.by_chair": _("You chair this body."),
        "meetings.not_calling": _(
            "Only an office that calls meetings may do this, and the chair of a formed body for its own."
        ),
        "meetings.by_secretary": _("You are the secretary of this body."),
        "meetings.not_keeping": _(
            "Only an office that keeps minutes may do this, and for a formed body its chair and its secretary."
        ),
        "meetings.not_leading": _(
            "Only an office that keeps minutes may do this, and the chair of a formed body for its own."
        ),
        "meetings.is_called_off": _("This meeting was called off."),
        "meetings.is_over": _("This meeting is over; what was agreed stands in its minutes."),
        "meetings.not_begun": _("This meeting has not begun yet."),
        "meetings.not_invited": _("This meeting is not one of yours."),
        "meetings.not_written_of_protected": _("Of protected members it is not written down that they were there."),
        "meetings.suspended": _("Your member is suspended: it reads, without voice or vote."),
        "meetings.invited": _("You are invited to this meeting."),
        "meetings.bad_proxy": _("Who takes part by proxy is not there itself; who acts for it must be there."),
        "meetings.has_come": _("It is there itself, or somebody else acts for it."),
        "meetings.proxy_not_given": _(
            "Somebody else entered that it takes part by proxy: whoever keeps the minutes names who acts for it, or it says so"
            " itself first."
        ),
        "meetings.too_many_proxies": _(
            "%(name)s acts for more others than clause %(number)s of the charter allows: %(most)s at most."
        ),
        "meetings.attendance_stands": _("The minutes are published; whoever keeps them corrects who was there."),
        "meetings.is_done": _("It is ended already."),
        "meetings.yours": _("It is the task of your own member."),
        "meetings.no_such_body": _("The charter has no such body."),
        "meetings.ends_too_soon": _("A meeting ends after it begins, and within a week."),
        "meetings.not_there": _("Nobody of this name may be at this meeting."),
        "meetings.has_minutes": _("What has minutes already cannot be taken out of the agenda."),
        "meetings.written_meanwhile": _(
            "Somebody wrote here meanwhile. Nothing is lost: put both together, and save again."
        ),
        "meetings.owner_not_here": _("The one named is no member in good standing."),
        "meetings.no_such_proposal": _("There is no such proposal that you may read."),
    }
)
