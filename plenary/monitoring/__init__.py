"""Monitoring: instruments and who is bound by them, what each actor does, with sources, and a yearly report (F1-F5)."""
