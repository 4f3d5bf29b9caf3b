"""Homework: answer keys whose every line is proved, and the audit of keys that others wrote."""

from symgrad.homework.audits import audit
from symgrad.homework.keys import key
from symgrad.homework.readings import differences

__all__ = ["audit", "differences", "key"]
