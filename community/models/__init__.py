from community.models.community import CommunityIndexPage, CommunityPage, CommunitySource, Facilitator, StudiedPractice
from community.models.member import MemberIndexPage, MemberPage, MemberSource

__all__ = [
    "CommunityIndexPage",
    "CommunityPage",
    "CommunitySource",
    "Facilitator",
    "MemberIndexPage",
    "MemberPage",
    "MemberSource",
    "StudiedPractice",
]
