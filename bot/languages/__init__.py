"""What is known of languages, one file each: how to tell them apart, and their ordinary words."""
