"""Alembic's migrations, run by storage.migrate from wherever the package is installed."""
