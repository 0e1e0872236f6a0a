"""Rows of agreements, one module a noun."""

from plenary.agreements.models.signatures import SecondAddress, Signature
from plenary.agreements.models.texts import Agreement, Edition, Paragraph, Suggestion, Translation

__all__ = ["Agreement", "Edition", "Paragraph", "SecondAddress", "Signature", "Suggestion", "Translation"]
