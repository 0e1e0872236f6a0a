"""What bodies let an adopted proposal do: fill a seat or an office, elect to them, and take one away."""

from plenary.bodies.effects import appointing as appointing
from plenary.bodies.effects import electing as electing
