"""What several tests share: an oracle, and random policies and facts."""
