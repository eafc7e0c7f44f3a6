"""Everything that speaks Slack: listeners, cards and delivery."""
