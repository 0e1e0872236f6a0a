"""A day in an English sentence: 27 January 2027, as `core.times` tells days beside it."""

DATE_FORMAT = "j F Y"
