"""Chat models as revisers: prompts, answers, and the placement of their edits."""

from reviser.revisers.chat.prompts import Prompts
from reviser.revisers.chat.reviser import Chat, TokenLimits

__all__ = ["Chat", "Prompts", "TokenLimits"]
