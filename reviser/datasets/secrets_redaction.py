"""Removal of keys and passwords that are in a text by mistake. Texts that look like a service's key are removed from
exported requests, even if nothing else is masked."""

import re

REDACTED = "[SECRET]"
_SHAPES = (
    r"sk-[A-Za-z0-9_-]{16,}",  # OpenAI, Anthropic, DeepSeek, OpenRouter
    r"(?:hf|gsk|xai|pplx|r8|nvapi|glpat|npm)[_-][A-Za-z0-9_-]{20,}",
    r"gh[pousr]_[A-Za-z0-9]{30,}",
    r"github_pat_[A-Za-z0-9_]{30,}",
    r"AIza[A-Za-z0-9_-]{30,}",  # Google
    r"(?:AKIA|ASIA)[A-Z0-9]{16}",  # AWS
    r"xox[abeoprs]-[A-Za-z0-9-]{10,}",  # Slack
    r"eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,}",  # JSON Web Tokens
)
_KEY = re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(_SHAPES)})")
_BEARER = re.compile(r"(?i)\b(bearer\s+|(?:api[_-]?key|x-api-key|authorization)[\"']?\s*[:=]\s*[\"']?)[\w.~+/-]{16,}=*")
_BLOCK = re.compile(r"-----BEGIN ([A-Z ]*PRIVATE KEY)-----.*?(?:-----END \1-----|\Z)", re.DOTALL)


def without_secrets(text: str) -> str:
    """The text with "[SECRET]" in place of what looks like a key."""
    text = _BLOCK.sub(REDACTED, text)
    text = _KEY.sub(REDACTED, text)
    return _BEARER.sub(rf"\1{REDACTED}", text)
