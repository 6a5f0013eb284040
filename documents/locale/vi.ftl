### Tài liệu tải lên: vì sao bị từ chối, và điều cần biết về tài liệu đã được nhận.

document-refused-empty = Tệp rỗng (0 byte). Hãy mở bản gốc, lưu lại thành PDF rồi tải tệp mới lên.
document-refused-too-large = Tệp có dung lượng { $size } MB, vượt giới hạn { $limit } MB. Hãy giảm dung lượng các trang quét hoặc tách tài liệu thành nhiều tệp.
document-refused-not-pdf =
    { $kind ->
        [word] Đây là tệp văn bản (Word hoặc tương tự), không phải PDF. Hãy mở tệp, chọn “Lưu thành PDF” rồi tải tệp PDF lên.
        [spreadsheet] Đây là bảng tính, không phải PDF. Hãy mở tệp, chọn “Lưu thành PDF” rồi tải tệp PDF lên.
        [slides] Đây là bản trình chiếu, không phải PDF. Hãy mở tệp, chọn “Lưu thành PDF” rồi tải tệp PDF lên.
        [office] Đây là tệp Office đời cũ (.doc, .xls, .ppt), không phải PDF. Hãy mở tệp, chọn “Lưu thành PDF” rồi tải tệp PDF lên.
        [image] Đây là tệp ảnh, không phải PDF. Hãy in hoặc quét ra PDF rồi tải tệp PDF lên.
        [zip] Đây là tệp nén, không phải PDF. Hãy giải nén rồi tải lên từng tệp PDF bên trong.
        [web-page] Đây là trang web, không phải PDF. Hãy mở trang, in ra PDF rồi tải tệp PDF lên.
        [xml] Đây là tệp dữ liệu XML, không phải PDF. Hãy xuất tài liệu ra PDF rồi tải tệp PDF lên.
       *[unknown] Tệp này không phải PDF, dù tên tệp ghi thế nào. Hãy mở tài liệu bằng phần mềm đã tạo ra nó, lưu thành PDF rồi tải tệp PDF lên.
    }
document-refused-encrypted = Tệp bị khóa bằng mật khẩu nên thành viên không đọc được. Hãy gỡ mật khẩu, lưu lại rồi tải tệp mới lên.
document-refused-damaged = Tệp bị hỏng hoặc thiếu dữ liệu. Hãy mở bản gốc, lưu lại thành PDF rồi tải tệp mới lên.
document-refused-too-many-pages = Tệp có { $pages } trang, vượt giới hạn { $limit } trang. Hãy tách tài liệu thành nhiều tệp.
document-refused-page-too-big = Trang { $page } có một chiều dài hơn 5 mét. Hãy đặt lại khổ giấy thông thường như A4, lưu lại rồi tải tệp mới lên.
document-refused-image-too-large = Tệp chứa ảnh { $megapixels } triệu điểm ảnh, vượt giới hạn { $limit } triệu. Hãy quét với độ phân giải thấp hơn (300 dpi là đủ) rồi tải tệp mới lên.
document-refused-too-many-objects = Tệp có quá nhiều thành phần bên trong ({ $objects }, giới hạn là { $limit }). Hãy in ra một tệp PDF mới hoặc tách nhỏ rồi tải lên.
document-refused-bomb = Khi mở, tệp phình to quá { $limit } MB, có thể làm treo máy tính bảng của thành viên. Hãy in tài liệu ra một tệp PDF mới rồi tải lên; nếu không rõ ai tạo tệp này, hãy báo quản trị hệ thống.
document-refused-form-not-drawn = Tệp là biểu mẫu mà nội dung đã điền chưa được lưu thành hình ảnh của trang, nên thành viên sẽ thấy các ô trống. Hãy mở tệp, in ra một tệp PDF mới rồi tải tệp đó lên.
document-refused-copy-too-large = Bản để đọc có dung lượng quá lớn. Hãy giảm dung lượng các trang quét hoặc tách tài liệu thành nhiều tệp.
document-refused-took-too-long = Việc kiểm tra tệp kéo dài quá { $seconds } giây nên đã dừng lại. Hãy in tài liệu ra một tệp PDF mới hoặc tách nhỏ rồi tải lên.
document-refused-too-much-memory = Việc kiểm tra tệp cần quá nhiều bộ nhớ nên đã dừng lại. Hãy in tài liệu ra một tệp PDF mới hoặc tách nhỏ rồi tải lên.
document-refused-checker-crashed = Tệp làm việc kiểm tra bị ngắt giữa chừng nên không được nhận. Hãy in tài liệu ra một tệp PDF mới rồi tải lên; nếu không rõ ai tạo tệp này, hãy báo quản trị hệ thống.
document-refused-checker-failed = Việc kiểm tra không cho kết quả dùng được nên tệp chưa được nhận. Hãy thử lại một lần; nếu vẫn như vậy, hãy báo quản trị hệ thống.
document-refused-busy = Hiện có nhiều tệp đang chờ kiểm tra. Chưa có gì được lưu; hãy tải tệp này lên lại sau vài phút.

