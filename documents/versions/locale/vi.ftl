### Các phiên bản của một tài liệu: chỉ có bản giấy, phát hành, thay thế, so sánh, ai đã đọc.

## Chỉ có bản giấy; bí mật nhà nước
paper-only = Chỉ có bản giấy
paper-only-where = Chỉ có bản giấy – nhận tại Văn phòng
paper-only-add = Tài liệu chỉ có bản giấy
paper-only-title = Tài liệu chỉ có bản giấy
paper-only-help = Hệ thống chỉ giữ số, ký hiệu, tên và vị trí của tài liệu trong chương trình và biên bản. Không có tệp nào được lưu; thành viên nhận bản giấy tại Văn phòng.
paper-only-title-help = Tên ghi ở đây hiển thị trong chương trình. Nếu chính tên tài liệu là bí mật nhà nước, vui lòng ghi tên chung.
paper-only-save = Lưu
paper-only-added = Đã ghi nhận tài liệu chỉ có bản giấy.
document-paper-only-no-file = Tài liệu này chỉ có bản giấy nên không nhận tệp. Nếu tài liệu không thuộc bí mật nhà nước, vui lòng tải tệp lên thành tài liệu mới.
document-paper-only-level = Tài liệu chỉ có bản giấy không có phạm vi tiếp cận nào khác.
document-state-secret-title = Không nhận tài liệu bí mật nhà nước
document-state-secret = Hệ thống nối mạng không được soạn thảo, lưu giữ, truyền đưa bí mật nhà nước (Luật Bảo vệ bí mật nhà nước số 29/2018/QH14, Điều 5 khoản 5 và 6; từ ngày 01/3/2026 là Luật số 117/2025/QH15). Không có gì được lưu. Vui lòng ghi nhận tài liệu này là “chỉ có bản giấy”.
document-secrecy = Độ mật
document-secrecy-none = Không phải bí mật nhà nước
document-secrecy-mat = Bí mật nhà nước độ Mật
document-secrecy-toi-mat = Bí mật nhà nước độ Tối mật
document-secrecy-tuyet-mat = Bí mật nhà nước độ Tuyệt mật
document-secrecy-short-mat = Mật · bản giấy
document-secrecy-short-toi-mat = Tối mật · bản giấy
document-secrecy-short-tuyet-mat = Tuyệt mật · bản giấy

## Phát hành vào một thời điểm
release-plan-needs-instant = Vui lòng chọn ngày giờ phát hành.
release-plan-past = Thời điểm này đã qua. Vui lòng chọn một thời điểm sau bây giờ, hoặc phát hành ngay.
release-plan-waits-for-agenda = Tài liệu “{ $title }” chỉ mở khi chương trình phiên họp được gửi nên người được hỏi chưa đọc được. Hãy phát hành ngay hoặc bỏ lệnh chờ tại trang của tài liệu.
release-plan-none = Phiên bản này không có lịch phát hành nào.
release-later = Phát hành sau
release-plan-instant = Ngày giờ phát hành
release-plan-help = Đến giờ, phiên bản tự được phát hành; có thể hủy trước đó. Nếu chương trình được gửi trước giờ này, thành viên chỉ mở được tài liệu khi đến giờ.
release-plan-set-at = Phát hành vào lúc này
release-plan-set-agenda = Phát hành khi gửi chương trình
release-plan-at = Sẽ phát hành lúc { $at }.
release-plan-with-agenda = Sẽ phát hành khi chương trình được gửi.
release-plan-cancel = Hủy lịch phát hành
release-planned = Đã đặt lịch phát hành.
release-plan-cancelled = Đã hủy lịch phát hành.

## Thu hồi
recall-title = Tài liệu đã được thu hồi
recall-at = Đã thu hồi lúc { $at }
recall-from-you = Tài liệu đã gửi cho tài khoản này được thu hồi; người nhận khác có thể vẫn đọc. Nếu cần đọc, vui lòng liên hệ Văn phòng.
recall-by-level-title = Tài liệu này không còn mở cho tài khoản này
recall-by-level = Phạm vi tiếp cận hoặc danh sách người được đọc của tài liệu đã thay đổi. Nếu cần đọc, vui lòng liên hệ Văn phòng.
recall-no-reason = Không ghi lý do.
recall-reason-help = Người đang giữ tài liệu sẽ đọc được lý do này.
recall-copies-out = { $count } máy tính bảng còn giữ bản sao; bản sao sẽ bị xóa ở lần kết nối tới:
recall-copies-closed = { $count } bản sao trên máy tính bảng của tài khoản đã đóng: không ai mở được nữa sau lần kết nối tới, chậm nhất bảy ngày sau lần kết nối cuối:
recall-copy = { $name } · { $device } · từ { $since }, kết nối lần cuối { $contact }
recall-no-copies = Không máy tính bảng nào còn giữ bản sao.

