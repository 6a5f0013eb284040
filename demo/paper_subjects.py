"""What the papers of the demo cabinet are about: eight subjects with their facts and figures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """What is to be done, to what end, against what; each fits into a sentence as it stands."""

    policy: str
    aim: str
    problem: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure of the annex: starting value and yearly growth in per cent."""

    name: str
    unit: str
    value: float
    growth: float

    def after(self, years: int, start: float) -> float:
        """The figure so many years after `start`; no share passes a hundred."""
        grown = start * (1 + self.growth / 100) ** years
        return min(grown, 99.9) if self.unit == "%" else grown


@dataclass(frozen=True, slots=True)
class Subject:
    """One field of government; `words` are looked for in a paper's title."""

    field: str
    words: tuple[str, ...]
    lead: str
    other: str
    grounds: tuple[str, ...]
    findings: tuple[str, ...]
    policies: tuple[Policy, ...]
    indicators: tuple[Indicator, ...]


DIGITAL = Subject(
    "chuyển đổi số quốc gia",
    ("chuyển đổi số", "định danh", "dữ liệu", "điện tử", "số hóa", "trực tuyến"),
    "Bộ Khoa học và Công nghệ",
    "Bộ Công an",
    ("Luật Giao dịch điện tử", "Luật Dữ liệu", "Luật Công nghệ thông tin"),
    (
        "Nhiều cơ sở dữ liệu ngành được xây dựng độc lập, cùng một thông tin của công dân phải "
        "khai báo nhiều lần tại các cơ quan khác nhau.",
        "Tỷ lệ hồ sơ giải quyết trực tuyến toàn trình tăng nhanh nhưng chưa đồng đều; tại một số "
        "địa bàn miền núi, người dân vẫn phải nộp bản giấy sau khi đã nộp trực tuyến.",
        "Đội ngũ cán bộ chuyên trách về công nghệ còn thiếu, chế độ đãi ngộ chưa đủ sức thu hút.",
    ),
    (
        Policy(
            "kết nối, chia sẻ dữ liệu dùng chung giữa các cơ quan",
            "bảo đảm người dân chỉ cung cấp thông tin một lần",
            "dữ liệu bị chia cắt theo ngành và địa phương",
        ),
        Policy(
            "định danh và xác thực điện tử đối với tổ chức",
            "đơn giản hóa giao dịch giữa doanh nghiệp với cơ quan nhà nước",
            "mỗi cổng dịch vụ sử dụng một tài khoản riêng",
        ),
        Policy(
            "thuê dịch vụ hạ tầng tính toán dùng chung",
            "tiết kiệm chi đầu tư và nâng cao an toàn thông tin",
            "trung tâm dữ liệu nhỏ lẻ vận hành dưới công suất",
        ),
    ),
    (
        Indicator("Hồ sơ trực tuyến toàn trình", "%", 52.4, 11),
        Indicator("Cơ quan kết nối nền tảng chia sẻ dữ liệu", "cơ quan", 78, 8),
        Indicator("Giao dịch qua nền tảng dữ liệu", "triệu lượt", 640, 24),
        Indicator("Xã có tổ công nghệ số cộng đồng", "%", 71.5, 6),
    ),
)

BUDGET = Subject(
    "quản lý ngân sách nhà nước",
    ("ngân sách", "đầu tư công", "tài chính", "thuế", "giải ngân", "phí"),
    "Bộ Tài chính",
    "Ngân hàng Nhà nước Việt Nam",
    ("Luật Ngân sách nhà nước", "Luật Đầu tư công", "Luật Quản lý nợ công"),
    (
        "Thu ngân sách 10 tháng vượt tiến độ dự toán, trong đó thu nội địa chiếm tỷ trọng lớn "
        "nhất; chi thường xuyên được kiểm soát chặt chẽ.",
        "Tiến độ giải ngân vốn đầu tư công chưa đạt yêu cầu; vướng mắc chủ yếu về giải phóng mặt "
        "bằng, giá vật liệu và thủ tục điều chỉnh dự án.",
        "Một số địa phương còn bố trí vốn dàn trải, chưa ưu tiên dự án chuyển tiếp.",
    ),
    (
        Policy(
            "phân cấp điều chỉnh kế hoạch vốn cho địa phương",
            "rút ngắn thời gian điều hòa vốn giữa các dự án",
            "dự án chờ điều chỉnh trong khi vốn không sử dụng hết",
        ),
        Policy(
            "lập dự toán theo kết quả đầu ra",
            "gắn phân bổ nguồn lực với chất lượng dịch vụ công",
            "dự toán lập theo số biên chế, không theo nhiệm vụ",
        ),
        Policy(
            "cắt giảm 10% chi thường xuyên chưa cấp thiết",
            "dành nguồn lực cho cải cách tiền lương và đầu tư phát triển",
            "chi hội nghị, công tác còn lớn",
        ),
    ),
    (
        Indicator("Thu ngân sách nhà nước", "nghìn tỷ đồng", 1_820, 8.4),
        Indicator("Chi đầu tư phát triển", "nghìn tỷ đồng", 690, 9.7),
        Indicator("Tỷ lệ giải ngân vốn đầu tư công", "%", 63.8, 7),
        Indicator("Nợ công so với GDP", "%", 36.2, -1.4),
    ),
)