document-warning-signed = Tệp có { $signatures } chữ ký số. Bản gốc đã ký được giữ nguyên vẹn; bản để đọc chỉ hiển thị hình chữ ký, không dùng để xác thực chữ ký.
document-warning-owner-password = Người tạo tệp đã đặt mật khẩu cấm in hoặc sao chép. Bản để đọc không còn khóa này; hãy chắc chắn tài liệu được phép phát hành.
document-warning-attachments-removed = Tệp có các tệp đính kèm bên trong. Bản để đọc không có các tệp này; nếu thành viên cần, hãy tải chúng lên thành tài liệu riêng.
document-warning-form-frozen = Tệp là biểu mẫu. Bản để đọc hiển thị nội dung đã điền nhưng không điền thêm được nữa.
document-warning-active-content-removed = Mã lệnh hoặc thao tác tự động đã được gỡ khỏi bản để đọc.
document-warning-fonts-not-embedded = Có { $count } phông chữ chưa được nhúng ({ $fonts }) nên chữ tiếng Việt có thể hiển thị thiếu trên máy tính bảng. Hãy xem lại tài liệu trước khi phát hành, hoặc lưu lại với phông chữ được nhúng.
document-warning-no-text = { $pages } trên { $total } trang không có văn bản, có thể là trang quét. Vẫn đọc được nhưng không tìm kiếm được; nếu có bản PDF đã nhận dạng chữ, hãy tải bản đó lên.
document-warning-text-unreadable = Không lấy được văn bản của tài liệu này nên không tìm kiếm được nội dung. Các trang vẫn đọc được; hãy xem lại trước khi phát hành.
document-warning-text-incomplete = Chỉ phần đầu của tài liệu này tìm kiếm được vì tài liệu chứa rất nhiều văn bản.

