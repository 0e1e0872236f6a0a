"""What pages, papers and other sites show alike of instruments: the map of the world, charts over years."""
