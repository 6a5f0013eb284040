### Giấy mời, lịch cá nhân, trả lời, dự báo số thành viên dự họp.

## Dự báo số thành viên dự họp.

forecast-title = Dự kiến số thành viên dự họp
forecast-sure = { $start }–{ $end }: chắc chắn dự { $sure }/{ $total } thành viên, cần { $needed }; { $silent ->
        [0] tất cả đã trả lời.
       *[other] { $silent } người chưa trả lời.
    }
forecast-open = { $start }–{ $end }: mới chắc chắn { $sure }/{ $total } thành viên, cần { $needed }; { $silent } người chưa trả lời.
forecast-short = { $start }–{ $end }: không đủ, chỉ chắc chắn { $sure }/{ $total } thành viên, cần { $needed }; { $silent ->
        [0] tất cả đã trả lời.
       *[other] { $silent } người chưa trả lời.
    }
forecast-no-chair = { $start }–{ $end }: chắc chắn { $sure }/{ $total } thành viên, cần { $needed }, nhưng Chủ tọa vắng.
forecast-outlook-sure = Đủ thành viên
forecast-outlook-open = Chưa chắc đủ
forecast-outlook-short = Không đủ
forecast-legend-sure = Chắc chắn dự
forecast-legend-silent = Chưa trả lời
forecast-legend-absent = Vắng hoặc cử người dự thay
forecast-needed = Mức cần: { $needed }/{ $total }
forecast-bar = { $start }–{ $end }: chắc chắn { $sure }, có thể đến { $possible }, cần { $needed }

## Lịch cá nhân và thông báo.

calendar-words = Chương trình, tài liệu và phần trả lời có trên e-Cabinet.
notice-kind-invitation-sent = Giấy mời họp
notice-kind-invitation-changed = Thay đổi thời gian, địa điểm phiên họp
notice-kind-invitation-withdrawn = Rút giấy mời
notice-kind-invitation-cancelled = Hủy phiên họp
notice-kind-invitation-reminder = Nhắc trả lời giấy mời
notice-kind-absence-announced = Thành viên báo vắng
notice-kind-absence-consented = Ý kiến của Chủ tọa về việc báo vắng
calendar-says-invitation-sent = Mời dự { $title }, { $at }, tại { $place }. Vui lòng trả lời giấy mời.
calendar-outside-invitation-sent = Mời dự { $title }, { $at }, tại { $place }. Vui lòng trả lời giấy mời trên e-Cabinet.
calendar-says-invitation-changed = { $title } có thay đổi: { $at }, tại { $place }.
calendar-outside-invitation-changed = { $title } có thay đổi: { $at }, tại { $place }.
calendar-says-invitation-withdrawn = Giấy mời dự { $title } ({ $at }) đã được rút lại.
calendar-outside-invitation-withdrawn = Giấy mời dự { $title } ({ $at }) đã được rút lại.
calendar-says-invitation-cancelled = { $title } ({ $at }) đã hủy. Lý do: { $reason }
calendar-outside-invitation-cancelled = { $title } ({ $at }) đã hủy.
invitation-reminder-sentence = Giấy mời dự { $title }, { $at } chưa được trả lời.
invitation-remind = Nhắc { $count } người chưa trả lời
invitation-reminded = { $count ->
        [0] Những người chưa trả lời đều đã được nhắc trong hôm nay.
       *[other] Đã gửi lời nhắc tới { $count } người.
    }
absence-announced-sentence = { $name } báo vắng { $title }, { $at }. Lý do: { $reason }
absence-announced-outside = { $name } báo vắng { $title }, { $at }.
absence-consented-sentence = Chủ tọa đồng ý cho vắng mặt tại { $title }, { $at }.
absence-refused-sentence = Chủ tọa không đồng ý cho vắng mặt tại { $title }, { $at }.

## Vắng mặt một phần và ý kiến của Chủ tọa.

invitation-part-ends-before = Giờ kết thúc vắng mặt phải sau giờ bắt đầu vắng.
invitation-part-outside = Phiên họp diễn ra từ { $start } đến { $end }; thời gian vắng phải nằm trong khoảng này.
invitation-consented-count = Đã ghi ý kiến về { $count } trường hợp vắng.

## Trên trang phiên họp và trang chủ.

invitation-remind-confirm = Gửi lời nhắc tới { $count } người chưa trả lời giấy mời?
invitation-all-answered = Tất cả đã trả lời giấy mời.
invitation-part-from = Vắng từ
invitation-part-until = đến
invitation-part-help = Để trống nếu vắng cả phiên họp.
invitation-part-help-substitute = Để trống nếu dự thay cả phiên họp.
invitation-part-between = Từ { $start } đến { $end }
invitation-part-since = Từ { $start } đến hết phiên
invitation-part-to = Từ đầu phiên đến { $end }
invitation-absent-whole = Cả phiên họp
invitation-consent-all = Đồng ý cả { $count } người vắng
invitation-change-answer = Đổi câu trả lời
invitation-until-opening = Có thể đổi câu trả lời cho đến khi phiên họp khai mạc.
invitation-home-title = Giấy mời họp
invitation-home-absences = Báo vắng chờ ý kiến

## Nhắc tự động, người dự thay.

reminder-due = Tự động nhắc người chưa trả lời lúc { $at } (trước phiên họp { $days } ngày làm việc).
reminder-was-sent = { $count ->
        [0] Lúc { $at } đến hạn nhắc tự động: không còn ai phải nhắc.
       *[other] Đã nhắc tự động { $count } người lúc { $at }.
    }
