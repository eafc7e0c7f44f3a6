"""The `checkpost` command, one module a command group."""
