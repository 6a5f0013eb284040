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

## Live channel: state of the connection, refusals of the sockets

live-connected = Đã kết nối
live-connecting = Đang kết nối…
live-reconnecting = Mất kết nối, đang kết nối lại…
live-offline-since = Ngoại tuyến từ { $time }
live-caught-up = Đã kết nối lại, thông tin đã đầy đủ
live-signed-out = Phiên đăng nhập đã kết thúc. Vui lòng đăng nhập lại.
live-not-our-page = Trang này đã cũ. Vui lòng tải lại trang.
live-full = Máy chủ đã đủ kết nối. Trang vẫn dùng được; kết nối trực tiếp sẽ tự thử lại.
live-failed = Máy chủ gặp lỗi khi xử lý. Vui lòng thử lại.
live-malformed = Nội dung gửi lên không đúng dạng.
live-unknown-event = Máy chủ không nhận loại tin này.
live-too-fast = Gửi quá nhanh. Vui lòng chờ một giây.
live-too-many-rooms = Trang này đang theo dõi quá nhiều nội dung. Vui lòng đóng bớt.
live-not-in-room = Trang này không còn theo dõi nội dung đó.

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
account-menu = Tài khoản
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
sign-in-help = Quên mật khẩu? Vui lòng liên hệ người quản trị của cơ quan.
sign-out = Đăng xuất

## Biểu mẫu

form-errors-title = Cần sửa trước khi gửi
form-optional = không bắt buộc
save = Lưu
upload-choose = Chọn tệp
upload-drop = hoặc kéo thả nhiều tệp vào đây
filter-apply = Tìm
confirm-title = Xác nhận
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
error-403-text = Tài khoản này không có quyền thực hiện việc vừa chọn.
error-403-do = Nếu việc này thuộc nhiệm vụ được giao, vui lòng liên hệ Văn phòng để được cấp quyền.
error-404-title = Không tìm thấy
error-404-text = Không có trang này, hoặc trang không dành cho tài khoản đang dùng.
error-404-do = Vui lòng kiểm tra lại địa chỉ, hoặc mở từ trang chủ.
error-409-title = Nội dung đã thay đổi
error-409-text = Người khác vừa thay đổi nội dung này, hoặc bước này không còn thực hiện được.
error-409-do = Vui lòng mở lại trang để xem tình trạng mới nhất. Nội dung đã gõ vẫn được giữ.
error-413-title = Tệp quá lớn
error-405-text = Địa chỉ này không nhận phương thức đó; tiêu đề Allow nêu các phương thức được nhận.
error-413-text = Tệp vượt quá dung lượng cho phép.
error-413-do = Vui lòng chia nhỏ hoặc nén tệp rồi gửi lại.
error-422-title = Chưa gửi được
error-422-text = Có nội dung chưa hợp lệ.
error-422-do = Vui lòng quay lại và sửa các mục được đánh dấu.
error-429-title = Vui lòng chờ trong giây lát
error-429-text = Có quá nhiều lần thử trong thời gian ngắn.
error-429-do = Vui lòng thử lại sau ít phút.
no-room = Ổ đĩa của máy chủ đã hết dung lượng nên chưa có gì được lưu; tệp không có lỗi. Vui lòng báo quản trị hệ thống.
error-500-title = Hệ thống gặp lỗi
error-500-text = Lỗi từ phía hệ thống, không phải do thao tác của người dùng. Lỗi đã được ghi lại.
error-500-do = Vui lòng thử lại. Nếu lỗi lặp lại, vui lòng báo số tham chiếu cho bộ phận kỹ thuật.
error-offline-title = Không có kết nối
error-offline-text = Máy tính bảng không kết nối được với máy chủ. Chưa có gì bị mất.
error-offline-do = Vui lòng kiểm tra mạng rồi thử lại. Các tài liệu đã mở vẫn đọc được.

## Lời dùng trong trình duyệt (không dùng phép chọn, chỉ dùng { $tên })

browser-offline = Không kết nối được với máy chủ. Chưa gửi được, nội dung đã gõ vẫn còn. Vui lòng thử lại.
browser-failed = Máy chủ không trả lời đúng. Chưa gửi được, nội dung đã gõ vẫn còn. Vui lòng thử lại.
browser-too-large = Tệp quá lớn, máy chủ không nhận.
browser-sending = Đang gửi…
browser-close = Đóng
browser-draft-restored = Nội dung đã gõ trước đó được giữ lại.
browser-restored-at = Đã khôi phục nội dung gõ lúc { $at } mà chưa kịp lưu.
browser-orphan = Nội dung gõ tại đây lúc { $at } chưa kịp lưu và nay không còn chỗ để lưu. Đây là những gì đã gõ:
browser-orphan-drop = Bỏ nội dung này
browser-order-moved = Đã chuyển tới vị trí { $place }.
browser-order-undo = Hoàn tác
browser-order-undone = Đã trở về vị trí cũ.
order-handle = Kéo, hoặc dùng phím mũi tên, để chuyển chỗ: { $title }
browser-draft-discard = Bỏ nội dung này
browser-upload-waiting = Đang chờ
browser-upload-sending = Đã gửi { $percent }%
browser-upload-paused = Mất kết nối: phần đã gửi được giữ, sẽ tự gửi tiếp
browser-upload-silent = Mạng không phản hồi nên đã dừng chờ; chưa rõ tệp đã đến nơi hay chưa. Vui lòng gửi lại: tệp không bị nhận hai lần.
browser-upload-checking = Đang kiểm tra
browser-upload-done = Đã nhận
browser-upload-cancelled = Đã hủy
browser-upload-cancel = Hủy gửi { $name }
browser-upload-retry = Gửi lại
browser-upload-retry-named = Gửi lại { $name }

