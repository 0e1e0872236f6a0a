"""Backups and restoring: one sealed file with a manifest, made while the server runs, restored whole or not at all."""

from plenary.core.backups.registry import leave_out
from plenary.core.models import CacheEntry

leave_out(CacheEntry)  # rate limits of the minute
