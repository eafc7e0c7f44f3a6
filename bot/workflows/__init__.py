"""Durable workflows: what must be finished even when the process is killed half-way."""
