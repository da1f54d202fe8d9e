"""Practices made up for measuring: as many as are asked for, in three languages, the same for the same seed."""
