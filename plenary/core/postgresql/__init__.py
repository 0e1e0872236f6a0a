"""PostgreSQL as the house uses it: Django's backend that tells each session what is in reach (`base`), and the second wall
of policies and grants (`wall`), by names that both know (`policy`)."""
