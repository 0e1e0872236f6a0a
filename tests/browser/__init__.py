"""Journeys through the served product in a real browser: each walks pages as people do, by labels and roles."""
