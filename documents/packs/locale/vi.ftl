### Tập tài liệu của phiên họp và của phiếu lấy ý kiến.

## Trang

pack-title = Tập tài liệu
pack-none-yet = Chưa có tập tài liệu. Khi ghép, mỗi người đọc nhận một tệp PDF gồm các tài liệu mình được đọc, có mục lục và số trang.
pack-name-full = Tập tài liệu số { $number }
pack-name-supplement = Tập bổ sung số { $number }
pack-number = Tập số { $number }
pack-state-assembling = Đang ghép
pack-state-assembled = Đã ghép, chưa chốt
pack-state-frozen = Đã chốt, chưa phát hành
pack-state-released = Đã phát hành
pack-state-superseded = Đã được thay thế
pack-state-dropped = Đã bỏ
pack-pages-size = { $pages } trang, { $size } MB
pack-papers = { $count } tài liệu
pack-asked-at = yêu cầu lúc { $at }
pack-assembled-at = ghép lúc { $at }
pack-released-at = phát hành lúc { $at }
pack-copies = { $count } người đã lấy bản của mình
pack-copies-closed = trong đó { $count } người có tài khoản nay đã đóng
pack-assemble = Ghép tập tài liệu
pack-assemble-again = Ghép tập mới
pack-assemble-supplement = Ghép tập bổ sung
pack-open = Mở tập
pack-see = Xem nội dung
pack-freeze = Chốt nội dung
pack-release = Phát hành
pack-release-confirm = Phát hành tập này cho mọi người được mời? Mỗi người được báo và mở được bản của mình. Tập phát hành trước đó, nếu có, được thay thế.
pack-drop = Bỏ tập này
pack-drop-confirm = Bỏ tập này? Tập chưa được phát hành cho ai.
pack-was-frozen = Đã chốt nội dung của tập.
pack-was-released = Đã phát hành tập tài liệu cho { $count } người.
pack-was-dropped = Đã bỏ tập.
pack-being-assembled = Đang ghép tập tài liệu
pack-being-bound = Bản của người đọc đang được ghép theo quyền đọc. Vui lòng mở lại sau giây lát.
pack-contents = Nội dung của tập
pack-entry-pages = { $pages } trang
pack-at-page = trang { $page }
pack-change-new = mới so với tập trước
pack-change-changed = bản mới so với tập trước
pack-not-served = Tập này tạm không mở được
pack-out-of-date-open = Chương trình, tài liệu hoặc thông tin trên bìa đã thay đổi sau khi ghép. Vui lòng ghép tập mới.
pack-out-of-date-released = Chương trình, tài liệu hoặc thông tin trên bìa đã thay đổi sau khi phát hành. Có thể ghép tập bổ sung hoặc tập mới.
pack-superseded-by = Tập này đã được thay thế bằng tập số { $number }, phát hành lúc { $at }.
pack-waiting = Tập tài liệu số { $number } đã phát hành: { $title }
job-label-pack = Ghép tập tài liệu

## Vì sao không được

pack-one-is-frozen = Có một tập đã chốt nội dung: vui lòng phát hành hoặc bỏ tập đó trước.
pack-supplement-of-nothing = Chưa có tập nào được phát hành để bổ sung.
pack-supplement-empty = Chưa có thay đổi nào so với các tập đã phát hành.
pack-freeze-not-now = Chỉ chốt được nội dung của tập đã ghép xong và chưa chốt.
pack-out-of-date = Chương trình, tài liệu hoặc thông tin trên bìa đã thay đổi sau khi ghép. Vui lòng ghép tập mới.
pack-release-not-now = Chỉ phát hành được tập đã chốt nội dung.
pack-drop-not-now = Tập đã phát hành thì không bỏ được; tập mới sẽ thay thế.
pack-not-bound = Tập này chưa ghép xong.
pack-recalled-inside = { $count } tài liệu trong tập đã bị thu hồi sau khi ghép. Tập chỉ mở lại được sau khi Văn phòng ghép và phát hành tập mới.
pack-paper-broken = Không ghép được tài liệu { $label }: tệp bị hỏng hoặc không đúng số trang. Vui lòng thay tài liệu này rồi ghép lại.
pack-copies-busy = Đang làm nhiều bản tập tài liệu cùng lúc. Vui lòng thử lại sau ít giây.
pack-no-room = Máy chủ không còn chỗ để tạo bản của người đọc. Vui lòng báo quản trị viên.
pack-copy-not-written = Không ghi được bản của người đọc trên máy chủ. Vui lòng thử lại; nếu vẫn không được, vui lòng báo quản trị viên.
pack-took-too-long = Ghép tập quá lâu nên đã dừng. Có thể thử lại; nếu vẫn không được, vui lòng báo quản trị viên.
pack-too-large = Tập quá lớn so với bộ nhớ cho phép. Vui lòng báo quản trị viên.
pack-binder-failed = Không ghép được tập do lỗi của chương trình ghép. Có thể thử lại; nếu vẫn không được, vui lòng báo quản trị viên.
pack-file-missing = Thiếu tệp của một tài liệu trong kho lưu trữ. Vui lòng báo quản trị viên.
pack-sitting-cancelled = Phiên họp đã hủy.
pack-agenda-first = Cần duyệt chương trình trước khi ghép tập tài liệu.
pack-send-agenda-first = Cần gửi chương trình đã duyệt trước: khi đó thành viên mới có quyền đọc tài liệu.
pack-nothing-to-bind = Chưa có tài liệu nào để ghép.
pack-open-ballot-first = Chỉ phát hành được khi phiếu đã gửi lấy ý kiến.
pack-ballot-withdrawn = Phiếu đã rút.

## Trong tệp

pack-heading = Tập tài liệu
pack-heading-supplement = Tập tài liệu bổ sung
pack-agenda-edition = chương trình bản { $edition }
pack-of-ballot = Phiếu lấy ý kiến
pack-ballot-closes = Hạn trả lời: { $at }
pack-cover = Bìa
pack-contents-heading = MỤC LỤC
pack-page = trang
pack-item = Mục { $number }
pack-item-title = Mục { $number }. { $title }
pack-paper = Tài liệu { $label }
pack-no-papers = (không có tài liệu)
pack-entry-new = { $title } [mới]
pack-entry-changed = { $title } [bản mới]
pack-entry-on-paper = { $title } – tài liệu giấy, nhận trực tiếp tại Văn phòng
pack-entry-taken-back = { $title } – đã thu hồi, không có trong bản này
pack-entry-withheld = { $title } – không có trong bản này: ngoài quyền đọc
pack-entry-nameless = Tài liệu hạn chế người đọc – không có trong bản này
pack-note-withheld = Bản này không gồm { $count } tài liệu nằm ngoài quyền đọc của người nhận.
pack-note-removed = Đã rút khỏi chương trình kể từ tập trước: { $labels }.
pack-replaces = Thay thế tập số { $number }, phát hành lúc { $at }.
pack-supplements = Bổ sung cho tập số { $number }, phát hành lúc { $at }.
pack-stamp = { $name } · { $at }
pack-stamp-foot = Bản của { $name }, lấy lúc { $at }
pack-stamp-replaced = Tập này đã được thay thế.
pack-stamp-replaced-by = Tập này đã được thay thế bằng tập số { $number }, phát hành lúc { $at }
notice-kind-pack-released = Tập tài liệu được phát hành
pack-notice-released = Đã phát hành tập tài liệu số { $number }: { $title }
pack-outside-released = Có tập tài liệu mới được phát hành.
