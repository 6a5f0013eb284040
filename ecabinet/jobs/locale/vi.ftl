### Việc chạy nền.

job-label-other = Việc chạy nền
job-ended-already = Việc này đã kết thúc.
job-cancel-asked-already = Đã có yêu cầu dừng việc này.
job-not-ended-badly = Chỉ làm lại được việc không thành hoặc đã dừng.
job-queued-already = Việc này đã được xếp hàng để làm lại.
job-failed = Việc không thành do lỗi của hệ thống (mã { $reference }). Có thể làm lại; nếu vẫn không được, vui lòng báo mã này cho quản trị viên.
job-failed-died = Việc không thành: máy chủ đã dừng giữa chừng { $count } lần khi đang làm. Có thể làm lại; nếu vẫn không được, vui lòng báo quản trị viên.
job-failed-unknown = Việc không thành: phiên bản chương trình đang chạy không biết loại việc này. Vui lòng báo quản trị viên.
