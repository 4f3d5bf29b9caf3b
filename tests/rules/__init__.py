"""Tests of the laws of differentiation and of the tidying steps."""
