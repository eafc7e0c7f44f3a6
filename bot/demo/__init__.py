"""The demo: a Slack look-alike on this machine, or the terminal where that does not run."""
