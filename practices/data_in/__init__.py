"""Practices that come in by files: what files hold, what is wrong with it, what it would change, and the change."""
