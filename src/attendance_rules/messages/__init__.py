"""What every message is made of: places, quoting, suggestions."""
