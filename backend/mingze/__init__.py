"""Mingze (明责): supervision, findings and rectification of a regional health system."""
