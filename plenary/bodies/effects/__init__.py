"""What bodies let an adopted proposal do: fill a seat or an office, elect to them, take one away; form and close
committees and task forces."""

from plenary.bodies.effects import appointing as appointing
from plenary.bodies.effects import electing as electing
from plenary.bodies.effects import forming as forming
