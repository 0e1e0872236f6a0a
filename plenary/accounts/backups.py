"""Sessions go into no backup: whoever restores one must not open again what somebody has ended."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from plenary.core.backups.registry import leave_out

leave_out(Session, UserSession)