ENERGY = Subject(
    "bảo đảm an ninh năng lượng",
    ("điện lực", "năng lượng", "cung ứng điện", "xăng dầu", "điện giai đoạn", "điện mặt trời"),
    "Bộ Công Thương",
    "Bộ Nông nghiệp và Môi trường",
    ("Luật Điện lực", "Luật Sử dụng năng lượng tiết kiệm và hiệu quả", "Luật Bảo vệ môi trường"),
    (
        "Nhu cầu điện tăng bình quân trên 9% mỗi năm; phụ tải cao điểm mùa khô tại miền Bắc tiếp "
        "tục lập mức mới.",
        "Tiến độ một số dự án nguồn và lưới truyền tải liên vùng chậm so với quy hoạch, chủ yếu do "
        "vướng mắc về hướng tuyến và chuyển mục đích sử dụng rừng.",
        "Điện mặt trời mái nhà phát triển nhanh nhưng thiếu thiết bị lưu trữ, gây khó khăn cho "
        "điều độ hệ thống.",
    ),
    (
        Policy(
            "đầu tư lưu trữ điện năng gắn với nguồn tái tạo",
            "nâng độ tin cậy cung cấp điện trong giờ cao điểm",
            "công suất nguồn tái tạo bị cắt giảm vào buổi trưa",
        ),
        Policy(
            "mua bán điện trực tiếp giữa bên phát và khách hàng lớn",
            "hình thành giá điện theo thị trường có điều tiết",
            "doanh nghiệp xuất khẩu thiếu chứng nhận điện sạch",
        ),
        Policy(
            "điều chỉnh phụ tải theo tín hiệu giá",
            "giảm công suất đỉnh và chi phí đầu tư nguồn",
            "chênh lệch phụ tải giữa giờ cao điểm và thấp điểm lớn",
        ),
    ),
    (
        Indicator("Điện thương phẩm", "tỷ kWh", 276, 9.1),
        Indicator("Công suất nguồn điện", "nghìn MW", 84.6, 6.8),
        Indicator("Tỷ trọng năng lượng tái tạo", "%", 27.3, 5),
        Indicator("Tổn thất điện năng", "%", 6.1, -2),
    ),
)

EDUCATION = Subject(
    "phát triển giáo dục và đào tạo",
    ("giáo dục", "đào tạo", "nhà giáo", "học sinh", "trường học", "đại học", "học phí"),
    "Bộ Giáo dục và Đào tạo",
    "Bộ Nội vụ",
    ("Luật Giáo dục", "Luật Nhà giáo", "Luật Giáo dục nghề nghiệp"),
    (
        "Quy mô học sinh tại các đô thị và khu công nghiệp tăng nhanh, nhiều trường vượt sĩ số quy "
        "định; trong khi trường lớp ở vùng sâu, vùng xa còn tạm bợ.",
        "Tình trạng thừa, thiếu giáo viên cục bộ kéo dài, nhất là giáo viên ngoại ngữ, tin học và "
        "nghệ thuật.",
        "Liên kết giữa cơ sở đào tạo và doanh nghiệp chưa chặt chẽ, kỹ năng của người tốt nghiệp "
        "chưa đáp ứng yêu cầu.",
    ),
    (
        Policy(
            "hỗ trợ học phí cho học sinh phổ thông",
            "bảo đảm mọi trẻ em được đến trường",
            "học sinh thuộc hộ khó khăn bỏ học giữa chừng",
        ),
        Policy(
            "xây dựng trường nội trú liên cấp tại xã biên giới",
            "nâng chất lượng giáo dục vùng đồng bào dân tộc thiểu số",
            "học sinh phải đi học xa trong điều kiện thiếu an toàn",
        ),
        Policy(
            "đào tạo nhân lực trình độ cao theo đặt hàng",
            "đáp ứng nhu cầu của các ngành công nghệ mới",
            "cơ cấu ngành đào tạo chưa sát thị trường lao động",
        ),
    ),
    (
        Indicator("Phòng học kiên cố", "%", 90.2, 1.6),
        Indicator("Trẻ mẫu giáo đến trường", "%", 93.4, 0.9),
        Indicator("Giáo viên đạt chuẩn trình độ", "%", 91.7, 1.2),
        Indicator("Sinh viên các ngành kỹ thuật", "nghìn người", 610, 7.5),
    ),
)

