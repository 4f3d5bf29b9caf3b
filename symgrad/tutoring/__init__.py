"""Tutoring: a dialogue about one derivative at a time. Pure: texts in, replies out; nothing is printed or kept."""

from symgrad.tutoring.session import Reply, Session, replay, start

__all__ = ["Reply", "Session", "replay", "start"]
