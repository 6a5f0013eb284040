"""From what a document says to how it stands: the one place that knows the form of Decree 30/2020.

Sizes, capitals, indents, marks and stops follow annex I of the decree; the order of the parts
follows its models in annex III (minutes: 1.9, resolutions: 1.1, other named documents: 1.4).
"""

from dataclasses import replace
from itertools import zip_longest

from documents.rendering.blocks import as_runs, block_pieces, ended
from documents.rendering.pieces import (
    FIRST_INDENT,
    FOOTER_SIZE,
    LANDSCAPE,
    POINTS_PER_MM,
    PORTRAIT,
    TEXT_WIDTH,
    Boxed,
    Composition,
    DataTable,
    Format,
    Grid,
    Line,
    LineStyle,
    Part,
    Picture,
    Piece,
    Rule,
    Sheet,
)
from documents.rendering.structure import (
    Align,
    Annex,
    Block,
    Letterhead,
    OfficialForm,
    Run,
    Side,
    Signature,
)
from documents.rendering.text import balanced_width, clean, last_line_width, width_of
from documents.rendering.words import Words, words_in

_AGENCY_SHARE = 0.4
_RECIPIENTS_SHARE = 5 / 11
# Decree: the rule below agency and subject is 1/3 to 1/2 of the line above it.
_RULE_SHARE = 0.4
_SHORTEST_RULE, _LONGEST_RULE = 24.0, 130.0
_ROOM_TO_SIGN = 64.0
_ABOVE_SIGNATURES = 10.0


def compose(form: OfficialForm) -> Composition:
    """The document as sheets of pieces. Raises KeyError for a language without words."""
    words = words_in(form.language)
    page = LANDSCAPE if form.landscape else PORTRAIT
    head = form.letterhead
    body: list[Piece] = [
        *([_letterhead(head, words, page)] if head else []),
        *_title(form.kind, form.subject, page),
        *_addressees(form.addressees, words),
        *_body(form.blocks, page),
    ]
    ending: list[Piece] = []
    if form.closing:
        closing = ended(as_runs(form.closing), words.end_mark)
        body.append(Line(closing, LineStyle(first_indent=FIRST_INDENT)))
    if form.closing or form.signatures:
        # Signatures alone on a page could be put below any text: the last lines go with them.
        ending = _taken_from_the_end(body)
    ending.extend(_signing(form, words, page))
    kind, subject = clean(form.kind), clean(form.subject)
    number = clean(head.number).removeprefix(words.number).strip() if head else ""
    return Composition(
        title=" ".join(" ".join((kind, number, subject)).split()),
        author=clean(head.agency) if head else "",
        subject=subject,
        language_tag=words.language_tag,
        sheets=(
            Sheet(tuple(body), tuple(ending)),
            *(_annex(annex, words, page) for annex in form.annexes),
        ),
        footer=_centred(form.footer, FOOTER_SIZE) if form.footer else None,
        page=page,
    )


def _body(blocks: tuple[Block, ...], page: Format) -> list[Piece]:
    """The pieces of a body; tables are as wide as the text of the page."""
    return [
        replace(piece, widths=tuple(width * page.text_width / TEXT_WIDTH for width in piece.widths))
        if isinstance(piece, DataTable)
        else piece
        for block in blocks
        for piece in block_pieces(block)
    ]


def _centred(
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
    keep_with_next: bool = False,
) -> Line:
    style = LineStyle(
        size,
        Align.CENTRE,
        before=before,
        after=after,
        spacing=1,
        keep_with_next=keep_with_next,
    )
    return Line((Run(clean(text), bold, italic),), style)


def _rule_below(text: str, size: float, width: float, *, bold: bool, after: float = 0) -> Rule:
    available = width * POINTS_PER_MM
    set_in = balanced_width(clean(text), size, available, bold=bold)
    length = _RULE_SHARE * last_line_width(clean(text), size, set_in, bold=bold)
    return Rule(min(max(length, _SHORTEST_RULE), _LONGEST_RULE), available, after)


def _letterhead(head: Letterhead, words: Words, page: Format) -> Grid:
    agency_width = page.text_width * _AGENCY_SHARE
    nation_width = page.text_width - agency_width
    agency: list[Part | Boxed] = []
    if head.parent_agency:
        agency.append(_centred(head.parent_agency.upper(), 13))
    agency.append(_balanced(head.agency.upper(), 13, agency_width))
    agency.append(_rule_below(head.agency.upper(), 13, agency_width, bold=True))
    nation: list[Part | Boxed] = []
    if head.national:
        nation.append(_centred(words.nation.upper(), 13, bold=True))
        nation.append(_centred(words.motto, 14, bold=True))
        length = width_of(words.motto, 14, bold=True)
        nation.append(Rule(length, nation_width * POINTS_PER_MM))
    below: list[Part | Boxed] = []
    if head.number:
        below.append(_centred(head.number, 13, before=4))
    if head.about:
        below.append(_centred(head.about, 12, before=6))
    if head.mark:
        frame = width_of(clean(head.mark).upper(), 13, bold=True) / POINTS_PER_MM + 6
        below.append(Boxed(_centred(head.mark.upper(), 13, bold=True), frame, agency_width))
    dated: list[Part | Boxed] = []
    if head.place_and_date:
        dated.append(_centred(head.place_and_date, 14, italic=True, before=4))
    rows = [(tuple(agency), tuple(nation))]
    if below or dated:
        rows.append((tuple(below), tuple(dated)))
    return Grid((agency_width, nation_width), tuple(rows))


