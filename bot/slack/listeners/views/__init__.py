"""Slack's views."""