HEALTH = Subject(
    "bảo vệ, chăm sóc sức khỏe Nhân dân",
    ("y tế", "sức khỏe", "bệnh", "thuốc", "bảo hiểm y tế", "dược"),
    "Bộ Y tế",
    "Bộ Tài chính",
    ("Luật Khám bệnh, chữa bệnh", "Luật Bảo hiểm y tế", "Luật Dược"),
    (
        "Mạng lưới y tế cơ sở được củng cố, tuy nhiên trang thiết bị và thuốc thiết yếu tại trạm y "
        "tế chưa đáp ứng nhu cầu quản lý bệnh không lây nhiễm.",
        "Việc đấu thầu thuốc, vật tư ở một số nơi còn chậm, ảnh hưởng đến quyền lợi người bệnh.",
        "Già hóa dân số diễn ra nhanh, nhu cầu chăm sóc dài hạn vượt năng lực hiện có.",
    ),
    (
        Policy(
            "khám sức khỏe định kỳ miễn phí cho người dân",
            "phát hiện sớm bệnh tật và giảm chi phí điều trị",
            "người bệnh đến cơ sở y tế khi bệnh đã nặng",
        ),
        Policy(
            "lập hồ sơ sức khỏe điện tử liên thông",
            "giảm trùng lặp xét nghiệm và thủ tục chuyển tuyến",
            "kết quả xét nghiệm không được công nhận giữa các cơ sở",
        ),
        Policy(
            "luân phiên bác sĩ về trạm y tế cấp xã",
            "nâng chất lượng khám, chữa bệnh ban đầu",
            "trạm y tế thiếu bác sĩ làm việc thường xuyên",
        ),
    ),
    (
        Indicator("Dân số tham gia bảo hiểm y tế", "%", 94.3, 0.6),
        Indicator("Bác sĩ trên một vạn dân", "người", 14.2, 3.8),
        Indicator("Giường bệnh trên một vạn dân", "giường", 34, 1.5),
        Indicator("Hồ sơ sức khỏe điện tử đã lập", "triệu hồ sơ", 31, 28),
    ),
)

LAND = Subject(
    "quản lý và sử dụng đất đai",
    ("đất", "nhà ở", "quy hoạch", "môi trường", "nông nghiệp", "tài nguyên"),
    "Bộ Nông nghiệp và Môi trường",
    "Bộ Xây dựng",
    ("Luật Đất đai", "Luật Nhà ở", "Luật Quy hoạch"),
    (
        "Cơ sở dữ liệu đất đai được hoàn thiện ở nhiều địa phương nhưng mức độ cập nhật biến động "
        "còn thấp.",
        "Việc xác định giá đất cụ thể còn lúng túng, kéo dài thời gian bồi thường và chậm tiến độ "
        "dự án.",
        "Nhiều khu đất công sau sắp xếp trụ sở chưa được khai thác, gây lãng phí nguồn lực.",
    ),
    (
        Policy(
            "hoàn thiện cơ sở dữ liệu quốc gia về đất đai",
            "cung cấp thông tin minh bạch cho người dân, doanh nghiệp",
            "hồ sơ địa chính không khớp với hiện trạng",
        ),
        Policy(
            "miễn, giảm tiền sử dụng đất đối với lĩnh vực khuyến khích xã hội hóa",
            "thu hút đầu tư ngoài nhà nước vào giáo dục, y tế",
            "chi phí đất chiếm tỷ lệ lớn trong tổng mức đầu tư",
        ),
        Policy(
            "khai thác trụ sở, đất công dôi dư sau sắp xếp",
            "tăng thu và chống lãng phí tài sản công",
            "trụ sở bỏ trống, xuống cấp",
        ),
    ),
    (
        Indicator("Thửa đất đã số hóa", "triệu thửa", 49.7, 13),
        Indicator("Xã có bản đồ địa chính chính quy", "%", 82.6, 4.5),
        Indicator("Thời gian cấp giấy chứng nhận", "ngày", 18, -9),
        Indicator("Thu từ đất", "nghìn tỷ đồng", 232, 6.3),
    ),
)

