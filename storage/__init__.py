"""Tables, records and the store. Imports nothing of ours."""
