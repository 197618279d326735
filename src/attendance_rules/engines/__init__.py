"""Program → answers, by engines that know nothing of one another.

Every engine takes the values of the facts in the Program's order and gives the Kleene value of
every step in the Program's order.
"""
