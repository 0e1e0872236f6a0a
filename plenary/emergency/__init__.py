"""When somebody is in danger: the alarm, what it seals, and the way back that two whom the person chose open (C4, B8)."""
