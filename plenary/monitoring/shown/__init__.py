"""What pages and the API of monitoring show alike, one module a noun; and its pictures, drawn on the server."""
