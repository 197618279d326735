"""Program → answers, by engines that know nothing of one another.

Every engine takes the values of the facts in the Program's order and gives the Kleene value of
every rule in the Program's order.
"""
