from agc.core.models.base_page import BasePage, Source, TranslatedRow, page_models
from agc.core.models.licensed import Licensed
from agc.core.models.media import AllianceDocument, AllianceImage, Rendition

__all__ = [
    "AllianceDocument",
    "AllianceImage",
    "BasePage",
    "Licensed",
    "Rendition",
    "Source",
    "TranslatedRow",
    "page_models",
]
