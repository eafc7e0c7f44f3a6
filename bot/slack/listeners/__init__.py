"""What Slack sends us, one folder a kind, one file a thing."""