reminder-off = Đã tắt nhắc tự động cho phiên họp này.
reminder-none = Phiên họp này không có nhắc tự động.
reminder-switch-on = Bật nhắc tự động
reminder-switch-off = Tắt nhắc tự động
invitation-substitute-is-member = { $name } dự phiên họp với tư cách thành viên nên không dự thay người khác.
invitation-substitute-elsewhere = { $name } không thuộc cùng cơ quan. Người dự thay phải là cấp phó hoặc cán bộ cùng cơ quan với người được mời.
invitation-substitute-needs-position = Vui lòng ghi chức vụ người dự thay.

## Giấy mời (Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.7).

letter-title = Giấy mời
letter-asks = { $agency } trân trọng kính mời:
letter-mr = Ông (Bà)
letter-members = Các Thành viên Chính phủ
letter-to = Tới dự
letter-chair = Chủ trì
letter-time = Thời gian
letter-place = Địa điểm
letter-span = từ { $start } đến { $end }, { $day }
letter-span-days = từ { $start }, { $first } đến { $end }, { $last }
letter-hours = từ { $start } đến { $end }
letter-contents = Nội dung
letter-contents-own = Nội dung mời dự
letter-requirements = Yêu cầu
letter-usual-papers = Tài liệu được gửi trên hệ thống e-Cabinet; đại biểu nghiên cứu trước khi dự họp, không phát bản giấy.
letter-usual-answer = Đại biểu xác nhận dự họp trên hệ thống e-Cabinet; trường hợp không dự được, đề nghị báo lý do.
letter-replaces = Giấy mời này thay thế Giấy mời số { $number } { $day }.
letter-closing = Rất hân hạnh được đón tiếp
letter-signer = Lãnh đạo Văn phòng
letter-recipient-members = Các Thành viên Chính phủ
letter-recipient-guests = Các đại biểu được mời
letter-recipient-person = Ông (Bà) { $name }
letter-recipient-archive = Lưu: VT, TH
letter-file-name = giay-moi
letter-page = Giấy mời
letter-issued = Giấy mời số { $number }, ban hành lúc { $at }.
letter-not-issued = Giấy mời chưa có số. Bản dưới đây là dự thảo theo thông tin hiện nay.
letter-outdated = Phiên họp đã thay đổi sau khi ban hành giấy mời này. Cần ban hành giấy mời thay thế.
letter-was-issued = Đã ban hành giấy mời số { $number }.
letter-issued-meanwhile = Vừa có giấy mời khác được ban hành cho phiên họp này. Vui lòng xem lại.
letter-issue = Ban hành giấy mời
letter-issue-again = Ban hành giấy mời thay thế
letter-issue-again-confirm = Ban hành giấy mời mới với số mới, thay thế giấy mời hiện nay?
letter-field-requirements = Yêu cầu đối với đại biểu
letter-field-requirements-help = Mỗi yêu cầu một dòng.
letter-general-pdf = Giấy mời chung (PDF)
letter-general-docx = Giấy mời chung (DOCX)
letter-draw-pdf = Ghép tất cả thành một PDF để in
letter-draw-zip = Gói tất cả thành một tệp ZIP
job-label-letters = Tạo tệp giấy mời của tất cả người được mời
letters-not-drawn = Tệp giấy mời của tất cả chưa được tạo, hoặc danh sách mời đã thay đổi. Vui lòng tạo lại.
letters-file-missing = Không tìm thấy tệp giấy mời trong kho. Vui lòng báo người quản trị.
letter-all-pdf = In tất cả (một PDF)
letter-all-zip = Tải tất cả (ZIP)
letter-each = Giấy mời từng người
letter-each-none = Giấy mời từng người có sau khi ban hành.
letter-of = Giấy mời của { $name }:
letter-own = Tải giấy mời (PDF)

## Lịch cá nhân theo địa chỉ riêng.

feed-name = Phiên họp e-Cabinet
feed-title = Lịch họp của tôi
feed-about = Các phiên họp được mời tự động có trong ứng dụng lịch trên máy này.
feed-not-repeated = Địa chỉ lịch chỉ hiển thị một lần nên yêu cầu này không dùng được khóa chống lặp (Idempotency-Key).
feed-represents = [Thay mặt { $name }] { $title }
feed-make = Tạo địa chỉ lịch
feed-renew = Tạo địa chỉ mới
feed-renew-confirm = Tạo địa chỉ mới? Địa chỉ cũ hết hiệu lực ngay.
feed-revoke = Thu hồi địa chỉ
feed-revoke-confirm = Thu hồi địa chỉ? Các ứng dụng lịch đang dùng sẽ không đọc được nữa.
feed-was-revoked = Đã thu hồi địa chỉ lịch.
feed-shown-once = Địa chỉ này chỉ hiện một lần. Ai có địa chỉ đều đọc được lịch họp: không chia sẻ cho người khác.
feed-address = Địa chỉ lịch
feed-open = Thêm vào ứng dụng lịch
feed-how = Lịch chỉ có tên, thời gian và địa điểm phiên họp; không có nội dung và tài liệu.
feed-since = Địa chỉ lịch đã tạo lúc { $at }.
feed-read = Đọc lần gần nhất lúc { $at }.
feed-unread = Chưa có ứng dụng nào đọc.
feed-none = Chưa có địa chỉ lịch.
feed-too-often = Lịch được đọc quá nhiều lần. Vui lòng thử lại sau ít phút.
