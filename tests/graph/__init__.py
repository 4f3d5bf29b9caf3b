"""Tests of graphs of named definitions and of domains."""
