### Số của tài liệu trong phiên họp và phiếu lấy ý kiến.

naming-title = Cách đánh số tài liệu
naming-subtitle = Số được cấp khi tài liệu được phát hành theo chương trình hoặc phiếu, và được in ở góc trên bên phải mỗi trang của bản đọc.
naming-sitting = Mẫu số trong phiên họp
naming-sitting-help = Phải có { "{item}" } và { "{paper}" } để hai tài liệu không trùng số.
naming-ballot = Mẫu số trong phiếu lấy ý kiến
naming-ballot-help = Phải có { "{paper}" }.
naming-example = Ví dụ:
naming-save = Lưu
naming-preview = Xem thử
naming-saved = Đã lưu cách đánh số. Số đã cấp không thay đổi.
naming-places = Những phần có thể dùng
naming-place-date = Ngày họp hoặc ngày gửi phiếu, dạng 24.11.2026
naming-place-year = Năm
naming-place-month = Tháng, hai chữ số
naming-place-id = Số của phiên họp hoặc phiếu trong hệ thống
naming-place-item = Số thứ tự của nội dung trong chương trình
naming-place-paper = Số thứ tự của tài liệu trong nội dung
naming-place-kind = Loại tài liệu, ví dụ proposal
naming-once = Mỗi tài liệu giữ số đã cấp, kể cả khi chương trình đổi thứ tự; tài liệu đến sau mà trùng chỗ thì số có thêm chữ a, b, c. Bản gốc không bao giờ bị in số.
naming-pattern-length = Mẫu số dài từ 1 đến { $longest } ký tự.
naming-pattern-unknown = Không có phần tên là { $name }. Có thể dùng: { $known }.
naming-pattern-sign = Chỉ dùng chữ, số, dấu cách và các dấu . , : / ( ) - _
naming-pattern-missing = Mẫu số thiếu { $name }: các tài liệu sẽ trùng số.
naming-not-stamped = Không in được số lên bản đọc; tài liệu vẫn đọc được như cũ.
naming-job = In số lên bản đọc
naming-number = Số trong phiên họp
