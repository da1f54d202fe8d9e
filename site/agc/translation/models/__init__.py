"""What the translators' desk remembers, beside the records of wagtail-localize."""

from agc.translation.models.machine import MachineUsage
from agc.translation.models.mail import MailPreference
from agc.translation.models.memory import MemoryUnit
from agc.translation.models.policy import TranslationPolicy
from agc.translation.models.record import Status, TranslationRecord
from agc.translation.models.remarks import Explanation, SegmentComment
from agc.translation.models.task import LanguageReviewTask
from agc.translation.models.wording import LabelProposal

__all__ = [
    "Explanation",
    "LabelProposal",
    "LanguageReviewTask",
    "MachineUsage",
    "MailPreference",
    "MemoryUnit",
    "SegmentComment",
    "Status",
    "TranslationPolicy",
    "TranslationRecord",
]
