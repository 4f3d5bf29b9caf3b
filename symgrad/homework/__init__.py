"""Homework: answer keys whose every line is proved."""

from symgrad.homework.keys import key
from symgrad.homework.readings import differences

__all__ = ["differences", "key"]
