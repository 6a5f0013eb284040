### Thông báo: điều người dùng được báo trên trang, qua thư điện tử, tin nhắn và thông báo đẩy.

notice-group-sittings = Phiên họp
notice-group-papers = Tài liệu
notice-group-ballots = Lấy ý kiến bằng phiếu
notice-group-submissions = Hồ sơ trình
notice-group-assignments = Kết luận và nhiệm vụ
notice-group-delegations = Ủy quyền

job-label-notices = Gửi thông báo
notice-digest-title = { $count } thông báo
notice-outside-general = Có thông báo mới: { $what }.
notice-mail-open = Mở trong e-Cabinet
notice-mail-foot = Thư được gửi tự động; đề nghị không trả lời. Nội dung chỉ hiển thị sau khi đăng nhập. Chọn nội dung và cách nhận thông báo tại:
notice-preferences-title = Cách nhận thông báo

## chuông và danh sách

notice-bell = Thông báo
notice-unread = chưa đọc
browser-notice-new = Có thông báo mới.
notice-title = Thông báo
notice-intro = Các thông báo đã nhận, mới nhất trước
notice-tab-all = Tất cả
notice-tab-unread = Chưa đọc
notice-new = Mới
notice-mark-read = Đánh dấu đã đọc
notice-mark-unread = Đánh dấu chưa đọc
notice-mark-all = Đánh dấu đã đọc tất cả
notice-all-read-done = Đã đánh dấu đã đọc tất cả thông báo.
notice-empty = Chưa có thông báo
notice-empty-unread = Đã đọc hết
notice-empty-text = Giấy mời, phiếu lấy ý kiến, tài liệu và nhiệm vụ liên quan được thông báo tại đây.
notice-kind-unknown = Thông báo của phiên bản phần mềm trước

## cách nhận thông báo

notice-preferences-intro = Nội dung liên quan luôn hiển thị trên trang; tại đây chọn nội dung được gửi thêm ra ngoài. Tin gửi đi không bao giờ nêu nội dung tài liệu.
notice-what = Nội dung và cách gửi
notice-group = Về việc
notice-channel-app = Trên trang
notice-channel-email = Thư điện tử
notice-channel-sms = Tin nhắn SMS
notice-channel-push = Thông báo đẩy
notice-always = Luôn gửi
notice-mandatory = không tắt được
notice-as-chosen = như trên
notice-when = Thời điểm và nơi nhận
notice-email-is = Thư điện tử gửi đến { $email }. Quản trị viên có thể thay đổi địa chỉ này.
notice-email-none = Chưa có địa chỉ thư điện tử. Vui lòng đề nghị quản trị viên bổ sung.
notice-digest = Gộp thư điện tử mỗi ngày một lần, vào lúc
notice-digest-help = Để trống nếu muốn nhận ngay từng thư. Thông báo không tắt được luôn được gửi ngay.
notice-quiet-from = Giờ yên tĩnh từ
notice-quiet-until = đến
notice-quiet-help = Thư điện tử, tin nhắn và thông báo đẩy chờ đến khi hết giờ yên tĩnh.
notice-quiet-wrong = Giờ yên tĩnh cần có giờ bắt đầu và giờ kết thúc khác nhau.
notice-phone = Số điện thoại di động
notice-phone-help = Kèm mã quốc gia, ví dụ +84 912 345 678. Chỉ dùng để nhận tin nhắn SMS.
notice-phone-wrong = Số điện thoại bắt đầu bằng dấu + và mã quốc gia.
notice-preferences-kept = Đã lưu lựa chọn.
notice-push-here = Thiết bị này
notice-push-needs-script = Thông báo đẩy cần JavaScript.
notice-push-impossible = Trình duyệt này không nhận được thông báo đẩy. Trên iPad, vui lòng thêm ứng dụng vào màn hình chính trước.
notice-push-is-on = Thiết bị này nhận thông báo đẩy cho đến khi đăng xuất.
notice-push-is-off = Thiết bị này chưa nhận thông báo đẩy.
notice-push-turn-on = Nhận thông báo trên thiết bị này
notice-push-turn-off = Ngừng nhận trên thiết bị này
notice-push-denied = Trình duyệt không cho phép. Có thể cho phép trong phần cài đặt của trình duyệt.
notice-push-failed = Chưa thực hiện được. Vui lòng thử lại khi có mạng.
notice-push-unknown = Dịch vụ thông báo đẩy của trình duyệt này không thuộc danh mục được sử dụng.

