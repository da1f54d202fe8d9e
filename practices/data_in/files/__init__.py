"""Files of practices as files: read whatever their kind, and made to be filled in."""
