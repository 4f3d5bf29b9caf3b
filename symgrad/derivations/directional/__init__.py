"""Slopes in directions: along a vector, the steepest, and none along a level set."""
