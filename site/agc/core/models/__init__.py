from agc.core.models.base_page import BasePage, page_models
from agc.core.models.licensed import Licensed
from agc.core.models.media import AllianceDocument, AllianceImage, Rendition
from agc.core.models.rows import Source, TranslatedRow

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
