"""Pages of concerns: raising one and coming back; the box of those who receive."""
