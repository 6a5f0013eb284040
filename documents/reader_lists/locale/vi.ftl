### Danh sách người nhận đặt sẵn, dùng khi gửi tài liệu.

named-list-title = Danh sách người nhận
named-list-subtitle = Những người thường cùng nhận tài liệu. Ai có tên trong danh sách lúc gửi thì nhận được; sửa danh sách sau đó không làm thay đổi tài liệu đã gửi.
named-list-empty = Chưa có danh sách nào
named-list-empty-text = Lập danh sách đầu tiên ở bên dưới, sau đó có thể chọn ở mọi nơi gửi tài liệu.
named-list-readers = { $count } người nhận
named-list-new = Danh sách mới
named-list-name = Tên danh sách
named-list-persons = Người nhận
named-list-make = Lập danh sách
named-list-save = Lưu danh sách
named-list-saved = Đã lưu danh sách.
named-list-remove = Bỏ danh sách
named-list-remove-confirm = Bỏ danh sách “{ $name }”? Tài liệu đã gửi vẫn ở người đang giữ.
named-list-removed = Đã bỏ danh sách.
named-list-keep = Quản lý danh sách người nhận
named-list-choose = Danh sách người nhận
named-list-option = { $name } ({ $count })
named-list-needs-name = Vui lòng đặt tên cho danh sách.
named-list-name-taken = Đã có danh sách “{ $name }”. Vui lòng chọn tên khác.
named-list-needs-readers = Vui lòng chọn ít nhất một người nhận.
named-list-unknown = Một danh sách vừa bị bỏ. Vui lòng xem lại các danh sách.
named-list-changed-meanwhile = Người khác vừa sửa danh sách “{ $name }”. Nội dung đã chọn còn ở bên dưới; lưu lần nữa để thay bằng nội dung này.
named-list-removed-meanwhile = Người khác vừa bỏ danh sách này.
