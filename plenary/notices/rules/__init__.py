"""Pure rules of notices: sending again, quiet hours and mornings, reminders, mails that come in, and what of them was said."""
