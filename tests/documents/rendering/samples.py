"""Whole documents as the secretariat would issue them, for the tests of the drawers."""

from dataclasses import replace
from datetime import date

from documents.rendering.structure import (
    Align,
    Annex,
    BulletList,
    Clause,
    Column,
    Formula,
    Heading,
    KeyValue,
    LegalBasis,
    Letterhead,
    Marker,
    NumberedList,
    OfficialForm,
    Paragraph,
    Run,
    Side,
    Signature,
    Table,
)
from documents.rendering.words import number_line, place_and_date

ITEM_TITLES = (
    "Tờ trình về việc ban hành Nghị định quy định định danh và xác thực điện tử",
    "Báo cáo tình hình giải ngân vốn đầu tư công 10 tháng năm 2026",
    "Đề án bảo đảm cung ứng điện giai đoạn 2027 - 2030",
    "Dự thảo Nghị quyết về miễn, giảm tiền sử dụng đất đối với cơ sở giáo dục ngoài công lập",
    "Báo cáo công tác phòng, chống dịch bệnh trong mùa đông xuân",
)


def minutes(items: int = 20) -> OfficialForm:
    """Minutes of a sitting with the given number of agenda items."""
    blocks: list = [
        KeyValue("Thời gian bắt đầu", "8 giờ 00, ngày 25 tháng 11 năm 2026"),
        KeyValue("Địa điểm", "Phòng họp Chính phủ, số 1 Hoàng Hoa Thám, Ba Đình, Hà Nội"),
        KeyValue("Thành phần tham dự", "24/27 thành viên Chính phủ có mặt, vắng 03 (có lý do)"),
        KeyValue("Chủ trì (chủ tọa)", "Ông Nguyễn Văn Ưng, Thủ tướng Chính phủ"),
        KeyValue("Thư ký (người ghi biên bản)", "Bà Trần Thị Quỳnh, Vụ Tổng hợp"),
        Paragraph("Nội dung (theo diễn biến phiên họp):"),
    ]
    for place in range(1, items + 1):
        title = ITEM_TITLES[(place - 1) % len(ITEM_TITLES)]
        blocks += [
            Heading(title, level=3, number=f"{place}."),
            Paragraph(
                "Bộ trưởng trình bày tóm tắt nội dung; các thành viên Chính phủ thảo luận, "
                "tập trung vào phạm vi điều chỉnh, nguồn lực thực hiện & trách nhiệm phối hợp "
                "giữa các bộ, ngành (thời hạn < 30 ngày)."
            ),
            BulletList(
                (
                    "Ý kiến của Bộ Tài chính: cân đối nguồn kinh phí trong dự toán được giao;",
                    "Ý kiến của Bộ Tư pháp: hồ sơ đã được thẩm định theo quy định.",
                )
            ),
            KeyValue(
                "Kết quả biểu quyết",
                (Run("24/27 tán thành", bold=True), "; không tán thành 0; không biểu quyết 03."),
            ),
        ]
    return OfficialForm(
        letterhead=Letterhead(
            agency="Văn phòng Chính phủ",
            parent_agency="Chính phủ",
            number=number_line(7, "BB-VPCP"),
        ),
        kind="Biên bản",
        subject="Phiên họp Chính phủ thường kỳ tháng 11 năm 2026",
        blocks=tuple(blocks),
        closing="Phiên họp kết thúc vào 17 giờ 30, ngày 25 tháng 11 năm 2026.",
        signatures=(
            Signature("Thư ký", "Trần Thị Quỳnh", side=Side.LEFT),
            Signature("Chủ tọa", "Nguyễn Văn Ưng", side=Side.RIGHT),
        ),
        recipients=("Các thành viên Chính phủ", "Lưu: VT, Hồ sơ"),
    )


def resolution() -> OfficialForm:
    """A resolution of the Government with legal grounds and articles."""
    return OfficialForm(
        letterhead=Letterhead(
            agency="Chính phủ",
            number=number_line(5, "NQ-CP"),
            place_and_date=place_and_date("Hà Nội", date(2026, 2, 5)),
        ),
        kind="Nghị quyết",
        subject="Về các nhiệm vụ, giải pháp trọng tâm thúc đẩy chuyển đổi số quốc gia, phát triển "
        "dữ liệu dùng chung và dịch vụ công trực tuyến toàn trình",
        blocks=(
            Formula("Chính phủ"),
            LegalBasis(
                (
                    "Căn cứ Luật Tổ chức Chính phủ;",
                    "Căn cứ Nghị định quy định Quy chế làm việc của Chính phủ",
                    "Trên cơ sở thảo luận và biểu quyết của các thành viên Chính phủ",
                )
            ),
            Formula("Quyết nghị:"),
            Clause("Điều 1.", "Thông qua kế hoạch hành động về phát triển dữ liệu dùng chung."),
            Clause("Điều 2.", heading="Phân công thực hiện"),
            NumberedList(
                (
                    "Bộ Khoa học và Công nghệ chủ trì, phối hợp với các bộ, cơ quan:",
                    "Bộ Công an bảo đảm an ninh, an toàn dữ liệu.",
                )
            ),
            NumberedList(
                (
                    "Hoàn thiện khung kiến trúc dữ liệu trước ngày 31 tháng 3 năm 2026;",
                    "Xây dựng bộ chỉ số đánh giá;",
                    "Công bố danh mục dữ liệu mở;",
                    "Tổ chức đào tạo cán bộ;",
                    "Báo cáo định kỳ hằng quý.",
                ),
                marker=Marker.LETTER,
            ),
            Clause("Điều 3.", heading="Điều khoản thi hành"),
        ),
        closing="Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Chủ tịch Ủy ban nhân dân tỉnh, thành "
        "phố trực thuộc trung ương chịu trách nhiệm thi hành Nghị quyết này",
        signatures=(
            Signature(
                "Phó Thủ tướng",
                "Lê Thị Bưởi",
                authority=("TM. Chính phủ", "KT. Thủ tướng"),
            ),
        ),
        recipients=(
            "Ban Bí thư Trung ương Đảng",
            "Thủ tướng, các Phó Thủ tướng Chính phủ",
            "Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ",
            "HĐND, UBND các tỉnh, thành phố trực thuộc trung ương",
            "Lưu: VT, TH (2b)",
        ),
    )


