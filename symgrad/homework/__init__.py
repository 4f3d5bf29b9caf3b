"""Homework: answer keys whose every line is proved."""

from symgrad.homework.keys import key

__all__ = ["key"]
