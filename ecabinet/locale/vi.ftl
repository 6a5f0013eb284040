### Lời của phần chung: khung trang, biểu mẫu, thông báo, lỗi.

product-name = e-Cabinet
product-line = Họp và quyết định không giấy tờ
home-title = Trang chủ
skip-to-content = Đến nội dung chính
aside-label = Thông tin thêm
footer-line = { $body } · Hệ thống thông tin phục vụ họp và xử lý công việc
close = Đóng
cancel = Hủy
yes = Có
no = Không

## Điều hướng

nav-label = Điều hướng chính
nav-home = Trang chủ
nav-meetings = Phiên họp
nav-ballots = Phiếu lấy ý kiến
nav-documents = Tài liệu
nav-decisions = Kết luận
nav-assignments = Nhiệm vụ
nav-journal = Nhật ký
nav-administration = Quản trị
nav-more = Thêm
breadcrumbs-label = Vị trí trang
account-menu = Tài khoản: { $name }
account-link = Tài khoản của tôi
language-label = Ngôn ngữ
theme-label = Màu nền
theme-auto = Theo máy
theme-light = Sáng
theme-dark = Tối

## Đăng nhập

sign-in = Đăng nhập
sign-in-title = Đăng nhập
sign-in-login = Tên đăng nhập
sign-in-password = Mật khẩu
sign-in-help = Quên mật khẩu? Xin liên hệ người quản trị của cơ quan.
sign-out = Đăng xuất

## Biểu mẫu

form-errors-title = Cần sửa trước khi gửi
form-optional = không bắt buộc
save = Lưu
upload-choose = Chọn tệp
upload-drop = hoặc kéo thả nhiều tệp vào đây
filter-apply = Tìm
confirm-title = Xin xác nhận
confirm-ok = Đồng ý
confirm-cancel = Quay lại

## Danh sách và hình

list-empty = Chưa có mục nào.
pages-label = Các trang
pages-next = Trang sau
pages-previous = Trang trước
steps-label = Các bước
steps-done = đã xong

## Lỗi

error-what-to-do = Việc có thể làm
error-home = Về trang chủ
error-back = Quay lại trang trước
error-retry = Thử lại
error-code = Mã lỗi { $code }
error-reference = Số tham chiếu { $reference }
error-403-title = Không được phép
error-403-text = Tài khoản của ông/bà không có quyền thực hiện việc này.
error-403-do = Nếu việc này thuộc nhiệm vụ của ông/bà, xin liên hệ Văn phòng để được cấp quyền.
error-404-title = Không tìm thấy
error-404-text = Không có trang này, hoặc trang không dành cho tài khoản của ông/bà.
error-404-do = Xin kiểm tra lại địa chỉ, hoặc mở từ trang chủ.
error-409-title = Nội dung đã thay đổi
error-409-text = Người khác vừa thay đổi nội dung này, hoặc bước này không còn thực hiện được.
error-409-do = Xin mở lại trang để xem tình trạng mới nhất. Nội dung đã gõ vẫn được giữ.
error-413-title = Tệp quá lớn
error-413-text = Tệp vượt quá dung lượng cho phép.
error-413-do = Xin chia nhỏ hoặc nén tệp rồi gửi lại.
error-422-title = Chưa gửi được
error-422-text = Có nội dung chưa hợp lệ.
error-422-do = Xin quay lại và sửa các mục được đánh dấu.
error-429-title = Xin chờ trong giây lát
error-429-text = Có quá nhiều lần thử trong thời gian ngắn.
error-429-do = Xin thử lại sau ít phút.
error-500-title = Hệ thống gặp lỗi
error-500-text = Lỗi từ phía hệ thống, không phải do thao tác của ông/bà. Lỗi đã được ghi lại.
error-500-do = Xin thử lại. Nếu lỗi lặp lại, xin báo số tham chiếu cho bộ phận kỹ thuật.
error-offline-title = Không có kết nối
error-offline-text = Máy tính bảng không kết nối được với máy chủ. Chưa có gì bị mất.
error-offline-do = Xin kiểm tra mạng rồi thử lại. Các tài liệu đã mở vẫn đọc được.

## Lời dùng trong trình duyệt (không dùng phép chọn, chỉ dùng { $tên })

browser-offline = Không kết nối được với máy chủ. Chưa gửi được, nội dung đã gõ vẫn còn. Xin thử lại.
browser-failed = Máy chủ không trả lời đúng. Chưa gửi được, nội dung đã gõ vẫn còn. Xin thử lại.
browser-too-large = Tệp quá lớn, máy chủ không nhận.
browser-sending = Đang gửi…
browser-close = Đóng
browser-draft-restored = Nội dung ông/bà đã gõ trước đó được giữ lại.
browser-draft-discard = Bỏ nội dung này
browser-upload-waiting = Đang chờ
browser-upload-sending = Đã gửi { $percent }%
browser-upload-checking = Đang kiểm tra
browser-upload-done = Đã nhận
browser-upload-cancelled = Đã hủy
browser-upload-cancel = Hủy gửi { $name }
browser-upload-retry = Gửi lại
browser-upload-retry-named = Gửi lại { $name }
