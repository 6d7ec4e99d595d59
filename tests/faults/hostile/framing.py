"""What a model said, as a server sends it in one of three formats: in a stream or whole, well or badly, to its end or
not."""

from collections.abc import Callable
from dataclasses import replace

from reviser.revisers.net.wire import Api
from tests.faults.hostile.broken import cut, none_at_all, whole
from tests.faults.hostile.content import Said
from tests.faults.hostile.pieces import (
    Frame,
    Reply,
    Rng,
    at_once,
    before,
    carried,
    endings,
    event,
    event_of,
    kind_of,
    pieces,
    thought_of,
)
from tests.faults.servers import CANARY, Answer, head

_COMMENTS = (
    b": still here\n\n",
    b"data:\n\n",
    b"data: \n\n",
    b"\n\n",
    b"event: ping\ndata: {}\n\n",
    b"id: 7\n",
    b"PROCESSING\n\n",
)


def framed(rng: Rng, api: Api, said: Said) -> Reply:
    """One answer."""
    if rng.random() < 0.08:
        return none_at_all(rng, said)
    if rng.random() < 0.2:
        return whole(rng, api, said)
    return _streamed(rng, api, said)


def _streamed(rng: Rng, api: Api, said: Said) -> Reply:
    kinds: list[str] = [*said.kinds]
    how = rng.choice(["text"] * 6 + ["parts", "tool"])
    if how != "text" and not (how == "parts" and api is Api.ANTHROPIC) and not (how == "tool" and api is Api.OLLAMA):
        kinds.append(how)
    else:
        how = "text"
    space = rng.choice([b" ", b" ", b""])
    frames: list[Frame] = []

    def add(found: object, upto: int) -> None:
        frames.append(Frame(event(rng, api, found, space), upto))

    if api is Api.ANTHROPIC and rng.random() < 0.7:
        add({"type": "message_start", "message": {"usage": {"input_tokens": 3, "output_tokens": 1}}}, 0)
        add({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}, 0)
    if said.thought:
        for piece in pieces(rng, said.thought):
            add(thought_of(api, piece), 0)
    upto = 0
    for piece in pieces(rng, said.text):
        upto += len(piece.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore"))
        add(event_of(rng, api, piece, how), upto)
    ending = rng.choice(endings(api))
    kinds.append(f"ending {endings(api).index(ending)}")
    for last in ending:
        add(last, len(said.text))
    faults = [name for name in FAULTS if rng.random() < 0.06]
    for name in faults:
        frames = FAULTS[name](rng, api, frames)
    kinds += faults
    pairs = said.pairs
    reply = Reply(Answer(), ())
    if rng.random() < 0.12 and frames:
        reply, kept = cut(rng, api, frames, kinds)
        # Of what a reset overtakes, the system may lose some.
        kept = 0 if reply.answer.reset else kept
        pairs = tuple(pair for pair, end in zip(said.pairs, said.ends, strict=False) if end <= kept)
    body, lines = b"".join(frame.data for frame in frames), list[str]()
    if not reply.kinds:
        body, lines = carried(rng, body, kinds)
        reply = Reply(Answer(head(200, f"Content-Type: {kind_of(rng, api)}", *lines) + body), ())
    answer = replace(reply.answer, piece=at_once(rng, len(reply.answer.data)))
    return Reply(answer, tuple(kinds), pairs, before(rng, kinds))


# --- Faults of a stream that is whole all the same


def _each(change: Callable[[Rng, bytes], bytes]) -> "Fault":
    return lambda rng, _, frames: [replace(frame, data=change(rng, frame.data)) for frame in frames]


Fault = Callable[[Rng, Api, list[Frame]], list[Frame]]


def _with_comments(rng: Rng, api: Api, frames: list[Frame]) -> list[Frame]:
    found: list[Frame] = []
    for frame in frames:
        if rng.random() < 0.3:
            odd = b"\n" if api is Api.OLLAMA else rng.choice(_COMMENTS)
            found.append(Frame(odd, found[-1].upto if found else 0))
        found.append(frame)
    return found


def _no_last_line(_: Rng, __: Api, frames: list[Frame]) -> list[Frame]:
    return [*frames[:-1], replace(frames[-1], data=frames[-1].data.rstrip())] if frames else frames


def _no_lines_between(_: Rng, __: Api, frames: list[Frame]) -> list[Frame]:
    return [replace(frame, data=frame.data.replace(b"\n\n", b"\n")) for frame in frames]


def _marked(_: Rng, __: Api, frames: list[Frame]) -> list[Frame]:
    return [replace(frames[0], data=b"\xef\xbb\xbf" + frames[0].data), *frames[1:]] if frames else frames


def _long_comment(rng: Rng, api: Api, frames: list[Frame]) -> list[Frame]:
    if api is Api.OLLAMA:
        return frames
    at = rng.randrange(len(frames) + 1)
    return [*frames[:at], Frame(b": " + b"x" * 300_000 + b"\n\n", frames[at - 1].upto if at else 0), *frames[at:]]


def _unknown(rng: Rng, api: Api, frames: list[Frame]) -> list[Frame]:
    """Events of kinds yet to come, and parts that are null."""
    odd: dict[Api, list[object]] = {
        Api.OPENAI: [
            {"choices": None},
            {"choices": []},
            {"choices": [None]},
            {"choices": [{"delta": {"content": None}}]},
            {"choices": [{"delta": {"content": {"a": 1}, "tool_calls": {"x": 1}}}]},
            {"object": "x", "usage": [], "error": None},
            {"id": CANARY, "choices": [{"delta": {"role": CANARY}}]},
        ],
        Api.ANTHROPIC: [
            {"type": "new_kind", "x": CANARY},
            {"type": "content_block_delta", "delta": None},
            {"type": "content_block_delta", "delta": {"type": "signature_delta", "signature": CANARY}},
            {"type": "message_delta", "delta": None, "usage": "x"},
            {"type": "content_block_stop"},
        ],
        Api.OLLAMA: [
            {"message": None, "done": None},
            {"message": {"content": None}, "done": False},
            {"message": [], "done": 0},
            {"done": False, "x": CANARY},
        ],
    }
    at = rng.randrange(len(frames) + 1)
    data = event(rng, api, rng.choice(odd[api]), b" ")
    return [*frames[:at], Frame(data, frames[at - 1].upto if at else 0), *frames[at:]]


# In the order in which they are put upon a stream.
FAULTS: dict[str, Fault] = {
    "comments": _with_comments,
    "a long comment": _long_comment,
    "unknown events": _unknown,
    "no line at the end": _no_last_line,
    "no lines between": _no_lines_between,
    "CRLF": _each(lambda _, data: data.replace(b"\n", b"\r\n")),
    "CR": lambda rng, api, frames: (
        frames if api is Api.OLLAMA else _each(lambda _, data: data.replace(b"\n", b"\r"))(rng, api, frames)
    ),
    "byte order mark": _marked,
}
