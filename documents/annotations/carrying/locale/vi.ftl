### Ghi chú chuyển sang phiên bản mới của tài liệu

job-label-carry-marks = Chuyển ghi chú sang phiên bản mới
carry-look-text-changed = Nội dung chỗ này đã thay đổi.
carry-look-text-gone = Một phần nội dung được ghi chú không còn trong phiên bản này.
carry-look-several-places = Đoạn này lặp lại ở nhiều chỗ; có thể ghi chú thuộc chỗ khác.
carry-look-moved-far = Đoạn này đã chuyển đến chỗ khác trong tài liệu.
carry-look-reflowed = Các dòng ở đây được ngắt khác trước, ghi chú có thể bị lệch.
carry-look-by-position = Ghi chú không nằm gần chữ nào nên được đặt theo vị trí cũ trên trang.
carry-look-no-text = Không đọc được chữ của trang này nên ghi chú được đặt theo vị trí cũ.
carry-none-text-changed = Nội dung được ghi chú đã thay đổi nhiều, không tìm thấy chỗ tương ứng.
carry-none-text-gone = Nội dung được ghi chú không còn trong phiên bản này.
carry-none-several-places = Đoạn này lặp lại ở nhiều chỗ, không rõ ghi chú thuộc chỗ nào.
carry-none-moved-far = Đoạn này đã chuyển đi xa, không rõ ghi chú thuộc chỗ nào.
carry-none-reflowed = Các dòng được ngắt khác trước nên không đặt được ghi chú.
carry-none-by-position = Không tìm thấy trang tương ứng trong phiên bản này.
carry-none-no-text = Không có chữ nào đọc được để tìm chỗ của ghi chú trong phiên bản này.
carry-written-by = Ghi chú do { $name } viết.
carry-no-place-yet = Ghi chú này chưa có chỗ. Hãy chọn chỗ cho ghi chú trên trang.
carry-settled-already = Ghi chú này đã được xử lý rồi.
carry-place-incomplete = Cần cho biết cả trang và chỗ đặt ghi chú trên trang.

## Trong trang đọc

reader-carried = Ghi chú từ phiên bản trước
reader-carried-doubt = { $count } ghi chú cần xem lại
reader-carried-done = Mọi ghi chú của phiên bản trước đều đã có chỗ.
reader-carried-counts = { $carried } ghi chú đã được chuyển từ phiên bản trước.
reader-carried-waiting = Đang chuyển { $count } ghi chú từ phiên bản trước…
reader-carried-failed = Chưa tải được danh sách. Hãy thử lại.
reader-carried-retry = Thử lại
reader-carried-stood = Chỗ cũ: phiên bản { $ordinal }, trang { $page }
reader-carried-picture = Hình chỗ cũ của ghi chú ở phiên bản { $ordinal }, trang { $page }
reader-carried-no-picture = Không còn quyền đọc phiên bản { $ordinal } nên không có hình chỗ cũ.
reader-carried-look = Cần xem lại
reader-carried-unplaced = Chưa có chỗ
reader-carried-show = Đến chỗ ghi chú
reader-carried-confirm = Đúng chỗ này
reader-carried-place = Chọn chỗ khác
reader-carried-place-first = Chọn chỗ trên trang
reader-carried-leave = Để lại ở phiên bản cũ
reader-carried-tap = Chạm vào chỗ của ghi chú trên trang. Phím Enter: giữa phần trang đang xem. Phím Esc: thôi.
reader-carried-tap-cancel = Thôi
reader-carried-confirmed = Đã xác nhận chỗ của ghi chú.
reader-carried-placed = Đã đặt ghi chú vào chỗ mới.
reader-carried-left = Ghi chú chỉ còn ở phiên bản { $ordinal }.
reader-carried-undo = Hoàn tác
