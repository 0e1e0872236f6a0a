"""Words as they are kept: lines end alike, nothing blank around them, and no more than may be."""

from plenary.core.verdicts import Refused, refuse

MOST_OF_A_TITLE = 200  # characters
MOST_OF_A_TEXT = 200_000
MOST_OF_A_COMMENT = 10_000


def words_of(body: str, most: int) -> str:
    """The words of a body. Refuses none (`texts.empty`) and more than `most` characters (`texts.too_long`)."""
    words = body.replace("\r\n", "\n").strip()
    if not words:
        raise Refused(refuse("texts.empty"))
    if len(words) > most:
        raise Refused(refuse("texts.too_long", most=most))
    return words


def title_and_words(title: str, body: str) -> tuple[str, str]:
    """A heading on one line and the words below it; with a heading the words may be blank.

    Refuses neither (`texts.empty`), and more than 200 and 200,000 characters (`texts.title_too_long`, `texts.too_long`).
    """
    heading = " ".join(title.split())
    if len(heading) > MOST_OF_A_TITLE:
        raise Refused(refuse("texts.title_too_long", most=MOST_OF_A_TITLE))
    if heading and not body.strip():
        return heading, ""
    return heading, words_of(body, MOST_OF_A_TEXT)
