"""What the directory knows without a database: likeness of names, countries, cells, rows and Popolo; one module a noun."""
