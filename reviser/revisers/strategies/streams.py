"""The outputs of a wrapped reviser."""

from collections.abc import AsyncGenerator

from reviser.errors import ReviserError
from reviser.revisers.base import Output, Request, Reviser


async def outputs_of(reviser: Reviser, request: Request, failures: list[ReviserError]) -> AsyncGenerator[Output, None]:
    """What a reviser puts out; its error is kept in `failures`, so that what had arrived goes on first."""
    stream = reviser.revise(request)
    try:
        async for output in stream:
            yield output
    except ReviserError as error:
        failures.append(error)
    finally:
        if isinstance(stream, AsyncGenerator):
            await stream.aclose()
