### Sửa nhiều tài liệu cùng lúc.

bulk-title = Sửa nhiều tài liệu
bulk-subtitle = Sửa trực tiếp trong bảng rồi lưu một lần. Chỉ lưu khi mọi dòng đều đúng.
bulk-all = Đặt cho các dòng đã chọn
bulk-leave = Giữ nguyên
bulk-set = Đặt
bulk-tick-all = Chọn mọi dòng
bulk-tick = Chọn: { $title }
bulk-save = Lưu tất cả
bulk-saved = Đã sửa { $count } tài liệu.
bulk-wrong = Chưa lưu gì: có { $count } dòng cần xem lại.
bulk-changed-meanwhile = Người khác vừa sửa tài liệu này (nay là “{ $title }”). Lưu lần nữa để thay bằng nội dung trong dòng này.
bulk-gone = Một số tài liệu trong bảng không còn sửa được. Vui lòng mở lại bảng.
bulk-empty = Chưa có tài liệu nào để sửa
bulk-empty-text = Tài liệu tải lên sẽ hiện ở đây.
