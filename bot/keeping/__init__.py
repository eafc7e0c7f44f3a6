"""What is kept of checks and people: ports, sealing, and the profile that keeps nobody."""
