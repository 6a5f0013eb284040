### Việc chạy nền.

job-label-other = Việc chạy nền
job-ended-already = Việc này đã kết thúc.
job-cancel-asked-already = Đã có yêu cầu dừng việc này.
job-not-ended-badly = Chỉ làm lại được việc không thành hoặc đã dừng.
job-queued-already = Việc này đã được xếp hàng để làm lại.
job-failed = Việc không thành do lỗi của hệ thống (mã { $reference }). Có thể làm lại; nếu vẫn không được, vui lòng báo mã này cho quản trị viên.
job-failed-died = Việc không thành: máy chủ đã dừng giữa chừng { $count } lần khi đang làm. Có thể làm lại; nếu vẫn không được, vui lòng báo quản trị viên.
job-failed-unknown = Việc không thành: phiên bản chương trình đang chạy không biết loại việc này. Vui lòng báo quản trị viên.
job-list-title = Việc chạy nền
job-list-own = Những việc cần thời gian đã được yêu cầu, mới nhất trước
job-list-all = Mọi việc cần thời gian của hệ thống, mới nhất trước
job-list-empty = Chưa có việc nào
job-list-empty-text = Việc cần thời gian, như ghép tập tài liệu, hiện ở đây cho đến 30 ngày sau khi kết thúc.
job-asked = yêu cầu lúc { $at }
job-progress = Đã làm { $done }/{ $total }
job-state-queued = Đang chờ
job-state-running = Đang làm
job-state-done = Xong
job-state-failed = Không thành
job-state-cancelled = Đã dừng
job-stopping = Đang dừng…
job-was-cancelled = Việc này đã được dừng. Có thể làm lại.
job-cancel = Dừng
job-retry = Làm lại
job-waiting-failed = Không thành: { $what }. Có thể xem lý do và làm lại.
