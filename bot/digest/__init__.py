"""Numbers → digest: figures about things, never about people. Pure; drawn and sent elsewhere."""
