"""Slack's shortcuts."""
