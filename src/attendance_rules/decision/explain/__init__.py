"""Why, why not, what to ask, how far: worked out of a decision when asked for."""
