from practices.models.code import PracticeCode
from practices.models.collection import CollectionItem, CollectionPage
from practices.models.index import PracticeIndexPage, PublicationIndexPage
from practices.models.practice import PracticePage
from practices.models.practice_parts import (
    Effect,
    KeyDate,
    Partner,
    Place,
    PracticeSource,
    Result,
)
from practices.models.publication import (
    ChapterPage,
    CitedPractice,
    Contributor,
    KeyMessage,
    PublicationFile,
    PublicationPage,
)

__all__ = [
    "ChapterPage",
    "CitedPractice",
    "CollectionItem",
    "CollectionPage",
    "Contributor",
    "Effect",
    "KeyDate",
    "KeyMessage",
    "Partner",
    "Place",
    "PracticeCode",
    "PracticeIndexPage",
    "PracticePage",
    "PracticeSource",
    "PublicationFile",
    "PublicationIndexPage",
    "PublicationPage",
    "Result",
]