## gửi đi

notice-deliveries-title = Thông báo đã gửi
notice-deliveries-intro = Ai được thông báo bằng cách nào. Nội dung thông báo chỉ người nhận xem được.
notice-deliveries-empty = Chưa có nội dung
notice-deliveries-empty-text = Không có thông báo nào phù hợp với lựa chọn này.
notice-filter = Lọc thông báo đã gửi
notice-state = Trạng thái
notice-kind = Loại
notice-channel = Cách gửi
notice-any = Tất cả
notice-state-queued = Đang chờ
notice-state-sending = Đang gửi
notice-state-sent = Đã gửi
notice-state-failed = Không gửi được
notice-state-dropped = Không gửi
notice-sent-at = gửi lúc { $at }
notice-due-at = sẽ gửi lúc { $at }
notice-failed-at = không gửi được lúc { $at }, sau { $tries } lần thử
notice-tries = đã thử { $tries } lần
notice-in-digest = gửi cùng thư gộp hằng ngày
notice-dropped-answered = Không còn cần thiết: đã trả lời hoặc đã giải quyết
notice-dropped-preference = Người nhận không chọn cách gửi này
notice-dropped-no-address = Chưa có địa chỉ cho cách gửi này
notice-dropped-not-set-up = Cách gửi này chưa được thiết lập
notice-dropped-left = Người nhận không còn hoạt động
notice-error = Phản hồi: { $why }
notice-error-refused-address = Địa chỉ hoặc số máy không được chấp nhận. Vui lòng kiểm tra lại với người nhận rồi gửi lại.
notice-error-server-away = Máy chủ gửi đang bận hoặc không kết nối được. Nếu kéo dài, vui lòng báo quản trị viên.
notice-error-gateway-refused = Máy chủ gửi không nhận thông báo từ hệ thống. Vui lòng báo quản trị viên kiểm tra thiết lập.
notice-error-gone = Trình duyệt đã thôi nhận thông báo đẩy. Người nhận cần bật lại trong phần cách nhận thông báo.
notice-error-broken = Hệ thống không lập được thông báo này. Vui lòng báo quản trị viên.
notice-retry = Thử lại
notice-resend = Gửi lại
notice-resend-confirm = Gửi lại thông báo này một lần nữa đến cùng người nhận?
notice-queued-again = Thông báo đang được gửi lại.
notice-not-failed = Chỉ thử lại được thông báo không gửi được.
notice-not-sent-yet = Chỉ gửi lại được thông báo đã gửi hoặc đã bỏ qua.
notice-failed-some = Có { $count } thông báo không gửi được.
notice-waiting-failed = { $count } thông báo không gửi được
notice-told-intro = Đã thông báo { $count } người, lúc { $at }
notice-said-outside = Thư điện tử, tin nhắn và thông báo đẩy đã nêu:
notice-read-at = Đã đọc lúc { $at }
notice-shown-at = Hiển thị trên trang từ { $at }, chưa đọc
notice-not-shown = Chưa hiển thị trên trang
notice-page-only = Chỉ hiển thị trên trang

## cách gửi ra ngoài

