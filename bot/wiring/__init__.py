"""The parts that bot.app puts together; nothing else makes them."""
