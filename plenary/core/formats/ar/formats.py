"""A day in an Arabic sentence, without the comma before its year."""

DATE_FORMAT = "j F Y"
