"""The data frames that a table can come as, each by its own library."""
