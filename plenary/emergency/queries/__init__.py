"""Reads of alarms: whom one chose, for whom one may raise the alarm, what stands, and what cannot be called back."""