## Ground: refusals, accounts, journal, home

not-visible = Không có nội dung này, hoặc nội dung không dành cho tài khoản đang dùng.
sign-in-needed = Vui lòng đăng nhập trước.
sign-in-wrong = Tên đăng nhập hoặc mật khẩu không đúng.
sign-in-too-often = Đã nhập sai quá nhiều lần. Vui lòng thử lại sau { $minutes } phút.
csrf-failed = Trang này đã mở quá lâu hoặc được gửi từ nơi khác. Vui lòng mở lại trang và gửi lại.
changed-meanwhile = Người khác vừa thay đổi nội dung này cùng lúc. Vui lòng xem lại và thực hiện lại nếu vẫn cần.
password-length = Mật khẩu cần có từ { $shortest } đến { $longest } ký tự.
password-differs = Hai mật khẩu mới không giống nhau.
password-wrong = Mật khẩu hiện tại không đúng.
password-changed = Đã đổi mật khẩu. Vui lòng đăng nhập lại bằng mật khẩu mới.
login-form = Tên đăng nhập gồm chữ thường a–z, chữ số, dấu chấm, gạch nối, gạch dưới, và bắt đầu bằng chữ hoặc số.
login-taken = Tên đăng nhập { $login } đã có người dùng.
login-unknown = Không có tài khoản { $login }.
token-unknown = Không có mã truy cập số { $number } còn hiệu lực.
account-already-closed = Tài khoản { $login } đã đóng trước đó.
sign-in-ended = Đã kết thúc phiên đăng nhập đó.
signed-out-everywhere = Đã đăng xuất khỏi mọi thiết bị.
form-invalid = Một số ô cần được sửa.
field-missing = Vui lòng nhập nội dung.
field-too-short = Quá ngắn: cần ít nhất { $limit } ký tự.
field-too-long = Quá dài: nhiều nhất { $limit } ký tự.
field-too-few = Cần ít nhất { $limit } mục.
field-too-many = Nhiều nhất { $limit } mục.
field-choice = Vui lòng chọn một trong các phương án.
field-unknown = Trường này không dùng ở đây.
field-at-least = Giá trị phải từ { $limit } trở lên.
field-more-than = Giá trị phải lớn hơn { $limit }.
field-at-most = Giá trị nhiều nhất là { $limit }.
field-less-than = Giá trị phải nhỏ hơn { $limit }.
field-whole-number = Vui lòng nhập số nguyên.
field-number = Vui lòng nhập số.
field-instant = Vui lòng nhập ngày và giờ.
field-day = Vui lòng nhập ngày.
field-text = Vui lòng nhập chữ.
field-wrong = Giá trị này không dùng được ở đây.
json-invalid = Nội dung gửi lên không phải JSON hợp lệ.
cursor-invalid = Địa chỉ trang này không còn dùng được. Vui lòng bắt đầu từ trang đầu.
idempotency-key-too-long = Idempotency-Key dài quá { $limit } ký tự.
idempotency-key-reused = Idempotency-Key này đã dùng cho một yêu cầu khác.
journal-auditors-only = Chỉ kiểm soát viên được xem nhật ký.
journal-title = Nhật ký
journal-subtitle = Mọi việc đã làm, theo thứ tự thời gian. Không ai sửa được nội dung ở đây.
journal-number = Số
journal-at = Thời điểm
journal-who = Người thực hiện
journal-act = Việc
journal-subject = Đối tượng
journal-verify = Kiểm tra chuỗi
journal-unbroken = Chuỗi nguyên vẹn: { $count } mục.
journal-broken = Chuỗi bị đứt tại mục { $number }.
accounts-title = Tài khoản
accounts-admin-only = Chỉ quản trị viên được quản lý tài khoản.
accounts-login = Tên đăng nhập
accounts-name = Họ và tên
accounts-roles = Vai trò
accounts-state = Trạng thái
accounts-open = Đang dùng
accounts-closed = Đã đóng
accounts-close = Đóng tài khoản
accounts-close-confirm = Đóng tài khoản này? Các phiên đăng nhập kết thúc ngay. Không có gì bị xóa.
accounts-closed-done = Đã đóng tài khoản.
role-member = Thành viên Chính phủ
role-secretariat = Chuyên viên Văn phòng
role-head = Lãnh đạo Văn phòng
role-clerk = Thư ký phiên họp
role-officer = Chuyên viên bộ
role-auditor = Kiểm soát viên
role-admin = Quản trị viên
account-title = Tài khoản của tôi
account-password-title = Đổi mật khẩu
account-password-current = Mật khẩu hiện tại
account-password-new = Mật khẩu mới
account-password-again = Nhập lại mật khẩu mới
account-password-save = Đổi mật khẩu
account-sign-ins-title = Nơi đang đăng nhập
account-sign-in-here = thiết bị này
account-sign-in-since = từ { $at }
account-sign-in-seen = dùng gần nhất { $at }
account-sign-in-end = Kết thúc
account-sign-out-everywhere = Đăng xuất khỏi mọi thiết bị
account-sign-out-everywhere-confirm = Đăng xuất khỏi mọi thiết bị, kể cả thiết bị này?
home-waiting-title = Việc chờ xử lý
home-nothing-title = Không có việc nào đang chờ
home-nothing-text = Tài liệu, phiếu lấy ý kiến và giấy mời mới sẽ tự hiện ra ở đây.
home-greeting = Kính chào { $name }
home-due = hạn { $at }
home-late = quá hạn
account-not-oneself = Không thể tự đóng tài khoản của mình.
