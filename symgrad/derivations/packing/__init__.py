"""Pages that set several short statements on one row, as a textbook does."""
