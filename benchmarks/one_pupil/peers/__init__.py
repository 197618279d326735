"""Other engines that run the same rules, translated from the same Program."""
