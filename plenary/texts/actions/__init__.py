"""Writes of texts: texts, translations, threads, comments. Permission to write is the caller's."""

from plenary.texts.actions.comments import comment, open_thread, withdraw_comment
from plenary.texts.actions.texts import revise_text, write_text
from plenary.texts.actions.translations import translate_text
from plenary.texts.actions.words import MOST_OF_A_COMMENT, MOST_OF_A_TEXT, MOST_OF_A_TITLE

__all__ = [
    "MOST_OF_A_COMMENT",
    "MOST_OF_A_TEXT",
    "MOST_OF_A_TITLE",
    "comment",
    "open_thread",
    "revise_text",
    "translate_text",
    "withdraw_comment",
    "write_text",
]
