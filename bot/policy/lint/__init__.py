"""What a pack's own rules can get wrong although they load and work."""
