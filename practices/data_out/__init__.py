"""Practices to be taken away: the list as it is narrowed, as CSV, XLSX, JSON and references, and the codebook."""
