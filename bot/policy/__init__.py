"""The rule engine: loads a company's rules and reads drafts with them. No clock, no network."""
