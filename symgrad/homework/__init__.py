"""Homework: answer keys whose every line is proved."""
