"""The ZIP file around a document: members are read within bounds, single ones replaced; every other member is copied
as it lies in the file, compressed bytes and order included.

The layout is APPNOTE.TXT's (PKWARE): local records, then the central directory, then its end record.
"""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from itertools import pairwise

from reviser.errors import DocumentError
from reviser.messages import message

# A part of text of a book of 300 pages has a few MB. What unpacks to more is made to fill the memory.
LIMIT_BYTES = 64_000_000
LIMIT_SPOKEN = "64 MB"
ALL_LIMIT_BYTES, ALL_LIMIT_SPOKEN = 2 * LIMIT_BYTES, "128 MB"  # of all parts that are read

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_SIZES_FOLLOW = 0x08  # flag: checksum and sizes stand behind the data
_ENCRYPTED = 0x01
_ZIP64 = 1  # the number of the extra field with 64-bit sizes and offset, which no document of ours needs
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BAD = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, IndexError,
    RuntimeError,
)  # fmt: skip


class Archive:
    """One ZIP file in memory. `called` names it in messages, and `program` what makes such files."""

    __slots__ = ("_file", "_members", "_sizes", "called", "data", "program")

    def __init__(self, data: bytes, called: str, program: str) -> None:
        """DocumentError where `data` is no whole ZIP file."""
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
            raise self.damaged()  # one record for two members: made to unpack without end

    def damaged(self) -> DocumentError:
        return DocumentError(
            message("{path} is damaged or was not copied whole: fetch it again or open a copy.", path=self.called)
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The members in the directory's order."""
        return tuple(info.filename for info in self._file.infolist())

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._members

    def read(self, name: str) -> bytes:
        """A member's content. KeyError where there is none; DocumentError where it cannot be unpacked."""
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
        """The file with these members' contents, in their places; those that are new come last. Without any, the file
        as it was read."""
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
        """Write a member's local record with new content; checksum, packed and unpacked size."""
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
        """Copy the directory's record at `at` with the member's new place (and sizes); the place of the next one."""
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
    """Write a new member's local record; its record for the directory."""
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
    """What to say of an OLE compound file: an encrypted document, or one of the old formats."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return DocumentError(
            message("{path} is encrypted: open it in Word, take its password away and save it.", path=called)
        )
    return DocumentError(
        message("{path} is in an old Office format: open it in Word and save it as .docx.", path=called)
    )
