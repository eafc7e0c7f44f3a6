"""Slack's commands."""
