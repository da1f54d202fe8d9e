"""Addresses and placeholders: what stands in a text and is never translated."""

import re

# Schemes and hosts are short: a limit keeps a long run of letters from being read again and again.
URL = re.compile(
    r"(?:\bhttps?://|\bwww\.)[^\s<>«»“”\"）】、，。]*[^\s<>«»“”\"）】、，。.,;:!?)\]}'’…،؛؟]", re.IGNORECASE
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
ADDRESS = re.compile(f"{URL.pattern}|{EMAIL.pattern}", re.IGNORECASE)
# {{ name }}, {name}, {0}; %(name)s, %s, %d, %1$s. A percentage such as "30 % de" is none.
PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{1,80}\}\}|\{[\w.:!-]{0,80}\}"
    r"|%\([\w. -]{1,80}\)[sdif]|(?<![\d\u00a0\u202f])%(?:\d{1,2}\$)?[sdif](?!\w)"
)
