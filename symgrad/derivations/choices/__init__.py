"""What a reader may choose: the way, the form of the answer, which lines are folded."""
