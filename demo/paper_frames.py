"""Sentences of governmental papers that fit any subject; {…} is filled from the subject."""

INTRODUCTIONS = (
    "Thực hiện Chương trình công tác của Chính phủ, {organisation} đã chủ trì, phối hợp với các "
    "bộ, ngành và địa phương xây dựng hồ sơ về {field}. {organisation} kính trình như sau:",
    "Căn cứ nhiệm vụ được giao, {organisation} đã tổ chức tổng kết thực tiễn, lấy ý kiến các cơ "
    "quan liên quan và hoàn thiện hồ sơ về {field}. {organisation} xin báo cáo như sau:",
)

CONTEXT = (
    "Trong thời gian qua, công tác {field} đã được các cấp, các ngành quan tâm chỉ đạo, bước đầu "
    "đạt được những kết quả quan trọng, góp phần phát triển kinh tế - xã hội.",
    "Bên cạnh kết quả đạt được, việc tổ chức thực hiện {field} còn một số tồn tại, hạn chế cần "
    "được nhận diện đầy đủ để có giải pháp khắc phục.",
    "Nguyên nhân chủ yếu là do quy định hiện hành chưa theo kịp thực tiễn, trách nhiệm phối hợp "
    "giữa các cơ quan chưa rõ và nguồn lực bố trí còn phân tán.",
    "Từ các lý do nêu trên, việc ban hành chính sách mới về {field} là cần thiết, có đầy đủ cơ sở "
    "chính trị, pháp lý và thực tiễn.",
)

PROCESS = (
    "Thành lập Tổ soạn thảo gồm đại diện các bộ, cơ quan liên quan; tổ chức khảo sát tại "
    "{surveyed} địa phương đại diện các vùng.",
    "Tổ chức {workshops} hội thảo lấy ý kiến chuyên gia, hiệp hội và đối tượng chịu tác động trực "
    "tiếp của chính sách.",
    "Đăng tải toàn văn hồ sơ trên cổng thông tin điện tử trong {days} ngày để lấy ý kiến Nhân dân "
    "theo quy định.",
    "Tiếp thu, giải trình ý kiến của các cơ quan, gửi thẩm định và hoàn thiện hồ sơ theo ý kiến "
    "thẩm định.",
)

VIEWPOINTS = (
    "Thể chế hóa kịp thời chủ trương của Đảng, bảo đảm phù hợp với Hiến pháp và tính thống nhất "
    "của hệ thống pháp luật.",
    "Kế thừa các quy định đã được kiểm nghiệm trong thực tiễn; sửa đổi những nội dung vướng mắc, "
    "bổ sung quy định đối với vấn đề mới phát sinh.",
    "Đẩy mạnh phân cấp, phân quyền gắn với kiểm tra, giám sát; cắt giảm thủ tục hành chính, giảm "
    "chi phí tuân thủ cho người dân và doanh nghiệp.",
    "Bảo đảm tính khả thi, phù hợp với khả năng cân đối ngân sách và năng lực tổ chức thực hiện "
    "của các cơ quan.",
)

POLICY_ASPECTS = (
    (
        "Mục tiêu của chính sách",
        "Chính sách nhằm {aim}, khắc phục tình trạng {problem}, tạo chuyển biến rõ rệt trong "
        "công tác {field}.",
    ),
    (
        "Phương án lựa chọn",
        "Cơ quan soạn thảo đã so sánh phương án giữ nguyên quy định hiện hành với phương án "
        "{policy}. Kết quả phân tích chi phí và lợi ích cho thấy phương án thứ hai có tính khả thi "
        "cao hơn, tổng lợi ích ước đạt {benefit} tỷ đồng trong giai đoạn 2027 - 2030.",
    ),
    (
        "Tác động về kinh tế",
        "Việc {policy} làm phát sinh chi phí tổ chức thực hiện khoảng {cost} tỷ đồng mỗi năm, bố "
        "trí trong dự toán được giao; đồng thời giảm {saving}% chi phí tuân thủ so với hiện nay.",
    ),
    (
        "Tác động về xã hội",
        "Khoảng {people} nghìn người được hưởng lợi trực tiếp; khoảng cách giữa các vùng, các "
        "nhóm đối tượng được thu hẹp. Chính sách không phân biệt giới trong tiếp cận và thụ hưởng.",
    ),
    (
        "Tác động về thủ tục hành chính",
        "Bãi bỏ {removed} thủ tục, đơn giản hóa {simplified} thủ tục; toàn bộ thủ tục còn lại được "
        "cung cấp trực tuyến, thời gian giải quyết giảm bình quân {saving}%.",
    ),
    (
        "Tổ chức thực hiện",
        "{lead} chủ trì, phối hợp với {other} hướng dẫn thực hiện việc {policy}, hoàn thành trước "
        "ngày 30 tháng 6 năm 2027; định kỳ sơ kết, đánh giá và báo cáo cấp có thẩm quyền.",
    ),
    (
        "Cơ chế giám sát",
        "Kết quả thực hiện được theo dõi bằng bộ chỉ số thống nhất, công khai hằng quý; cơ quan "
        "không hoàn thành nhiệm vụ phải giải trình rõ nguyên nhân, trách nhiệm và thời hạn khắc "
        "phục.",
    ),
    (
        "Rủi ro và biện pháp phòng ngừa",
        "Rủi ro chính là {problem} tiếp tục kéo dài trong giai đoạn chuyển tiếp. Biện pháp phòng "
        "ngừa gồm: thực hiện theo lộ trình, thí điểm trước khi nhân rộng và dự phòng nguồn lực.",
    ),
)

