"""Books made for a test, in the shapes that real ones have: EPUB 2 with a table of contents for old readers (NCX), and
EPUB 3 with a navigation document."""

from collections.abc import Mapping, Sequence

from tests.documents.odt.making import zipped

KIND = "application/epub+zip"
CONTAINER = (
    '<?xml version="1.0"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)
XHTML = "http://www.w3.org/1999/xhtml"
ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><enc:EncryptedData '
    'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptionMethod Algorithm="{}"/><enc:CipherData>'
    '<enc:CipherReference URI="{}"/></enc:CipherData></enc:EncryptedData></encryption>'
)
OF_FONTS = "http://www.idpf.org/2008/embedding"


def chapter(body: str, head: str = "", version: int = 3) -> str:
    """A chapter's file as programs write it."""
    doctype = (
        "<!DOCTYPE html>"
        if version == 3
        else '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN"\n  "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n{doctype}\n\n<html xmlns="{XHTML}" xml:lang="en"'
        f' xmlns:epub="http://www.idpf.org/2007/ops">\n<head>\n  <title>Title</title>{head}\n</head>\n\n<body>\n'
        f"{body}\n</body>\n</html>\n"
    )


def epub(
    chapters: Sequence[str], members: Mapping[str, str | bytes] | None = None, version: int = 3, spine: str = ""
) -> bytes:
    """A book of these chapters, and other members. `spine`: the order of ids ("c1", "c2" …), where not theirs."""
    names = {f"c{number}": f"Text/chapter {number}.xhtml" for number in range(1, len(chapters) + 1)}
    items = "\n".join(
        f'    <item id="{each}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"/>'
        for each, name in names.items()
    )
    toc = (
        '    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        if version == 3
        else '    <item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    )
    usual = ["nav", *names] if version == 3 else [*names]
    order = "".join(f'<itemref idref="{each}"/>' for each in spine.split() or usual)
    package = (
        f'<?xml version="1.0"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="{version}.0" '
        'unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Book &amp; more'
        f'</dc:title></metadata>\n  <manifest>\n{toc}\n{items}\n    <item id="css" href="style.css" '
        f'media-type="text/css"/>\n  </manifest>\n  <spine toc="ncx">{order}</spine>\n</package>'
    )
    made: dict[str, str | bytes] = {"mimetype": KIND, "META-INF/container.xml": CONTAINER, "OEBPS/content.opf": package}
    if version == 3:
        made["OEBPS/nav.xhtml"] = chapter('<nav epub:type="toc"><ol><li><a href="c">One</a></li></ol></nav>')
    else:
        made["OEBPS/toc.ncx"] = "<ncx><navMap><navPoint/></navMap></ncx>"
    made["OEBPS/style.css"] = "/* p {font-style: italic} */ p.x, .it {font-style: italic} .calibre1 {font-weight:bold}"
    made |= {f"OEBPS/{name}": text for name, text in zip(names.values(), chapters, strict=True)}
    return zipped({**made, "OEBPS/cover.jpg": bytes(range(256)), **(members or {})})


FIRST = chapter(
    """  <section epub:type="chapter">
    <h1 id="one">One&nbsp;&mdash; a beginning</h1>
    <p class="first">It was a <i>dark</i> and <span class="calibre1">stormy</span>
      night; the rain fell<a epub:type="noteref" href="#n1"><sup>1</sup></a> in torrents.</p>
    <p>He said: &#8220;Go&#8221; &amp; went.<br/>She stayed.</p>
    <ul>
      <li>salt</li>
      <li>bread</li>
    </ul>
    <p><img src="../cover.jpg" alt="A storm"/></p>
    <script><![CDATA[ if (1 < 2) { hidden(); } ]]></script>
    <aside epub:type="footnote" id="n1"><p>Except at times.</p></aside>
  </section>"""
)
SECOND = chapter(
    """<h2>Two</h2>
<p>The <ruby>lady<rt>Lady</rt></ruby> sang <![CDATA[<la>]]> and see <a href="http://example.org">there</a>.</p>
<table><tr><td>a</td><td>b</td></tr></table>"""
)
OLD = chapter('<div class="para">An old&nbsp;book.</div>\n<div class="para">Its end.</div>', version=2)
