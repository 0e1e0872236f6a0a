"""People who sign in: invitations, passkeys, codes, recovery, sessions."""
