"""The charter as a document that people sign: chapters of numbered clauses, whole sentences, in a language."""

from plenary.charter.prose.chapters import chapters, number_of

__all__ = ["chapters", "number_of"]
