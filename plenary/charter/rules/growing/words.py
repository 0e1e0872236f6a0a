"""Names and words of what a growing charter takes from one that ships."""

from plenary.charter.rules.asking import Kind, Question
from plenary.charter.rules.schema import Charter, Words
from plenary.charter.rules.words import words_in


def authentic(charter: Charter) -> str:
    """The language of a charter that counts."""
    return charter.languages[0] if charter.languages else "en"


def words_for(words: Words, charter: Charter) -> Words:
    """The words in the languages of a charter; where they stand in none of them, as they are said in the first that has them."""
    found = {tag: text for tag, text in words.items() if tag in charter.languages}
    return found if found or not words else {authentic(charter): words_in(words, authentic(charter), ("en",))}


def named(answer: object, words: Words, charter: Charter) -> Words:
    """The shipped name where the answer left it, else the answer in the authentic language."""
    said, tag = str(answer).strip(), authentic(charter)
    return words_for(words, charter) if said == words_in(words, tag, ("en",)) else {tag: said}


def asked_name(code: str, charter: Charter, words: Words) -> Question:
    """A question that takes a name; the shipped one is offered."""
    return Question(code=code, kind=Kind.NAME, asks=code, default=words_in(words, authentic(charter), ("en",)))


def longest(charter: Charter) -> int:
    """How many months a term may last."""
    return charter.longest_term_months or 120
