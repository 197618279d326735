"""Register codes as dated data, and a school's own marks for them."""
