"""Somebody's formula for a derivative, confirmed line by line or shown to be wrong."""