def conclusion_notice() -> OfficialForm:
    """A notice of the conclusions of the chair."""
    return OfficialForm(
        letterhead=Letterhead(
            agency="Văn phòng Chính phủ",
            number=number_line(412, "TB-VPCP"),
            place_and_date=place_and_date("Hà Nội", date(2026, 11, 27)),
        ),
        kind="Thông báo",
        subject="Kết luận của Thủ tướng Chính phủ tại phiên họp Chính phủ chuyên đề về xây dựng "
        "pháp luật tháng 11 năm 2026",
        blocks=(
            Paragraph("Sau khi nghe báo cáo và ý kiến của các đại biểu, Thủ tướng kết luận:"),
            Heading("Đánh giá chung", number="I.", level=2),
            Paragraph("Các cơ quan đã chuẩn bị hồ sơ nghiêm túc, đúng thời hạn."),
            Heading("Nhiệm vụ trọng tâm", number="II.", level=2),
            NumberedList(("Bộ Tư pháp hoàn thiện dự thảo.", "Bộ Nội vụ rà soát biên chế.")),
        ),
        closing="Văn phòng Chính phủ thông báo để các cơ quan biết, thực hiện.",
        signatures=(
            Signature(
                "Phó Chủ nhiệm",
                "Phạm Văn Đức",
                authority=("KT. Bộ trưởng, Chủ nhiệm",),
                note="(Đã ký)",
            ),
        ),
        recipients=("Thủ tướng Chính phủ (để báo cáo)", "Các bộ, cơ quan", "Lưu: VT, PL"),
    )


MEMBER_ROWS = tuple(
    (
        str(place),
        f"Thành viên thứ {place:02d}",
        "Bộ trưởng",
        "x" if place % 6 else "",
        "" if place % 6 else "x",
        "Đề nghị bổ sung đánh giá tác động" if place % 6 == 0 else "",
    )
    for place in range(1, 25)
)


def ballot_results(members: int = 24) -> OfficialForm:
    """A sheet of the results of a ballot, with one row per member."""
    rows = tuple(MEMBER_ROWS[place % len(MEMBER_ROWS)] for place in range(members))
    return OfficialForm(
        letterhead=Letterhead(
            agency="Văn phòng Chính phủ",
            number=number_line(None, "BC-VPCP"),
            place_and_date=place_and_date("Hà Nội", date(2026, 11, 9)),
            mark="Dự thảo",
        ),
        kind="Báo cáo",
        subject="Tổng hợp kết quả lấy ý kiến thành viên Chính phủ về dự thảo Nghị định",
        addressees=("Thủ tướng Chính phủ",),
        blocks=(
            Heading("Kết quả", number="I."),
            KeyValue("Số phiếu phát ra", "24 phiếu"),
            Table(
                columns=(
                    Column("STT", 0.6, Align.CENTRE),
                    Column("Họ và tên", 2),
                    Column("Chức vụ", 1.4),
                    Column("Đồng ý", 0.9, Align.CENTRE),
                    Column("Không đồng ý", 0.9, Align.CENTRE),
                    Column("Ý kiến khác", 2),
                ),
                rows=(*rows, ("", Run("Tổng cộng", bold=True), "", "20", "04", "")),
                caption="Bảng 1. Ý kiến của từng thành viên",
            ),
        ),
        closing="Văn phòng Chính phủ kính báo cáo Thủ tướng Chính phủ xem xét, quyết định",
        signatures=(Signature("Bộ trưởng, Chủ nhiệm", "Phạm Văn Đức"),),
        recipients=("Như trên", "Lưu: VT, TH"),
        annexes=(
            Annex(
                "Phụ lục I",
                "Bảng tổng hợp ý kiến",
                (Paragraph("Nội dung ý kiến của từng cơ quan."),),
                attached="(Kèm theo Báo cáo của Văn phòng Chính phủ)",
            ),
        ),
        footer="Mã tra cứu: 7F3A-91C2",
    )


def english_notice() -> OfficialForm:
    """The same notice of conclusions with its fixed words in English."""
    return replace(
        conclusion_notice(),
        language="en",
        kind="Notice",
        subject="Conclusions of the sitting",
        recipients=("As above", "Archived: Office"),
    )
