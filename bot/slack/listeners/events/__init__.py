"""Slack's events."""
