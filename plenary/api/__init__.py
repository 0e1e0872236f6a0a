"""The API's root: it finds each room's routes, mounts them at /api/v1/ and describes them; and the page of one's tokens."""
