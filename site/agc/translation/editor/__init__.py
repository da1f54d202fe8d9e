"""The page on which a translation is written, discussed, checked and decided on."""
