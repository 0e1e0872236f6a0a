<<<<<<< HEAD
"""What pages and the API of monitoring show alike, one module a noun."""
=======
"""What pages, papers and other sites show alike of instruments: the map of the world, charts over years."""
>>>>>>> main
