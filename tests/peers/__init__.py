"""Other judges of equality and of gradients on the problems that ours is tested with."""