notice-channels-title = Thiết lập cách gửi
notice-channels-intro = Tình trạng thiết lập thư điện tử, tin nhắn và thông báo đẩy. Các thiết lập này nằm trong môi trường của máy chủ.
notice-way-on = Đang dùng
notice-way-off = Chưa dùng
notice-way-counts = { $waiting } đang chờ, trong đó { $late } chậm; { $failed } không gửi được
notice-way-mail-console = Thư điện tử chỉ được ghi vào nhật ký: cần đặt ECABINET_MAIL=smtp và máy chủ thư.
notice-way-mail-file = Thư điện tử chỉ được ghi vào thư mục: cần đặt ECABINET_MAIL=smtp và máy chủ thư.
notice-way-mail-smtp = Thư điện tử được gửi qua máy chủ thư.
notice-way-sms-on = Tin nhắn SMS được gửi qua cổng tin nhắn.
notice-way-sms-off = Không gửi tin nhắn SMS: chưa đặt ECABINET_SMS_URL.
notice-way-push-on = Thông báo đẩy được gửi qua các dịch vụ sau.
notice-way-push-off = Không gửi thông báo đẩy: ECABINET_PUSH chưa đặt là "yes".
notice-trial = Gửi thử
notice-trial-help = Thư thử được gửi ngay đến { $email } và phản hồi của máy chủ thư được hiển thị.
notice-trial-no-address = Tài khoản này chưa có địa chỉ thư điện tử để gửi thử.
notice-trial-button = Gửi thư thử cho tôi
notice-trial-title = Gửi thử
notice-trial-text = Tin này cho biết cách nhận thông báo hoạt động.
notice-trial-failed = Chưa gửi được: { $why }
notice-addresses = Địa chỉ thư điện tử
notice-address-of = Tài khoản
notice-address-none = chưa có địa chỉ
notice-address = Địa chỉ thư điện tử
notice-address-help = Để trống để xóa địa chỉ.
notice-address-kept = Đã lưu địa chỉ.
notice-email-wrong = Đây không phải là địa chỉ thư điện tử.

## thông báo đến đâu, gửi thử

notice-urgent = gửi cả trong giờ yên tĩnh
notice-mandatory-why = Dòng có khóa luôn được gửi, không tắt được: việc đang chờ chính người nhận, tài liệu bị thu hồi, phiên họp thay đổi hoặc ủy quyền.
notice-arrives = Thông báo đến đâu
notice-arrives-app = Mọi thông báo, ngay khi có
notice-arrives-to = Gửi đến { $to }
notice-arrives-at-once = Gửi ngay từng thư.
notice-arrives-digest = Gộp mỗi ngày một thư vào { $at }; thông báo không tắt được vẫn gửi ngay.
notice-arrives-browsers = { $count } thiết bị đang nhận
notice-sms-none = Chưa có số điện thoại; nhập số ở phần dưới để nhận tin nhắn.
notice-push-none = Chưa thiết bị nào nhận; bật ở cuối trang này trên từng thiết bị.
notice-only-written = Hệ thống hiện chưa gửi thư ra ngoài.
notice-quiet-now = Giờ yên tĩnh: { $start }–{ $end }.
notice-zone = Giờ tính theo múi giờ { $zone }.
notice-try = Gửi thử cho tôi
notice-trial-no-address-email = Chưa có địa chỉ thư điện tử để gửi thử.
notice-trial-no-address-sms = Chưa có số điện thoại để gửi thử. Vui lòng lưu số điện thoại trước.
notice-trial-no-address-push = Chưa có thiết bị nào nhận thông báo đẩy.
notice-trial-not-set-up = Cách gửi này chưa được thiết lập trên máy chủ.
notice-trial-only-written = Thư thử chỉ được ghi trên máy chủ, chưa gửi ra ngoài: máy chủ thư chưa được thiết lập.
notice-trial-sent-email = Thư gửi đến { $to } đã được tiếp nhận.
notice-trial-sent-sms = Cổng tin nhắn đã tiếp nhận tin gửi đến { $to }.
notice-trial-sent-push = Dịch vụ thông báo đẩy đã tiếp nhận cho { $to } thiết bị.
notice-trial-too-often = Đã gửi thử nhiều lần. Vui lòng thử lại sau mười phút.
notice-push-unsure = Thiết bị này có đăng ký nhưng máy chủ chưa ghi nhận được. Vui lòng mở lại trang này khi có mạng.
