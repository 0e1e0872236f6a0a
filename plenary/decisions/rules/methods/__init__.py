"""Ways of choosing among several: ballots as data, and for each family of methods the count with its account (B3, B10).

Pure: no database, no clock, no chance. What decides a tie is given (`ties.Ties`). All numbers are exact.
"""
