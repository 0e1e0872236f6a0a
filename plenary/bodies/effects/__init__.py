"""What bodies let an adopted proposal do: fill a seat or an office, elect to them, take one away; form and close
committees and task forces."""

from plenary.core.rooms import import_all

import_all(__name__)
