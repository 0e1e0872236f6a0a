"""How Django writes dates and hours, a package for each language in which it would else differ from `core.times`."""
