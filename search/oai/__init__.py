"""OAI-PMH 2.0: by it libraries and catalogues take over what the site has, and learn what changed since."""