## Đọc và ghi chú trên tài liệu
reader-back = Quay lại
reader-paper = Trang tài liệu
reader-version = Phiên bản { $ordinal }
reader-pages = { $count } trang
reader-previous-paper = Tài liệu trước
reader-next-paper = Tài liệu sau
reader-page-group = Chuyển trang
reader-page-previous = Trang trước
reader-page-next = Trang sau
reader-page-go = Đến trang
reader-on-page = Trang { $page }
reader-zoom-group = Thu phóng
reader-zoom = Tỷ lệ
reader-zoom-in = Phóng to
reader-zoom-out = Thu nhỏ
reader-fit-width = Vừa chiều rộng
reader-fit-page = Vừa trang
reader-rotate = Xoay phải
reader-rotate-left = Xoay trái
reader-dark = Nền tối
reader-menu = Hiển thị
reader-help = Phím tắt
reader-loading = Đang mở tài liệu…
reader-failure = Không mở được tài liệu này.
reader-recalled = Tài liệu này đã được thu hồi.
reader-reload = Thử lại
reader-close = Đóng
reader-find = Tìm trong tài liệu
reader-find-placeholder = Tìm, không cần gõ dấu
reader-find-exact = Đúng dấu
reader-find-next = Kết quả sau
reader-find-previous = Kết quả trước
reader-find-count = { $current } / { $total }
reader-find-none = Không tìm thấy
reader-find-searching = Đang tìm…
reader-tools = Công cụ ghi
reader-tool-read = Đọc
reader-tool-pen = Bút
reader-tool-marker = Bút dạ
reader-tool-highlight = Tô chữ
reader-tool-note = Ghi chú
reader-tool-eraser = Tẩy
reader-undo = Hoàn tác
reader-redo = Làm lại
reader-colors = Màu và nét
reader-color = { $name } (phím { $key })
reader-color-blue = Xanh dương
reader-color-red = Đỏ
reader-color-black = Đen
reader-color-green = Xanh lá
reader-color-yellow = Vàng
reader-color-pink = Hồng
reader-color-other = Màu khác
reader-width-thin = Nét mảnh
reader-width-middle = Nét vừa
reader-width-thick = Nét đậm
reader-audience = Ghi cho
reader-audience-private = Riêng tôi
reader-audience-office = Văn phòng tôi
reader-audience-meeting = Phiên họp
reader-writing-for-private = Chỉ mình tôi thấy
reader-writing-for-office = Văn phòng tôi cùng thấy
reader-writing-for-meeting = Cả phiên họp thấy ngay khi đang ghi
reader-seen-by = Ai thấy
reader-highlight = Tô chữ
reader-note = Ghi chú
reader-note-text = Nội dung ghi chú
reader-note-write = Viết ghi chú…
reader-comment-write = Thêm lời ghi…
reader-save = Lưu
reader-delete = Xóa
reader-retry = Gửi lại
reader-you = Tôi
reader-kind-ink = Nét bút
reader-kind-marker = Nét bút dạ
reader-kind-highlight = Chữ được tô
reader-kind-note = Ghi chú
reader-kind-text = Ô chữ
reader-list = Ghi chú trên tài liệu
reader-list-author = Người ghi
reader-list-kind = Loại ghi chú
reader-list-everyone = Mọi người
reader-list-mine = Của tôi
reader-list-kinds = Mọi loại
reader-list-empty = Chưa có ghi chú nào.
reader-reconnecting = Đang kết nối lại…
reader-offline = Mất kết nối
reader-signed-out = Đã hết phiên đăng nhập
reader-unsent = Chưa gửi: { $count }
reader-unsent-not-kept = Chưa gửi: { $count }. Không lưu được trên máy này, xin đừng đóng trang
reader-refused = Bị từ chối: { $count }
reader-mark-waiting = Chưa gửi, được giữ trên máy này.
reader-mark-refused = Máy chủ không nhận. { $reason }
reader-key-tool-read = Đọc
reader-key-tool-pen = Bút
reader-key-tool-marker = Bút dạ
reader-key-highlight = Tô chữ đang chọn hoặc kết quả tìm kiếm
reader-key-note-here = Ghi chú giữa trang đang xem
reader-key-tool-eraser = Tẩy
reader-key-color = Màu của công cụ
reader-key-width = Nét mảnh hơn, đậm hơn
reader-key-audience = Chọn ghi cho ai
reader-key-undo = Hoàn tác
reader-key-redo = Làm lại
reader-key-mark-step = Ghi chú trước, sau
reader-key-mark-open = Mở ghi chú đang chọn
reader-key-mark-move = Dời ghi chú đang chọn
reader-key-mark-delete = Xóa ghi chú đang chọn
reader-key-find = Tìm
reader-key-find-step = Kết quả sau, trước
reader-key-page-step = Trang trước, sau
reader-key-page-end = Trang đầu, trang cuối
reader-key-page-go = Đến trang
reader-key-zoom-step = Phóng to, thu nhỏ
reader-key-fit-page-width = Vừa chiều rộng
reader-key-fit-page-fit = Vừa trang
reader-key-rotate = Xoay phải
reader-key-dark = Nền tối
reader-key-marks = Danh sách ghi chú
reader-key-help = Bảng phím tắt này
reader-key-escape = Đóng, bỏ chọn, trở về đọc

## Tài liệu: quyền và các việc
document-upload-not-yours = Tài khoản này không tải tài liệu lên.
document-upload-other-organisation = Chỉ tải lên được tài liệu của cơ quan mình.
document-change-not-yours = Chỉ Văn phòng và cơ quan có tài liệu được sửa tài liệu này.
document-secretariat = Việc này do Văn phòng thực hiện.
document-release-not-now = Phiên bản này đã phát hành hoặc không còn phát hành được.
document-recall-done-before = Phiên bản này đã được thu hồi trước đó.
document-recall-not-out = Phiên bản này chưa phát hành nên không có gì để thu hồi.
document-original-not-yours = Bản gốc chỉ dành cho Văn phòng và cơ quan có tài liệu. Đồng chí đọc được bản để đọc.
document-version-same = Tệp này giống hệt phiên bản { $ordinal } đang có. Chưa có gì được lưu.
document-distribute-recalled = Tài liệu “{ $title }” đã thu hồi nên không gửi được. Hãy tải lên phiên bản mới.
document-distribute-returned = Tài liệu “{ $title }” đã trả lại nơi gửi nên chưa gửi được.
document-warning-duplicate = Tệp này đã có ở tài liệu “{ $title }”. Hãy xem có bị tải lên hai lần không.