## Phát hành cho từng người
hand-out-title = Phát hành cho người nhận
hand-out = Phát hành
hand-out-members = Tất cả thành viên Chính phủ
hand-out-named = Tất cả người được chỉ định
hand-out-organisations = Mọi người của cơ quan
hand-out-persons = Từng người
hand-out-confirm-release = Phiên bản { $ordinal } sẽ được phát hành ngay cho người được chọn.
hand-out-waits = Người được chọn mở được tài liệu từ { $at }.
hand-out-waits-for-agenda = Người được chọn mở được tài liệu khi chương trình phiên họp được gửi.
hand-out-done = { $count ->
    [0] Những người được chọn đều đã có tài liệu này.
   *[other] Đã phát hành cho { $count } người.
    }
hand-out-withheld = { $count } người không được nhận vì phạm vi tiếp cận của tài liệu.
hand-out-unknown = Có người được chọn không nhận được tài liệu.
hand-out-nobody = Vui lòng chọn ít nhất một người nhận.
hand-out-not-newest = Chỉ phát hành được phiên bản mới nhất (phiên bản { $ordinal }).
hand-out-counts = Phiên bản { $ordinal }: { $held } người đang giữ, { $opened } người đã mở.
hand-out-since = phát hành { $at }
hand-out-act = Thu lại
hand-out-undo = Thu lại
hand-out-undo-confirm = Thu lại tài liệu đã phát hành cho { $name }?
hand-out-undo-whom = Vui lòng cho biết thu lại của ai: từng người, hay tất cả.
hand-out-undo-all = Thu lại mọi bản đã phát hành tay
hand-out-undo-all-confirm = Thu lại tài liệu từ mọi người đã nhận trực tiếp tại trang này? Bản phát hành theo phiên họp hoặc phiếu lấy ý kiến vẫn giữ nguyên.
hand-out-taken-back = Đã thu lại.

## Đã đọc
receipt-pages = đã xem { $seen } trên { $pages } trang
pages-seen-no-such-page = Tài liệu chỉ có { $pages } trang.
acknowledge = Xác nhận đã đọc
acknowledged = Đã ghi nhận xác nhận đã đọc.
acknowledged-at = Đã xác nhận đọc tài liệu này lúc { $at }.
acknowledgement = Xác nhận
acknowledgement-missing = Chưa xác nhận
acknowledgement-counts = { $count } người đã xác nhận đọc, { $missing } người chưa.
acknowledgement-ask = Yêu cầu xác nhận đã đọc
acknowledgement-stop = Thôi yêu cầu xác nhận
acknowledgement-not-asked = Tài liệu này không yêu cầu xác nhận đã đọc.
acknowledgement-not-yours = Chỉ người được phát hành tài liệu mới xác nhận đã đọc.
acknowledgement-open-first = Vui lòng mở tài liệu trước khi xác nhận đã đọc.
reader-acknowledge = Xác nhận đã đọc
reader-acknowledged = Đã ghi nhận xác nhận đã đọc.

## Phiên bản mới trong trình đọc
reader-newer = Phiên bản { $ordinal } đã phát hành.
reader-newer-carried = Đã chuyển sang { $carried } ghi chú.
reader-newer-carried-look = Đã chuyển sang { $carried } ghi chú; { $look } ghi chú cần xem lại.
reader-newer-open = Mở phiên bản { $ordinal }
reader-newer-compare = Xem thay đổi
reader-newer-close = Đóng thông báo phiên bản mới
reader-recalled-at = Thu hồi lúc { $at }.
reader-recalled-why = Thu hồi lúc { $at }: { $reason }

## So sánh
compare-title = So sánh hai phiên bản
compare-subtitle = Phiên bản { $before } và phiên bản { $after }
compare-with = So với phiên bản { $ordinal }
compare-choose = So sánh
compare-from = Bản trước
compare-to = Bản sau
compare-one-version = Tài liệu chỉ có một phiên bản nên chưa có gì để so sánh.
compare-same-version = Vui lòng chọn hai phiên bản khác nhau.
compare-summary = { $changed } trang thay đổi{ $inserted ->
    [0] {""}
   *[other] , { $inserted } trang thêm mới
    }{ $removed ->
    [0] {""}
   *[other] , { $removed } trang bị bỏ
    }{ $pictures ->
    [0] .
   *[other] . { $pictures } trang không có chữ cần xem bằng mắt.
    }
