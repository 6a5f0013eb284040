"""What the past sitting dealt with and decided, in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Matter:
    """An item of the past sitting with its decision; `issued` is the subject of the paper."""

    key: str
    code: str
    title: str
    subject: str
    text: str


MATTERS = (
    Matter(
        "investment", "G12",
        "Tình hình giải ngân vốn đầu tư công và giải pháp những tháng cuối năm",
        "Đẩy nhanh giải ngân vốn đầu tư công những tháng cuối năm",
        "Điều 1. Các bộ, cơ quan, địa phương tập trung tháo gỡ vướng mắc về giải phóng mặt bằng, "
        "vật liệu và thủ tục, phấn đấu giải ngân tối thiểu 95% kế hoạch vốn được giao.\n"
        "Điều 2. Bộ Tài chính trình phương án điều chuyển vốn của các dự án giải ngân dưới mức "
        "bình quân chung.\n"
        "Điều 3. Kết quả giải ngân là một tiêu chí đánh giá người đứng đầu.",
    ),
    Matter(
        "power", "G02",
        "Phương án cung ứng điện mùa khô năm tới",
        "Bảo đảm cung ứng điện mùa khô",
        "Điều 1. Thông qua phương án cung ứng điện mùa khô; không để thiếu điện cho sản xuất và "
        "sinh hoạt trong mọi tình huống.\n"
        "Điều 2. Bộ Công Thương chịu trách nhiệm vận hành hệ thống; Bộ Nông nghiệp và Môi trường "
        "điều hành nước các hồ thủy điện.",
    ),
    Matter(
        "identity", "G06",
        "Kết nối, chia sẻ dữ liệu dùng chung phục vụ chuyển đổi số",
        "Kết nối, chia sẻ dữ liệu dùng chung giữa các cơ quan nhà nước",
        "Điều 1. Người dân và doanh nghiệp chỉ cung cấp thông tin một lần cho cơ quan nhà nước.\n"
        "Điều 2. Các bộ hoàn thành kết nối cơ sở dữ liệu chuyên ngành với nền tảng chia sẻ.",
    ),
    Matter(
        "health", "G18",
        "Khám sức khỏe định kỳ, lập sổ sức khỏe điện tử cho người dân",
        "Khám sức khỏe định kỳ, lập sổ sức khỏe điện tử cho người dân",
        "Điều 1. Từ năm tới, người dân được khám sức khỏe định kỳ hoặc khám sàng lọc miễn phí ít "
        "nhất mỗi năm một lần.\n"
        "Điều 2. Kinh phí do ngân sách nhà nước và Quỹ Bảo hiểm y tế bảo đảm theo lộ trình.",
    ),
)  # fmt: skip
