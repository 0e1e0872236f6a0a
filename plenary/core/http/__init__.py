"""How requests are answered: access marks, the refusal of unmarked views, errors."""
