"""What was chosen, where one looks, and the pure functions that lead from one such state to the next."""
