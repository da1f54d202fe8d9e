from agc.core.models.base_page import BasePage, Source
from agc.core.models.media import AllianceDocument, AllianceImage, Rendition

__all__ = ["AllianceDocument", "AllianceImage", "BasePage", "Rendition", "Source"]
