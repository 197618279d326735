"""What is known of a pupil → Decision: each party's required actions, and what is unknown."""
