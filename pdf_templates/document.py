"""What stands around the pages: fonts, photos, metadata, and what PDF/UA and PDF/A ask for."""

from __future__ import annotations

import re
import zlib
from functools import cache
from html import escape

from PIL import ImageCms

from pdf_templates import faces, tags
from pdf_templates.file import File, packed, stream


@cache
def _srgb() -> bytes:
    """The sRGB profile, without the time of its making (bytes 24 to 35 of an ICC header)."""
    raw = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    dated = raw[:24] + bytes((7, 228, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0)) + raw[36:]
    return stream("/N 3/Filter/FlateDecode", zlib.compress(dated, 9))


class Subset:
    """The glyphs one document takes from a larger face."""

    def __init__(self, face: faces.Face) -> None:
        self.face = face
        self.codes: list[int] = []
        self._new: dict[int, int] = {}

    def glyph(self, code: int) -> int:
        """The number of a character's glyph in this subset."""
        old = self.face.glyphs[code]
        if old not in self._new:
            self.codes.append(code)
            self._new[old] = len(self.codes)
        return self._new[old]

    def parts(self) -> tuple[bytes, bytes, str]:
        """The same three things as `faces.whole`."""
        raw = self.face.cut(self.codes)
        glyphs = [0, *(self.face.glyphs[code] for code in self.codes)]
        widths = " ".join(f"{self.face.glyph_width(glyph):g}" for glyph in glyphs)
        characters = dict(enumerate(self.codes, 1))
        return zlib.compress(raw, 6), zlib.compress(faces.to_unicode(characters)), f"0[{widths}]"


class Document:
    """Collects pages and writes the file."""

    def __init__(self) -> None:
        self.file = File()
        self._subsets: dict[str, tuple[str, Subset]] = {}
        self._images: dict[bytes, str] = {}
        self._image_references: list[str] = []

    def subset(self, face: faces.Face) -> tuple[str, Subset]:
        """The page's name for a larger face, and its subset in this document."""
        if face.name not in self._subsets:
            self._subsets[face.name] = (f"G{len(self._subsets)}", Subset(face))
        return self._subsets[face.name]

    def image(self, jpeg: bytes, size: tuple[int, int], grey: bool) -> str:
        """The page's name for a JPEG, whose bytes pass through untouched."""
        if jpeg not in self._images:
            space = "DeviceGray" if grey else "DeviceRGB"
            number = self.file.add_stream(
                stream(
                    f"/Type/XObject/Subtype/Image/Width {size[0]}/Height {size[1]}"
                    f"/ColorSpace/{space}/BitsPerComponent 8/Filter/DCTDecode",
                    jpeg,
                )
            )
            name = f"I{len(self._images)}"
            self._images[jpeg] = name
            self._image_references.append(f"/{name} {number} 0 R")
        return self._images[jpeg]

    def _font(self, name: str, face: faces.Face, parts: tuple[bytes, bytes, str]) -> str:
        program, unicode_map, widths = parts
        base = f"KITABC+{face.name}"
        file = self.file
        raw = file.add_stream(stream(f"/Filter/FlateDecode/Length1 {_inflated(program)}", program))
        text = file.add_stream(stream("/Filter/FlateDecode", unicode_map))
        descriptor = file.add(
            f"<</Type/FontDescriptor/FontName/{base}{face.descriptor}/FontFile2 {raw} 0 R>>"
        )
        inner = file.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{base}/CIDToGIDMap/Identity/DW 0"
            f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/W[{widths}]/FontDescriptor {descriptor} 0 R>>"
        )
        outer = file.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H"
            f"/DescendantFonts[{inner} 0 R]/ToUnicode {text} 0 R>>"
        )
        return f"/{name} {outer} 0 R"

    def _resources(self) -> int:
        fonts = [
            self._font("F0", faces.face("KitSans-Regular"), faces.whole("KitSans-Regular")),
            self._font("F1", faces.face("KitSans-Bold"), faces.whole("KitSans-Bold")),
        ]
        for name, subset in self._subsets.values():
            fonts.append(self._font(name, subset.face, subset.parts()))
        images = f"/XObject<<{''.join(self._image_references)}>>" if self._images else ""
        return self.file.add(f"<</Font<<{''.join(fonts)}>>{images}>>")

    def finish(
        self,
        pages: list[bytes],
        size: tuple[float, float],
        tree: tags.Node,
        owners: list[list[tags.Node]],
        title: str,
        language: str,
    ) -> bytes:
        """The whole file. `pages` are content streams, not yet deflated."""
        file = self.file
        resources, parent = self._resources(), file.reserve()
        first = file.reserve(len(pages))
        numbers = list(range(first, first + len(pages)))
        for index, content in enumerate(pages):
            body = file.add_stream(packed("", content))
            file.put(
                numbers[index],
                f"<</Type/Page/Parent {parent} 0 R/MediaBox[0 0 {size[0]:g} {size[1]:g}]/Contents "
                f"{body} 0 R/Resources {resources} 0 R/StructParents {index}/Tabs/S>>",
            )
        kids = " ".join(f"{number} 0 R" for number in numbers)
        file.put(parent, f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>")
        structure = tags.write(tree, owners, numbers, file)
        info = file.add(f"<</Title{tags.text_string(title)}/Producer(audit-kit)>>")
        return file.write(self._catalog(parent, structure, title, language), info)

    def _catalog(self, pages: int, structure: int, title: str, language: str) -> int:
        profile = self.file.add_stream(_srgb())
        metadata = self.file.add_stream(stream("/Type/Metadata/Subtype/XML", _xmp(title)))
        return self.file.add(
            f"<</Type/Catalog/Pages {pages} 0 R/Lang({language})/MarkInfo<</Marked true>>"
            f"/StructTreeRoot {structure} 0 R/Metadata {metadata} 0 R"
            f"/ViewerPreferences<</DisplayDocTitle true>>"
            f"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
            f"/Info(sRGB)/DestOutputProfile {profile} 0 R>>]>>"
        )


@cache
def _inflated(program: bytes) -> int:
    return len(zlib.decompress(program))


_ILLEGAL_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>audit-kit</pdf:Producer><pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description></rdf:li></rdf:Seq>
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>
</x:xmpmeta><?xpacket end="w"?>"""


def _xmp(title: str) -> bytes:
    """Metadata that names the standards we keep; without a date, so equal data stays equal."""
    return _XMP.format(title=escape(_ILLEGAL_XML.sub("", title))).encode("utf-8")
