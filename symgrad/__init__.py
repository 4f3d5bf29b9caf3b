"""symgrad: derivatives worked out line by line, each line proved, checked and ready to run."""
