"""What became of an answer that was given without a line and sent when it returned, in whole sentences."""

from django.utils.translation import gettext as _


def arrived_in_time(title: str, at: str) -> str:
    """It arrived by the deadline: it counts."""
    return _("“%(title)s”: your answer arrived at the server %(at)s, in time. It counts.") % {"title": title, "at": at}


def taken_back_since(title: str, at: str) -> str:
    """An objection that arrived in time and no longer stands."""
    words = _("“%(title)s”: your objection arrived at the server %(at)s, in time. It was taken back since.")
    return words % {"title": title, "at": at}


def too_late(title: str, at: str, until: str) -> str:
    """It arrived after the deadline, whenever it was given."""
    words = _(
        "“%(title)s”: your answer arrived at the server %(at)s, too late: the deadline was %(until)s. It does not count."
    )
    return words % {"title": title, "at": at, "until": until}


def not_taken(title: str, why: str) -> str:
    """It was refused for another reason."""
    return _("“%(title)s”: your answer does not count. %(why)s") % {"title": title, "why": why}