compare-summary-same = Nội dung chữ của hai phiên bản giống nhau.
compare-summary-pictures = Không so sánh được chữ (trang quét hoặc tài liệu quá dài). Các trang được đặt cạnh nhau theo số trang để xem bằng mắt.
compare-changes = Các thay đổi
compare-previous = Thay đổi trước
compare-next = Thay đổi sau
compare-page-of = { $name }, trang { $page }
compare-picture = Hình trang { $page } của phiên bản { $ordinal }
compare-no-page = { $name } không có trang này
compare-row-changed = Trang { $before } → trang { $after }: thay đổi
compare-row-inserted = Trang { $after }: thêm mới
compare-row-removed = Trang { $before }: bị bỏ
compare-row-picture = Trang { $before } và trang { $after }: so sánh bằng mắt
compare-too-long = Trang này có quá nhiều chữ nên không so sánh từng từ.
compare-removed-begins = [bỏ:
compare-removed-ends = hết bỏ]
compare-inserted-begins = [thêm:
compare-inserted-ends = hết thêm]
compare-skipped = … { $count } từ không đổi …

## Ai đã giữ phiên bản nào
nav-audit = Tài liệu đã phát hành
audit-title = Ai giữ phiên bản nào
audit-subtitle = Từ khi nào đến khi nào, đã mở và xác nhận hay chưa
audit-not-yours = Chỉ Văn phòng và kiểm soát viên xem được danh sách này.
audit-export = Tải về (CSV)
audit-filter = Lọc
audit-search = Tài liệu: số, ký hiệu hoặc tên
audit-held-from = Có giữ từ ngày
audit-held-to = Có giữ đến ngày
audit-days-order = Ngày cuối đứng trước ngày đầu.
audit-everybody = Mọi người
audit-one-paper = Chỉ một tài liệu.
audit-all-papers = Xem mọi tài liệu
audit-none = Không có lần phát hành nào phù hợp.
audit-of-paper = Ai giữ phiên bản nào
audit-paper = Tài liệu số { $id }
audit-by-hand = phát hành trực tiếp
audit-sitting = phiên họp
audit-ballot = phiếu lấy ý kiến
audit-submission = cùng trình hồ sơ
audit-opinion = lấy ý kiến về hồ sơ
audit-position = Đính kèm quan điểm
audit-opinion-answer = văn bản kèm ý kiến trả lời
audit-from = Từ { $at } ({ $by })
audit-by-program = hệ thống
audit-opened-for-all = Mở từ { $at }
audit-not-open-yet = Chưa mở được: chưa đến lúc phát hành
audit-never-open = Chưa từng mở được
audit-withheld = Ngoài phạm vi tiếp cận của tài liệu từ { $at }
audit-account-closed = Tài khoản đã đóng từ { $at }
audit-until = Đến { $at } ({ $by })
audit-still = Vẫn đang giữ
audit-first-last = Mở lần đầu { $first }, lần cuối { $last }
audit-acknowledged = Xác nhận đã đọc { $at }
audit-copy-out = { $device }: giữ từ { $since }
audit-copy-gone = { $device }: từ { $since } đến { $until }
audit-copy-closed = tài khoản đã đóng từ { $at }
audit-which-all = Tất cả
audit-which-in-force = Đang giữ
audit-which-ended = Đã hết quyền
audit-which-not-open-yet = Chưa đến lúc mở
audit-which-unheld = Đã đọc mà không qua phát hành
audit-which-not-opened = Chưa mở
audit-which-not-acknowledged = Chưa xác nhận
audit-column-paper = Tài liệu
audit-column-number = Số, ký hiệu
audit-column-version = Phiên bản
audit-column-person = Người nhận
audit-column-occasion = Phát hành cho
audit-column-held = Giữ từ khi nào đến khi nào
audit-column-read = Đã đọc
audit-column-handed = Phát hành lúc
audit-column-opens = Mở từ
audit-column-by = Người phát hành
audit-column-first = Mở lần đầu
audit-column-last = Mở lần cuối
audit-column-seen = Số trang đã xem
audit-column-pages = Số trang
audit-column-acknowledged = Xác nhận lúc
audit-column-withheld = Ngoài phạm vi tiếp cận từ
audit-column-closed = Tài khoản đóng từ
audit-column-ended = Hết quyền lúc
audit-column-ended-by = Người thu hồi
audit-column-reason = Lý do thu hồi
audit-column-copies = Bản sao trên máy tính bảng
audit-unheld = Đã đọc mà không qua phát hành
audit-unheld-all = Xem tất cả người đã đọc mà không qua phát hành
audit-read-for = đọc thay { $name }
audit-way-secretariat = thuộc Văn phòng
audit-way-owner = cán bộ của cơ quan có tài liệu
audit-way-open = tài liệu mở cho cơ quan hành chính
audit-way-ended = theo quyền nay đã hết
audit-way-closed = tài khoản nay đã đóng
