"""What pages, papers and the API show alike of agreements."""
