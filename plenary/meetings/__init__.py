"""Meetings: date, place and agenda, who was there, what was written down, and who does what (B1, B2, B3, B11, D2)."""
