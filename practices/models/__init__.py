from practices.models.code import PracticeCode
from practices.models.collection import CollectionItem, CollectionPage
from practices.models.incoming import PracticeImport, WaitingWords
from practices.models.index import PracticeIndexPage, PublicationIndexPage
from practices.models.practice import PracticePage
from practices.models.practice_depth import (
    BuildingBlock,
    Condition,
    Lesson,
    Medium,
    Participation,
    PracticeLink,
    Voice,
)
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
from practices.models.reminders import ReviewMailPreference, ReviewReminder

__all__ = [
    "BuildingBlock",
    "ChapterPage",
    "CitedPractice",
    "CollectionItem",
    "CollectionPage",
    "Condition",
    "Contributor",
    "Effect",
    "KeyDate",
    "KeyMessage",
    "Lesson",
    "Medium",
    "Participation",
    "Partner",
    "Place",
    "PracticeCode",
    "PracticeImport",
    "PracticeIndexPage",
    "PracticeLink",
    "PracticePage",
    "PracticeSource",
    "PublicationFile",
    "PublicationIndexPage",
    "PublicationPage",
    "Result",
    "ReviewMailPreference",
    "ReviewReminder",
    "Voice",
    "WaitingWords",
]
