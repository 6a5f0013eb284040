"""Who is in the demo cabinet: its seventeen ministries and agencies, and invented people."""

from __future__ import annotations

from dataclasses import dataclass

from ecabinet.auth.models import Role


@dataclass(frozen=True)
class Ministry:
    """A ministry or agency of ministry level (Decision 09/2025/QĐ-TTg), its head and officer."""

    code: str
    notation: str
    name_vi: str
    name_en: str
    seat_vi: str
    seat_en: str
    head: str
    officer: str


@dataclass(frozen=True)
class Official:
    """Somebody with a login who does not sit in the cabinet."""

    login: str
    name: str
    position_vi: str
    position_en: str
    role: Role


CHAIR = "Hoàng Đức Vĩnh"
DEPUTIES = (
    "Lương Thế Khải",
    "Đinh Thu Hạnh",
    "Trịnh Công Bách",
    "Mạc Như Quỳnh",
    "Tạ Quang Duệ",
    "Phùng Hải Yến",
)
"""The first is the Standing Deputy Prime Minister."""


def _ministry(
    code: str, notation: str, name_vi: str, name_en: str, head: str, officer: str
) -> Ministry:
    return Ministry(
        code, notation, name_vi, name_en, f"Bộ trưởng {name_vi}", f"Minister, {name_en}",
        head, officer,
    )  # fmt: skip


MINISTRIES = (
    _ministry(
        "G11", "BQP", "Bộ Quốc phòng", "Ministry of National Defence",
        "Kiều Xuân Trường", "Đặng Hữu Lộc",
    ),
    _ministry(
        "G01", "BCA", "Bộ Công an", "Ministry of Public Security", "Lục Minh Trị", "Tô Hoài Nam"
    ),
    _ministry(
        "G08", "BNG", "Bộ Ngoại giao", "Ministry of Foreign Affairs",
        "Tống Khánh Ngân", "Lý Thanh Hà",
    ),
    _ministry(
        "G09", "BNV", "Bộ Nội vụ", "Ministry of Home Affairs", "Đoàn Mai Lâm", "Chu Văn Tiến"
    ),
    _ministry(
        "G15", "BTP", "Bộ Tư pháp", "Ministry of Justice", "Vương Nhật Lệ", "Hồ Thị Quyên"
    ),
    _ministry(
        "G12", "BTC", "Bộ Tài chính", "Ministry of Finance", "Cao Bá Thịnh", "Vi Thị Thu Nga"
    ),
    _ministry(
        "G02", "BCT", "Bộ Công Thương", "Ministry of Industry and Trade",
        "Triệu Hồng Sơn", "Phan Đăng Hiếu",
    ),
    _ministry(
        "G10", "BNNMT", "Bộ Nông nghiệp và Môi trường", "Ministry of Agriculture and Environment",
        "Ninh Thảo Nguyên", "Đàm Văn Thuận",
    ),
    _ministry(
        "G17", "BXD", "Bộ Xây dựng", "Ministry of Construction", "Quách Đình Kiên", "Trương Mỹ Linh"
    ),
    _ministry(
        "G16", "BVHTTDL", "Bộ Văn hóa, Thể thao và Du lịch",
        "Ministry of Culture, Sports and Tourism", "Thái Ngọc Diệp", "Mai Anh Tuấn",
    ),
    _ministry(
        "G06", "BKHCN", "Bộ Khoa học và Công nghệ", "Ministry of Science and Technology",
        "Khúc Trí Dũng", "Lâm Bảo Châu",
    ),
    _ministry(
        "G03", "BGDĐT", "Bộ Giáo dục và Đào tạo", "Ministry of Education and Training",
        "Âu Minh Tâm", "Hứa Quang Minh",
    ),
    _ministry("G18", "BYT", "Bộ Y tế", "Ministry of Health", "La Thanh Bình", "Đào Thị Hòa"),
    _ministry(
        "G21", "BDTTG", "Bộ Dân tộc và Tôn giáo",
        "Ministry of Ethnic Minorities and Religious Affairs", "Lò Văn Pánh", "Giàng A Sềnh",
    ),
    Ministry(
        "G19", "NHNN", "Ngân hàng Nhà nước Việt Nam", "State Bank of Vietnam",
        "Thống đốc Ngân hàng Nhà nước Việt Nam", "Governor of the State Bank",
        "Giang Thùy Trang", "Lê Trọng Nhân",
    ),
    Ministry(
        "G20", "TTCP", "Thanh tra Chính phủ", "Government Inspectorate",
        "Tổng Thanh tra Chính phủ", "Inspector General of the Government",
        "Nghiêm Chính Trực", "Vũ Hồng Vân",
    ),
    Ministry(
        "G22", "VPCP", "Văn phòng Chính phủ", "Government Office",
        "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", "Minister, Chair of the Government Office",
        "Bạch Gia Phúc", "Trần Việt Cường",
    ),
)  # fmt: skip
OFFICE = "G22"

STAFF = (
    Official(
        "secretary", "Từ Ngọc Lan", "Chuyên viên Vụ Tổng hợp", "Officer, General Affairs",
        Role.SECRETARIAT,
    ),
    Official(
        "head", "Bùi Quốc Chánh", "Vụ trưởng Vụ Tổng hợp", "Head of General Affairs", Role.HEAD
    ),
    Official("clerk", "Văn Thị Ký", "Thư ký phiên họp", "Clerk of the sittings", Role.CLERK),
    Official("auditor", "Kha Minh Soát", "Kiểm toán viên", "Auditor", Role.AUDITOR),
    Official("admin", "Thạch Quản Trị", "Quản trị hệ thống", "System administrator", Role.ADMIN),
)  # fmt: skip

STAND_INS = {
    "G18": ("Doãn Hải Long", "Thứ trưởng Bộ Y tế", "Deputy Minister of Health"),
    "G08": ("Hàn Quế Anh", "Thứ trưởng Bộ Ngoại giao", "Deputy Minister of Foreign Affairs"),
}
"""Deputy ministers who sit in for their minister: they speak and have no vote."""
