"""The Arabic catalogue of a site that adds the language, and a title in its script."""

from pathlib import Path

ARABIC = Path(__file__).parent / "arabic.po"
TITLE = "نظام الرعاية في أوروغواي"
