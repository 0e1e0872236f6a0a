"""The ground floor: standing, verdicts, clock, visibility, base models, schedule, pages.

Core knows no coalition, no charter and no person; it holds what every room needs and offers the registries that rooms fill.
"""
