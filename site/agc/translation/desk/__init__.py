"""The translators' desk in the CMS: what is due in each language, who does it, and what is translated at all."""
