"""Slack's actions."""
