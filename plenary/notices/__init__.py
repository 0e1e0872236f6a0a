"""Inbox, mail and outbox: delivers by audience resolvers, knows no domain (C1)."""
