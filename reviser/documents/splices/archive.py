"""The ZIP file of a document. Members are read within size limits and replaced singly; every other member is copied as
it is stored, including compressed bytes and order.

The layout is that of APPNOTE.TXT (PKWARE): local records, the central directory, and its end record."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from itertools import pairwise

from reviser.errors import DocumentError
from reviser.messages import message

# The text part of a book of 300 pages has a few MB. What unpacks to more is made to fill the memory.
LIMIT_BYTES = 64_000_000
LIMIT_SPOKEN = "64 MB"
ALL_LIMIT_BYTES, ALL_LIMIT_SPOKEN = 2 * LIMIT_BYTES, "128 MB"  # of all parts that are read

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_SIZES_FOLLOW = 0x08  # flag: checksum and sizes follow the data
_ENCRYPTED = 0x01
_ZIP64 = 1  # the extra field with 64-bit sizes and offset, which none of these documents needs
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BAD = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, IndexError,
    RuntimeError,
)  # fmt: skip


class Archive:
    """A ZIP file in memory. `called` is its name in messages, and `program` the program that creates such files."""

    __slots__ = ("_file", "_members", "_sizes", "called", "data", "program")

    def __init__(self, data: bytes, called: str, program: str) -> None:
        """Raises DocumentError if `data` is not a complete ZIP file."""
        self.data, self.called, self.program = data, called, program
        if data.startswith(_COMPOUND_FILE):
            raise _compound(data, called)
        if not data.startswith(b"PK") and b"PK\x05\x06" not in data[-70_000:]:
            raise DocumentError(
                message(
                    "{path} is not a {program} document: open it with the program that made it.",
                    path=called,
                    program=program,
                )
            )
        try:
            self._file = zipfile.ZipFile(BytesIO(data))
            members = self._file.infolist()
        except _BAD as error:
            raise self.damaged() from error
        self._sizes: dict[str, int] = {}  # of what was read
        self._members = {info.filename.casefold(): info for info in members}
        starts = [info.header_offset for info in members]
        if len(set(starts)) != len(starts) or any(start >= self._file.start_dir for start in starts):
            raise self.damaged()  # one record for two members: made to unpack endlessly

    def damaged(self) -> DocumentError:
        return DocumentError(
            message("{path} is damaged or was not copied whole: fetch it again or open a copy.", path=self.called)
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The members in the order of the directory."""
        return tuple(info.filename for info in self._file.infolist())

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._members

    def read(self, name: str) -> bytes:
        """The content of a member. Raises KeyError if it does not exist, DocumentError if it cannot be unpacked."""
        info = self._members[name.casefold()]
        if info.flag_bits & _ENCRYPTED:
            raise DocumentError(
                message("{path} is encrypted: save it without a password and open that.", path=self.called)
            )
        if info.compress_type not in (_STORED, _DEFLATED):
            raise DocumentError(
                message(
                    "{path} is compressed in a way that {program} does not use: save it again in {program}.",
                    path=self.called,
                    program=self.program,
                )
            )
        try:
            with self._file.open(info) as member:
                content = member.read(LIMIT_BYTES + 1)
        except _BAD as error:
            raise self.damaged() from error
        self._sizes[info.filename] = len(content)
        if sum(self._sizes.values()) > ALL_LIMIT_BYTES:
            raise DocumentError(
                message(
                    "{path} holds text of over {limit}: split the document.",
                    path=self.called,
                    limit=ALL_LIMIT_SPOKEN,
                )
            )
        if len(content) > LIMIT_BYTES:
            raise DocumentError(
                message(
                    "{path} holds a part of over {limit}: split the document.", path=self.called, limit=LIMIT_SPOKEN
                )
            )
        return content

    def replaced(self, contents: Mapping[str, bytes]) -> bytes:
        """The file with these members replaced; new ones come last. Without any, the original file."""
        if not contents:
            return self.data
        new = {name.casefold(): (name, content) for name, content in contents.items()}
        members = self._file.infolist()
        begin = self._file.start_dir
        ordered = sorted(members, key=lambda info: info.header_offset)
        edges = [info.header_offset for info in ordered] + [begin]
        out, data = bytearray(self.data[: edges[0]]), memoryview(self.data)  # so that pictures are copied once
        offsets: dict[int, tuple[int, tuple[int, int, int] | None]] = {}
        for info, (start, end) in zip(ordered, pairwise(edges), strict=True):
            place, key = len(out), info.filename.casefold()
            sizes = None
            if key in new and self._members[key] is info:
                sizes = self._local(out, info, new.pop(key)[1])
            else:
                out += data[start:end]
            offsets[info.header_offset] = place, sizes
        directory = bytearray()
        for info in members:
            begin = self._central(directory, begin, info, *offsets[info.header_offset])
        for name, content in new.values():
            directory += _added(out, name, content)
        count = len(members) + len(new)
        comment = self._file.comment
        out += (
            directory + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(out), len(comment)) + comment
        )
        return bytes(out)

    def _local(self, out: bytearray, info: zipfile.ZipInfo, content: bytes) -> tuple[int, int, int]:
        """Write the local record of a member with new content. Returns checksum, packed and unpacked size."""
        old = _LOCAL.unpack_from(self.data, info.header_offset)
        name_at = info.header_offset + _LOCAL.size
        name = self.data[name_at : name_at + old[9]]
        extra = _without_zip64(self.data[name_at + old[9] : name_at + old[9] + old[10]])
        packed = _packed(content, info.compress_type)
        sizes = zlib.crc32(content), len(packed), len(content)
        out += _LOCAL.pack(
            old[0], old[1], old[2] & ~_SIZES_FOLLOW, *old[3:6], *sizes, len(name), len(extra)
        ) + name + extra + packed  # fmt: skip
        return sizes

    def _central(
        self, directory: bytearray, at: int, info: zipfile.ZipInfo, place: int, sizes: tuple[int, int, int] | None
    ) -> int:
        """Copy the directory record at `at` with the new offset (and sizes) of the member. Returns the offset of the
        next record."""
        old = _CENTRAL.unpack_from(self.data, at)
        name_at = at + _CENTRAL.size
        extra_at, comment_at = name_at + old[10], name_at + old[10] + old[11]
        end: int = comment_at + old[12]
        extra = self.data[extra_at:comment_at]
        flags = old[3] if sizes is None else old[3] & ~_SIZES_FOLLOW
        if sizes is not None or 0xFFFFFFFF in (*old[8:10], old[16]):
            extra = _without_zip64(extra)
        crc, packed, unpacked = sizes if sizes is not None else (info.CRC, info.compress_size, info.file_size)
        directory += _CENTRAL.pack(
            *old[:3], flags, *old[4:7], crc, packed, unpacked, old[10], len(extra), *old[12:16], place
        )  # fmt: skip
        directory += self.data[name_at:extra_at] + extra + self.data[comment_at:end]
        return end


def _packed(content: bytes, method: int) -> bytes:
    if method == _STORED:
        return content
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _added(out: bytearray, name: str, content: bytes) -> bytes:
    """Write the local record of a new member and return its directory record."""
    raw, packed, place = name.encode(), _packed(content, _DEFLATED), len(out)
    flags = 0 if name.isascii() else 0x800
    # 1 January 1980, the first date of the format: as Word writes it.
    head = 20, flags, _DEFLATED, 0, 0x21, zlib.crc32(content), len(packed), len(content), len(raw)
    out += _LOCAL.pack(b"PK\x03\x04", *head, 0) + raw + packed
    return _CENTRAL.pack(b"PK\x01\x02", 20, *head, 0, 0, 0, 0, 0, place) + raw


def _without_zip64(extra: bytes) -> bytes:
    kept, at = bytearray(), 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind != _ZIP64:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return bytes(kept)


def _compound(data: bytes, called: str) -> DocumentError:
    """The error for an OLE compound file: an encrypted document, or an old format."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return DocumentError(
            message("{path} is encrypted: open it in Word, take its password away and save it.", path=called)
        )
    return DocumentError(
        message("{path} is in an old Office format: open it in Word and save it as .docx.", path=called)
    )
