"""Tests of derivations: every line is true, the page reads as promised, and nothing is lost on the way."""
