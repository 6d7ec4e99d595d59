"""A reviser that wants sea salt."""

import re
from collections.abc import AsyncIterator

from reviser.core.edit import Edit, Intent, Proposal
from reviser.revisers.base import Output, Request


class Salt:
    """Proposes sea salt for salt."""

    name = "salt"

    async def revise(self, request: Request) -> AsyncIterator[Output]:
        for found in re.finditer(r"(?<!sea )\bsalt\b", request.text):
            edit = Edit(found.start(), "salt", "sea salt")
            yield Proposal(edit, Intent.CLARITY, self.name, "salt/sea", "Sea salt is meant.", 0.9)
