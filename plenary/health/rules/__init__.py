"""Pure rules of concerns: receipt codes, who receives, and the steps from the first word to the check."""
