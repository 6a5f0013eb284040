### Chuẩn bị phiên họp: những gì còn thiếu, và nhắc việc.

notice-kind-readiness-reminder = Nhắc việc còn lại trước phiên họp
readiness-reminder-text = { $title } ({ $at }): còn { $invitations ->
        [0] { "" }
       *[other] chưa trả lời giấy mời;{ " " }
    }{ $positions ->
        [0] { "" }
       *[other] { $positions } nội dung chưa nêu quan điểm;{ " " }
    }{ $papers ->
        [0] { "" }
       *[other] { $papers } tài liệu chưa mở;{ " " }
    }{ $opinions ->
        [0] { "" }
       *[other] { $opinions } hồ sơ chờ ý kiến của cơ quan;{ " " }
    }xin hoàn thành trước phiên họp.
readiness-reminder-opinions = Có { $count } hồ sơ chờ ý kiến của cơ quan. Xin sớm cho ý kiến.
readiness-reminder-outside = Có việc cần hoàn thành trước phiên họp ({ $at }). Đăng nhập để xem.
readiness-reminded-lately = { $count } người vừa được nhắc trong vòng một giờ. Xác nhận nếu vẫn muốn nhắc lại.

readiness-own-title = Chuẩn bị phiên họp
readiness-own-all-done = Đã sẵn sàng
readiness-own-all-done-text = Không còn tài liệu chưa đọc hay câu trả lời nào đang chờ.
readiness-own-total = Còn khoảng { $time }
readiness-own-total-text = Ước tính { $page } phút cho mỗi trang chưa đọc, { $answer } phút cho mỗi câu trả lời.
readiness-minutes = { $hours ->
        [0] { $minutes } phút
       *[other] { $hours } giờ { $minutes } phút
    }
readiness-about = khoảng { $time }
readiness-ready = Đã chuẩn bị xong
readiness-answer-invitation = Trả lời giấy mời
readiness-say-positions = Nêu quan điểm về { $count } nội dung
readiness-confirm-positions = Xác nhận { $count } quan điểm trợ lý đã chuẩn bị
readiness-unread-title = Tài liệu chưa đọc hết ({ $count }, còn { $pages } trang)
readiness-unread-unopened = chưa mở
readiness-unread-opened = đang đọc
readiness-pages-left = còn { $left }/{ $pages } trang
readiness-besides-title = Phiếu, biên bản và văn bản đang chờ

readiness-desk-title = Tình hình chuẩn bị
readiness-nothing-missing = Không còn thiếu gì
readiness-nothing-missing-text = Mọi người đã trả lời, nêu quan điểm và mở tài liệu.
readiness-missing-all = Tất cả
readiness-missing-invitation = Giấy mời
readiness-missing-position = Quan điểm
readiness-missing-papers = Tài liệu
readiness-missing-opinion = Ý kiến cơ quan
readiness-lacks-invitation = chưa trả lời giấy mời
readiness-lacks-position = { $count } quan điểm chưa nêu
readiness-lacks-papers = { $count } tài liệu chưa mở
readiness-lacks-opinion = { $count } ý kiến chưa có
readiness-by-item = Theo nội dung
readiness-by-person = Theo người
readiness-matrix = Bảng nội dung và người dự họp
readiness-matrix-help = Q: chưa nêu quan điểm; số: tài liệu chưa mở.
readiness-matrix-person = Người dự họp
readiness-guest = khách mời
readiness-sits-in = dự thay { $name }
readiness-matrix-sum = Tổng
readiness-matrix-only = Chỉ hiện phần còn thiếu
readiness-matrix-all = Hiện mọi nội dung và người dự họp
readiness-matrix-hidden = Đã ẩn { $items } nội dung và { $people } người không còn thiếu gì.
readiness-cell-done = không thiếu gì
readiness-check-open = Chưa kiểm tra thể thức
readiness-check-held = Đạt thể thức ({ $by } kiểm tra)
readiness-quorum = Dự kiến số thành viên dự họp
readiness-quorum-whole = Như nhau từ đầu đến cuối phiên họp.
readiness-quorum-worst = Thấp nhất từ { $start } đến { $end }.
readiness-quorum-away = Không dự họp lúc đó ({ $count }):
readiness-quorum-silent = Chưa trả lời giấy mời ({ $count }):
readiness-item-no-papers = Chưa có tài liệu
readiness-item-not-out = { $count } tài liệu chưa phát hành
readiness-item-not-sent = Chưa có trong chương trình đã gửi
readiness-item-opinions = Chờ ý kiến: { $names }
readiness-remind-all = Nhắc { $count } người
readiness-remind-confirm = Nhắc { $count } người? Mỗi người chỉ được nhắc những việc còn lại của mình.
readiness-who-members = { $count } thành viên hoặc người dự thay
readiness-who-guests = { $count } khách mời
readiness-who-officers = { $count } cán bộ của cơ quan được hỏi ý kiến
readiness-remind-item = Nhắc về nội dung này ({ $count })
readiness-remind-person = Nhắc
readiness-remind-again = Trong số này có { $count } người vừa được nhắc trong vòng một giờ. Vẫn nhắc lại?
readiness-was-reminded = Đã nhắc { $count } người.
readiness-reminded-at = Đã nhắc lúc { $at }
readiness-position-mark = Q
readiness-to-desk = Tình hình chuẩn bị