TRANSPORT = Subject(
    "phát triển kết cấu hạ tầng giao thông",
    ("giao thông", "đường sắt", "cao tốc", "cảng", "hàng không", "vận tải", "đường bộ"),
    "Bộ Xây dựng",
    "Bộ Tài chính",
    ("Luật Đường bộ", "Luật Đường sắt", "Luật Xây dựng"),
    (
        "Mạng đường bộ cao tốc được mở rộng, tạo không gian phát triển mới; song kết nối với cảng "
        "biển, cảng hàng không còn hạn chế.",
        "Nguồn vật liệu đắp nền cho các dự án trọng điểm phía Nam thiếu hụt, giá biến động mạnh.",
        "Chi phí vận tải, kho bãi còn cao so với các nước trong khu vực, vận tải đường sắt và "
        "đường thủy chiếm thị phần nhỏ.",
    ),
    (
        Policy(
            "đầu tư tuyến đường sắt kết nối cảng biển cửa ngõ",
            "giảm chi phí vận tải hàng hóa xuất nhập khẩu",
            "hàng hóa phụ thuộc vào vận tải đường bộ",
        ),
        Policy(
            "giao địa phương làm cơ quan chủ quản dự án cao tốc",
            "đẩy nhanh giải phóng mặt bằng và thi công",
            "thủ tục qua nhiều cấp kéo dài thời gian chuẩn bị",
        ),
        Policy(
            "thu phí không dừng trên toàn mạng lưới",
            "giảm ùn tắc và minh bạch doanh thu",
            "các trạm sử dụng hệ thống khác nhau",
        ),
    ),
    (
        Indicator("Chiều dài đường bộ cao tốc", "km", 3_245, 12),
        Indicator("Hàng hóa qua cảng biển", "triệu tấn", 864, 8.2),
        Indicator("Thị phần vận tải đường sắt", "%", 1.1, 15),
        Indicator("Số vụ tai nạn giao thông", "nghìn vụ", 18.9, -6),
    ),
)

SCIENCE = Subject(
    "phát triển khoa học, công nghệ và đổi mới sáng tạo",
    ("khoa học", "công nghệ", "đổi mới sáng tạo", "nghiên cứu", "bán dẫn", "trí tuệ nhân tạo"),
    "Bộ Khoa học và Công nghệ",
    "Bộ Giáo dục và Đào tạo",
    (
        "Luật Khoa học, công nghệ và đổi mới sáng tạo",
        "Luật Sở hữu trí tuệ",
        "Luật Chuyển giao công nghệ",
    ),
    (
        "Chi cho nghiên cứu và phát triển tăng nhưng còn thấp so với yêu cầu; đóng góp của doanh "
        "nghiệp chiếm tỷ trọng ngày càng lớn.",
        "Cơ chế tài chính đối với nhiệm vụ nghiên cứu còn nặng về chứng từ, chưa chấp nhận rủi ro.",
        "Số sáng chế được khai thác thương mại còn ít; thị trường công nghệ phát triển chậm.",
    ),
    (
        Policy(
            "khoán chi đến sản phẩm cuối cùng đối với nhiệm vụ nghiên cứu",
            "giải phóng thời gian của nhà khoa học",
            "thủ tục thanh toán chiếm nhiều thời gian nghiên cứu",
        ),
        Policy(
            "lập quỹ đầu tư mạo hiểm có vốn nhà nước",
            "hỗ trợ doanh nghiệp khởi nghiệp sáng tạo giai đoạn đầu",
            "ý tưởng tốt không tìm được vốn trong nước",
        ),
        Policy(
            "xây dựng phòng thí nghiệm dùng chung về công nghệ chiến lược",
            "làm chủ một số công nghệ lõi",
            "thiết bị nghiên cứu đắt tiền sử dụng không hết công suất",
        ),
    ),
    (
        Indicator("Chi nghiên cứu và phát triển so với GDP", "%", 0.68, 18),
        Indicator("Bằng độc quyền sáng chế được cấp", "bằng", 4_310, 11),
        Indicator("Doanh nghiệp khởi nghiệp sáng tạo", "doanh nghiệp", 4_150, 9),
        Indicator("Nhân lực nghiên cứu trên một vạn dân", "người", 11.6, 7),
    ),
)

# Looked through in this order: the narrower words first.
SUBJECTS = (ENERGY, EDUCATION, HEALTH, TRANSPORT, LAND, BUDGET, DIGITAL, SCIENCE)