def _title(kind: str, subject: str, page: Format) -> list[Piece]:
    pieces: list[Piece] = []
    if kind:
        pieces.append(_centred(kind.upper(), 14, bold=True, before=18, keep_with_next=True))
    if subject:
        pieces.append(_balanced(subject, 14, page.text_width, before=0 if kind else 18))
    if kind or subject:
        lowest = subject or kind.upper()
        pieces.append(_rule_below(lowest, 14, page.text_width, bold=True, after=10))
    return pieces


def _balanced(text: str, size: float, width: float, *, before: float = 0) -> Line:
    """A bold title in the middle whose lines are about equally long."""
    text = clean(text)
    available = width * POINTS_PER_MM
    margin = (available - balanced_width(text, size, available, bold=True)) / 2 / POINTS_PER_MM
    style = LineStyle(
        size,
        Align.CENTRE,
        left_indent=margin,
        right_indent=margin,
        before=before,
        after=0,
        spacing=1,
        keep_with_next=True,
    )
    return Line((Run(text, bold=True),), style)


def _addressees(addressees: tuple[str, ...], words: Words) -> list[Piece]:
    if not addressees:
        return []
    if len(addressees) == 1:
        one = ended(as_runs(f"{words.addressees} {addressees[0]}"), ".")
        return [Line(one, LineStyle(align=Align.CENTRE, after=10))]
    lines: list[Piece] = [
        Line(
            as_runs(words.addressees),
            LineStyle(align=Align.LEFT, left_indent=35, after=2, keep_with_next=True),
        )
    ]
    for place, addressee in enumerate(addressees, start=1):
        last = place == len(addressees)
        lines.append(
            Line(
                ended(as_runs(f"- {addressee}"), "." if last else ";"),
                LineStyle(align=Align.LEFT, left_indent=45, after=10 if last else 2),
            )
        )
    return lines


def _taken_from_the_end(body: list[Piece]) -> list[Piece]:
    """Removes the last paragraph, with the headings that belong to it, and gives it back."""
    taken: list[Piece] = []
    if body and isinstance(body[-1], Line):
        taken.append(body.pop())
        while body and isinstance(body[-1], Line) and body[-1].style.keep_with_next:
            taken.insert(0, body.pop())
    return taken


def _signing(form: OfficialForm, words: Words, page: Format) -> list[Piece]:
    """Recipients on the left of one signature; below the signatures when there are two sides."""
    left = [signature for signature in form.signatures if signature.side is Side.LEFT]
    right = [signature for signature in form.signatures if signature.side is Side.RIGHT]
    if left:
        half = page.text_width / 2
        rows = tuple(
            (_signature(one, half), _signature(other, half))
            for one, other in zip_longest(left, right)
        )
        below = _recipients(form.recipients, words, before=10)
        return [Grid((half, half), rows, before=_ABOVE_SIGNATURES), *below]
    beside = page.text_width * _RECIPIENTS_SHARE
    width = page.text_width - beside
    if not right:
        return list(_recipients(form.recipients, words, before=10))
    first, *others = right
    rows = (
        (_recipients(form.recipients, words), _signature(first, width)),
        *(((), _signature(other, width)) for other in others),
    )
    return [Grid((beside, width), rows, before=_ABOVE_SIGNATURES)]


def _recipients(
    recipients: tuple[str, ...], words: Words, *, before: float = 0
) -> tuple[Line, ...]:
    if not recipients:
        return ()
    head = LineStyle(12, Align.LEFT, before=before, after=0, spacing=1, keep_with_next=True)
    each = LineStyle(11, Align.LEFT, after=0, spacing=1)
    lines = [Line((Run(words.recipients, bold=True, italic=True),), head)]
    for place, recipient in enumerate(recipients, start=1):
        stop = "." if place == len(recipients) else ";"
        lines.append(Line(ended(as_runs(f"- {recipient}"), stop), each))
    return tuple(lines)


def _signature(signature: Signature | None, width: float) -> tuple[Part, ...]:
    if signature is None:
        return ()
    capitals = [line.upper() for line in (*signature.authority, signature.title) if line]
    parts: list[Part] = [_centred(line, 14, bold=True, keep_with_next=True) for line in capitals]
    room = _ROOM_TO_SIGN
    if signature.image is not None:
        parts.append(Picture(signature.image, width=min(45, width - 10)))
        room = 4
    elif signature.note:
        parts.append(_centred(signature.note, 13, italic=True, before=18, keep_with_next=True))
        room = 24
    parts.append(_centred(signature.name, 14, bold=True, before=room))
    return tuple(parts)


def _annex(annex: Annex, words: Words, page: Format) -> Sheet:
    head: list[Piece] = [
        _centred(annex.label or words.annex, 14, bold=True, keep_with_next=True),
        _balanced(annex.title.upper(), 14, page.text_width),
    ]
    lowest = annex.title.upper()
    if annex.attached:
        head.append(_centred(annex.attached, 14, italic=True, keep_with_next=True))
        lowest = annex.attached
    head.append(_rule_below(lowest, 14, page.text_width, bold=not annex.attached, after=10))
    return Sheet((*head, *_body(annex.blocks, page)))
