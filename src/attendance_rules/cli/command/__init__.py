"""One module for each command. Its body is imported when it runs."""
