"""Chat models as revisers, whatever server they run on."""

from reviser.revisers.chat.prompts import Prompts
from reviser.revisers.chat.reviser import Chat, TokenLimits

__all__ = ["Chat", "Prompts", "TokenLimits"]
