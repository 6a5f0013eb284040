"""What the past sitting dealt with, who said what, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass

from decisions.models import DecisionKind
from demo.papers import PaperKind
from demo.sittings import Line
from meetings.models import ItemType

LINES = (
    Line(
        "economy", ItemType.INFORMATION,
        "Báo cáo tình hình kinh tế - xã hội và thực hiện dự toán ngân sách", "G12", 20,
        ((PaperKind.SUBMISSION, 4),),
    ),
    Line(
        "investment", ItemType.DECISION,
        "Giải pháp đẩy nhanh giải ngân vốn đầu tư công những tháng cuối năm", "G12", 35,
        ((PaperKind.SUBMISSION, 5), (PaperKind.DRAFT_RESOLUTION, 3)),
    ),
    Line(
        "power", ItemType.DECISION, "Bảo đảm cung ứng điện mùa khô năm tới", "G02", 30,
        ((PaperKind.SUBMISSION, 5),),
    ),
    Line(
        "identity", ItemType.DISCUSSION,
        "Kết nối, chia sẻ dữ liệu dùng chung phục vụ chuyển đổi số", "G06", 30,
        ((PaperKind.SUBMISSION, 4),),
    ),
    Line(
        "health", ItemType.DECISION,
        "Khám sức khỏe định kỳ, lập sổ sức khỏe điện tử cho người dân", "G18", 30,
        ((PaperKind.SUBMISSION, 5),),
    ),
    Line(
        "land", ItemType.DECISION,
        "Miễn, giảm tiền sử dụng đất đối với dự án nhà ở xã hội", "G10", 25,
        ((PaperKind.SUBMISSION, 4),),
    ),
)  # fmt: skip
DEFERRED = "land"
"""Put off by the chair; it comes back in the coming sitting."""


@dataclass(frozen=True)
class Said:
    """What the clerk noted; no `login`: nobody in particular."""

    key: str
    login: str
    text: str


NOTES = (
    Said(
        "economy", "minister.g12",
        "Thu ngân sách nhà nước 10 tháng ước đạt 91,4% dự toán; lạm phát được kiểm soát.",
    ),
    Said(
        "investment", "minister.g17",
        "Khó khăn lớn nhất là nguồn cát, đá đắp nền; đề nghị kéo dài cơ chế đặc thù về mỏ "
        "vật liệu.",
    ),
    Said(
        "investment", "dpm1",
        "Các địa phương giải ngân dưới 60% phải báo cáo riêng, nêu rõ trách nhiệm người đứng đầu.",
    ),
    Said(
        "power", "minister.g10",
        "Mực nước các hồ thủy điện phía Bắc cao hơn cùng kỳ; cần quy trình phối hợp xả nước.",
    ),
    Said(
        "identity", "minister.g01",
        "Đề nghị thống nhất danh mục dữ liệu dùng chung trước khi bàn hạ tầng.",
    ),
    Said(
        "health", "minister.g12",
        "Cân đối được kinh phí năm đầu; các năm sau phụ thuộc mức đóng bảo hiểm y tế.",
    ),
    Said("health", "dpm2", "Làm trước ở xã khó khăn, người cao tuổi và trẻ em."),
    Said(
        "land", "",
        "Còn hai phương án về đối tượng được miễn; cơ quan trình xin hoàn thiện thêm.",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Conclusion:
    """How the chair concluded an item."""

    key: str
    kind: DecisionKind
    text: str


CONCLUSIONS = {
    row.key: row
    for row in (
        Conclusion(
            "economy", DecisionKind.CONCLUSION_NOTICE,
            "Chính phủ thống nhất với báo cáo của Bộ Tài chính; yêu cầu các bộ chủ động kịch bản "
            "điều hành quý IV.",
        ),
        Conclusion(
            "investment", DecisionKind.RESOLUTION,
            "Điều 1. Các bộ, cơ quan, địa phương tập trung tháo gỡ vướng mắc về giải phóng mặt "
            "bằng, vật liệu và thủ tục, phấn đấu giải ngân tối thiểu 95% kế hoạch vốn được giao.\n"
            "Điều 2. Bộ Tài chính trình phương án điều chuyển vốn của các dự án giải ngân dưới mức "
            "bình quân chung.\n"
            "Điều 3. Kết quả giải ngân là một tiêu chí đánh giá người đứng đầu.",
        ),
        Conclusion(
            "power", DecisionKind.RESOLUTION,
            "Điều 1. Thông qua phương án cung ứng điện mùa khô; không để thiếu điện cho sản xuất "
            "và sinh hoạt trong mọi tình huống.\n"
            "Điều 2. Bộ Công Thương chịu trách nhiệm vận hành hệ thống; Bộ Nông nghiệp và Môi "
            "trường điều hành nước các hồ thủy điện.",
        ),
        Conclusion(
            "identity", DecisionKind.CONCLUSION_NOTICE,
            "Người dân và doanh nghiệp chỉ cung cấp thông tin một lần cho cơ quan nhà nước. Bộ "
            "Khoa học và Công nghệ công bố danh mục dữ liệu dùng chung và thời hạn kết nối.",
        ),
        Conclusion(
            "health", DecisionKind.RESOLUTION,
            "Điều 1. Từ năm tới, người dân được khám sức khỏe định kỳ hoặc khám sàng lọc miễn phí "
            "ít nhất mỗi năm một lần.\n"
            "Điều 2. Kinh phí do ngân sách nhà nước và Quỹ Bảo hiểm y tế bảo đảm theo lộ trình.",
        ),
    )
}  # fmt: skip
