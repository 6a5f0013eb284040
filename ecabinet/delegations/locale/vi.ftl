# Ủy quyền: ai được đọc, ai được chuẩn bị thay ai.

delegation-link = Ủy quyền
delegation-title = Ủy quyền
delegation-title-of = Ủy quyền của { $name }
delegation-intro = Người được ủy quyền đọc hoặc chuẩn bị tài liệu thay, không biểu quyết và không trả lời phiếu thay.

delegation-whose = Ủy quyền của ai
delegation-whose-own = Của tôi
delegation-show = Xem

delegation-given = Người được tôi ủy quyền
delegation-given-of = Người được { $name } ủy quyền
delegation-given-empty = Chưa ủy quyền cho ai
delegation-given-empty-text = Chưa có trợ lý nào được đọc hoặc chuẩn bị thay.
delegation-received = Người ủy quyền cho tôi
delegation-received-empty = Hiện không có ai ủy quyền cho tôi.
delegation-over = Ủy quyền đã kết thúc

delegation-period = Từ { $first } đến hết { $last }
delegation-in-force = Đang có hiệu lực
delegation-to-come = Chưa đến ngày
delegation-is-over = Đã kết thúc
delegation-ended-at = Kết thúc trước hạn lúc { $at }
delegation-account-is-closed = Tài khoản này đã đóng, nên không dùng được ủy quyền.

delegation-scope = Được làm gì
delegation-scope-read = Đọc: xem phiên họp được mời và tài liệu đã gửi cho người ủy quyền
delegation-scope-prepare = Đọc và chuẩn bị: đọc tài liệu, ghi sẵn ý kiến và trả lời giấy mời thay
delegation-scope-sit_in = Dự thay: xem phiên họp được mời và trả lời giấy mời thay

delegation-new = Ủy quyền mới
delegation-to = Ủy quyền cho
delegation-to-help = Người cùng cơ quan đứng trước. Tài liệu hạn chế gửi cho người ủy quyền cũng được mở cho người này.
delegation-to-choose = Chọn người được ủy quyền
delegation-starts-on = Từ ngày
delegation-ends-on = Đến hết ngày
delegation-ends-on-help = Có thể kết thúc sớm hơn vào bất cứ lúc nào.
delegation-grant = Ủy quyền
delegation-granted = Đã ủy quyền.
delegation-end = Kết thúc
delegation-end-confirm = Kết thúc ủy quyền cho { $name }? Tài liệu đang mở theo ủy quyền này sẽ đóng ngay.
delegation-ended = Đã kết thúc ủy quyền.

delegation-reads-no-papers = Tài khoản quản trị và kiểm soát không đọc tài liệu, nên không ủy quyền và không nhận ủy quyền.
delegation-not-yours = Chỉ người ủy quyền và Lãnh đạo Văn phòng được cấp và kết thúc ủy quyền.
delegation-members-only = Lãnh đạo Văn phòng chỉ làm thay cho thành viên Chính phủ đương nhiệm.
delegation-over-already = Ủy quyền này đã kết thúc.
delegation-choose-account = Vui lòng chọn người được ủy quyền.
delegation-choose-scope = Vui lòng chọn một trong các mức ủy quyền.
delegation-not-to-oneself = Không thể ủy quyền cho chính mình.
delegation-account-closed = Tài khoản của { $name } đã đóng. Vui lòng chọn người khác.
delegation-account-barred = { $name } giữ tài khoản quản trị hoặc kiểm soát, nên không được đọc tài liệu. Vui lòng chọn người khác.
delegation-period-past = Thời hạn này đã qua. Vui lòng chọn ngày từ hôm nay trở đi.
delegation-starts-past = Ủy quyền không có hiệu lực về trước. Vui lòng chọn từ hôm nay trở đi.
delegation-ends-before = Ngày kết thúc đứng trước ngày bắt đầu.
delegation-too-long = Chỉ ủy quyền được đến hết ngày { $until }.
delegation-exists = { $name } đã có ủy quyền này từ { $first } đến hết { $last }. Nếu cần thời hạn khác, vui lòng kết thúc ủy quyền đó trước.
notice-kind-delegation-granted = Ủy quyền được cấp
notice-kind-delegation-ended = Ủy quyền kết thúc
notice-kind-delegation-ending = Ủy quyền sắp hết hạn
notice-kind-delegation-lapsed = Ủy quyền hết hạn
delegation-notice-granted-given = { $holder } được ủy quyền thay { $giver } từ { $first } đến hết { $last }.
delegation-notice-granted-held = { $giver } ủy quyền cho { $holder } từ { $first } đến hết { $last }.
delegation-notice-ended-given = { $holder } không còn được ủy quyền thay { $giver }.
delegation-notice-ended-held = Ủy quyền của { $giver } cho { $holder } đã kết thúc.
delegation-notice-ending-given = { $holder } được ủy quyền thay { $giver } đến hết { $last }.
delegation-notice-ending-held = Ủy quyền của { $giver } cho { $holder } có hiệu lực đến hết { $last }.
delegation-outside-granted = Có ủy quyền mới được cấp.
delegation-outside-ended = Có ủy quyền đã kết thúc.
delegation-outside-ending = Có ủy quyền sắp hết hạn.