APPRAISAL = (
    (
        "Sự cần thiết ban hành",
        "Cơ quan thẩm định nhất trí với sự cần thiết ban hành văn bản với các lý do nêu tại Tờ "
        "trình. Hồ sơ đã làm rõ cơ sở chính trị, cơ sở pháp lý và cơ sở thực tiễn về {field}.",
    ),
    (
        "Đối tượng và phạm vi điều chỉnh",
        "Phạm vi điều chỉnh cơ bản phù hợp. Đề nghị rà soát để không quy định lại các nội dung đã "
        "có trong luật, đồng thời làm rõ đối tượng áp dụng trong trường hợp {problem}.",
    ),
    (
        "Sự phù hợp với chủ trương, đường lối",
        "Nội dung dự thảo phù hợp với chủ trương về {field} và yêu cầu cải cách thể chế trong giai "
        "đoạn mới.",
    ),
    (
        "Tính hợp hiến, hợp pháp và tính thống nhất",
        "Dự thảo bảo đảm tính hợp hiến, hợp pháp. Tuy nhiên, quy định về việc {policy} cần được "
        "đối chiếu với các luật chuyên ngành để tránh chồng chéo về thẩm quyền.",
    ),
    (
        "Tính khả thi và điều kiện bảo đảm thi hành",
        "Đề nghị bổ sung thuyết minh về nguồn nhân lực, kinh phí khoảng {cost} tỷ đồng mỗi năm và "
        "lộ trình thực hiện; quy định rõ trách nhiệm của {lead}.",
    ),
    (
        "Ngôn ngữ, kỹ thuật soạn thảo",
        "Hồ sơ được trình bày đúng thể thức. Đề nghị thống nhất cách sử dụng thuật ngữ, chỉnh lý "
        "các điều khoản chuyển tiếp và bỏ các quy định mang tính nguyên tắc chung.",
    ),
)

ARTICLES = (
    "Thống nhất chủ trương {policy} nhằm {aim}. Việc thực hiện bảo đảm công khai, minh bạch, đúng "
    "thẩm quyền và tiết kiệm.",
    "Giao {lead} chủ trì, phối hợp với {other} xây dựng kế hoạch thực hiện việc {policy}, trình "
    "cấp có thẩm quyền trước ngày {day} tháng 3 năm 2027.",
    "Nguồn kinh phí thực hiện gồm ngân sách nhà nước, nguồn xã hội hóa và các nguồn hợp pháp khác; "
    "mức bố trí từ ngân sách trung ương không quá {cost} tỷ đồng mỗi năm.",
    "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương rà soát, khắc phục tình trạng "
    "{problem} trên địa bàn, báo cáo kết quả trước ngày {day} hằng quý.",
)

OPINIONS = (
    (
        "Nhất trí với dự thảo; đề nghị làm rõ nguồn kinh phí thực hiện việc {policy}.",
        "Tiếp thu. Đã bổ sung dự kiến kinh phí tại phần điều kiện bảo đảm thi hành.",
    ),
    (
        "Đề nghị bổ sung đánh giá tác động đối với tình trạng {problem}.",
        "Tiếp thu. Đã bổ sung số liệu khảo sát tại Báo cáo đánh giá tác động.",
    ),
    (
        "Đề nghị cân nhắc lộ trình thực hiện cho phù hợp với năng lực của cấp xã.",
        "Giải trình: lộ trình đã chia làm hai giai đoạn, cấp xã thực hiện từ giai đoạn hai.",
    ),
    (
        "Đề nghị quy định rõ cơ quan chủ trì và thời hạn hoàn thành việc {policy}.",
        "Tiếp thu. Đã quy định {lead} chủ trì, hoàn thành trước ngày 30 tháng 6 năm 2027.",
    ),
    (
        "Nhất trí, không có ý kiến bổ sung.",
        "Xin ghi nhận.",
    ),
    (
        "Đề nghị rà soát, thống nhất thuật ngữ với pháp luật chuyên ngành về {field}.",
        "Tiếp thu. Đã chỉnh lý các thuật ngữ tại Điều 2 và Điều 3 của dự thảo.",
    ),
)

COMMENTING = (
    *("Bộ Tài chính", "Bộ Tư pháp", "Bộ Nội vụ", "Bộ Công an", "Bộ Quốc phòng", "Bộ Ngoại giao"),
    *("Bộ Công Thương", "Bộ Xây dựng", "Bộ Nông nghiệp và Môi trường", "Bộ Y tế"),
    *("Bộ Khoa học và Công nghệ", "Bộ Giáo dục và Đào tạo", "Bộ Dân tộc và Tôn giáo"),
    *("Bộ Văn hóa, Thể thao và Du lịch", "Thanh tra Chính phủ", "Ngân hàng Nhà nước Việt Nam"),
)

PROVINCES = (
    *("Hà Nội", "Thành phố Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế", "Quảng Ninh"),
    *("Lạng Sơn", "Cao Bằng", "Điện Biên", "Lai Châu", "Sơn La", "Thanh Hóa", "Nghệ An", "Hà Tĩnh"),
    *("Tuyên Quang", "Lào Cai", "Thái Nguyên", "Phú Thọ", "Bắc Ninh", "Hưng Yên", "Ninh Bình"),
    *("Quảng Trị", "Quảng Ngãi", "Gia Lai", "Khánh Hòa", "Lâm Đồng", "Đắk Lắk", "Đồng Nai"),
    *("Tây Ninh", "Vĩnh Long", "Đồng Tháp", "An Giang", "Cà Mau"),
)

REGIONS = (
    "vùng Đồng bằng sông Hồng",
    "vùng Trung du và miền núi phía Bắc",
    "vùng Bắc Trung Bộ",
    "vùng Duyên hải Nam Trung Bộ và Tây Nguyên",
    "vùng Đông Nam Bộ",
    "vùng Đồng bằng sông Cửu Long",
)
