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
