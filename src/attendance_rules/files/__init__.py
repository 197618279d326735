"""Reading and writing files safely. Nothing here knows what a file is about."""
