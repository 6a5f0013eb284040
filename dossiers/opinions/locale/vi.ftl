nav-opinions = Lấy ý kiến
opinion-title = Ý kiến tham gia của bộ, ngành
opinion-list-title = Lấy ý kiến bộ, ngành
opinion-tab-waiting = Chờ cơ quan tôi trả lời
opinion-tab-answered = Đã trả lời
opinion-tab-asked = Đã gửi lấy ý kiến
opinion-tab-silent = Quá hạn chưa trả lời
opinion-empty-waiting = Không có đề nghị nào chờ cơ quan mình trả lời.
opinion-empty-answered = Cơ quan mình chưa trả lời đề nghị nào.
opinion-empty-asked = Chưa gửi lấy ý kiến về hồ sơ nào.
opinion-empty-silent = Không có cơ quan nào quá hạn trả lời.
opinion-list-meta = { $lead } lấy ý kiến { $asked }

# Trạng thái
opinion-state-asked = Đang chờ
opinion-state-answered = Đã trả lời
opinion-state-late = Trả lời muộn
opinion-state-silent = Không trả lời
opinion-state-withdrawn = Đã thôi lấy ý kiến
opinion-told-asked = Hạn trả lời: { $at }
opinion-told-answered = Đã trả lời lúc { $at }
opinion-told-late = Trả lời sau hạn, lúc { $at }
opinion-told-silent = Không trả lời đến hết hạn { $at }
opinion-told-withdrawn = Thôi lấy ý kiến từ { $at }
opinion-view-positive = Nhất trí
opinion-view-remarks = Nhất trí, có ý kiến góp ý
opinion-view-negative = Không nhất trí
opinion-view-nothing = Không có ý kiến bổ sung
opinion-view-positive-help = Đồng ý với dự thảo như đã gửi.
opinion-view-remarks-help = Đồng ý, đề nghị chỉnh sửa một số nội dung.
opinion-view-negative-help = Chưa đồng ý; nêu rõ lý do.
opinion-view-nothing-help = Đã xem, không góp ý gì thêm.
opinion-reply-accepted = Tiếp thu
opinion-reply-partly = Tiếp thu một phần
opinion-reply-explained = Giải trình

# Cơ quan được lấy ý kiến
opinion-kicker = { $lead } lấy ý kiến
opinion-question = Nội dung đề nghị cho ý kiến
opinion-question-none = Đề nghị quý cơ quan nghiên cứu, cho ý kiến đối với hồ sơ.
opinion-papers = Tài liệu của hồ sơ
opinion-papers-none = Không có tài liệu nào được phép đọc.
opinion-paper-pages = { $pages } trang
opinion-paper-on-paper = chỉ có bản giấy
opinion-your-answer = Ý kiến của cơ quan
opinion-answer-title = Ý kiến trả lời
opinion-answer-button = Cho ý kiến
opinion-answer-send = Gửi ý kiến của cơ quan
opinion-answer-send-change = Gửi ý kiến đã thay đổi
opinion-answer-confirm = Gửi ý kiến này với danh nghĩa của cơ quan?
opinion-answer-confirm-late = Đã quá hạn. Ý kiến được ghi nhận là trả lời muộn. Vẫn gửi?
opinion-answer-late-note = Đã quá hạn trả lời. Ý kiến gửi bây giờ được ghi nhận là trả lời muộn.
opinion-answer-until = Có thể thay đổi đến { $at }.
opinion-field-view = Ý kiến
opinion-field-text = Ý kiến chung
opinion-field-text-help = Bắt buộc khi có góp ý hoặc không nhất trí.
opinion-field-reference = Số, ký hiệu văn bản trả lời
opinion-field-reference-help = Ví dụ: 1234/BTP-PLDSKT
opinion-comments = Góp ý cụ thể
opinion-comments-help = Mỗi góp ý một dòng, nêu rõ vị trí trong dự thảo; cơ quan chủ trì trả lời từng góp ý.
opinion-comment-place = Vị trí { $number }
opinion-comment-place-hint = Điều 5 khoản 2
opinion-comment-text = Nội dung góp ý { $number }
opinion-comment-add = Thêm góp ý
opinion-comment-fixed = Cơ quan chủ trì đã trả lời các góp ý sau; không sửa được nữa.
opinion-place-whole = Ý kiến chung
opinion-draft-save = Lưu nháp
opinion-draft-saved = Đã lưu nháp. Chỉ cơ quan mình nhìn thấy.
opinion-draft-note = Bản nháp được lưu khi gõ; chỉ cơ quan mình nhìn thấy cho đến khi gửi.
browser-opinion-saving = Đang lưu nháp…
browser-opinion-saved = Đã lưu nháp.
browser-opinion-unsaved = Chưa lưu được nháp: { $why }
browser-opinion-offline = Chưa lưu: mất kết nối. Nội dung được giữ trên máy này và sẽ tự lưu khi có mạng.
browser-opinion-offline-not-kept = Chưa lưu: mất kết nối, và máy này không giữ được nội dung. Xin đừng đóng trang.
browser-opinion-busy = Chưa lưu: máy chủ đang bận. Nội dung được giữ trên máy này và sẽ tự lưu lại sau ít giây.
browser-opinion-busy-not-kept = Chưa lưu: máy chủ đang bận, và máy này không giữ được nội dung. Xin đừng đóng trang; sẽ tự lưu lại sau ít giây.
opinion-answer-papers = Văn bản kèm theo ý kiến
opinion-answer-papers-none = Không có văn bản kèm theo.
opinion-paper-remove = Bỏ tài liệu
opinion-other-title = Đồng nghiệp vừa lưu nội dung khác
opinion-other-note = Phần trên là nội dung đồng nghiệp vừa lưu, phần dưới là nội dung đang gõ tại đây; không mất gì. Hãy ghép hai bản rồi lưu.
opinion-other-stands = Nội dung đồng nghiệp vừa lưu
opinion-answered-now = Đã gửi ý kiến của cơ quan.
opinion-answered-late = Đã gửi ý kiến; được ghi nhận là trả lời muộn.
opinion-replies = Tiếp thu, giải trình của cơ quan chủ trì
opinion-reply-waits = Cơ quan chủ trì chưa trả lời.
opinion-no-answer = Chưa có ý kiến trả lời.
opinion-earlier = Ý kiến đã gửi trước đó
opinion-earlier-count = { $count ->
    [1] Ý kiến đã gửi trước đó (một lần)
   *[other] Ý kiến đã gửi trước đó ({ $count } lần)
}
opinion-earlier-note = Nguyên văn từng lần gửi, lần gần nhất ở trên. Ý kiến có giá trị là ý kiến gửi sau cùng.
opinion-see-overview = Xem tổng hợp ý kiến

# Cơ quan chủ trì và Văn phòng
opinion-overview-title = Lấy ý kiến bộ, ngành
opinion-overview-link = Mở trang lấy ý kiến
opinion-asked-organisations = Cơ quan được lấy ý kiến
opinion-none-asked = Chưa lấy ý kiến cơ quan nào.
opinion-counts = Đã nhận { $received }/{ $asked } ý kiến
opinion-count-answered = đúng hạn
opinion-count-late = trả lời muộn
opinion-count-silent = không trả lời
opinion-count-waiting = đang chờ
opinion-column-organisation = Cơ quan
opinion-column-state = Tình trạng
opinion-column-view = Ý kiến
opinion-column-comments = Góp ý
opinion-column-acts = Việc
opinion-silence-note = Không trả lời không có nghĩa là đồng ý.
opinion-ask = Gửi lấy ý kiến
opinion-ask-title = Lấy ý kiến thêm cơ quan
opinion-ask-whom = Cơ quan được lấy ý kiến
opinion-ask-question-help = Điều cần cơ quan được hỏi cho ý kiến; để trống nếu hỏi về toàn bộ hồ sơ.
opinion-field-due = Hạn trả lời
opinion-field-reason = Lý do của thời hạn khác quy định
opinion-field-reason-help = Chỉ cần khi hạn trả lời nằm ngoài quy định; cơ quan được hỏi và Văn phòng đọc được lý do này.
opinion-due-reason = Lý do thời hạn khác quy định
opinion-due-reason-line = Lý do thời hạn: { $reason }
opinion-cited = Căn cứ: { $law }
opinion-remind = Nhắc cơ quan chưa trả lời
opinion-withdraw = Thôi lấy ý kiến
opinion-withdraw-confirm = Thôi lấy ý kiến { $organisation }? Tài liệu đã gửi sẽ được thu hồi.
opinion-deadline-change = Đổi hạn hoặc thôi hỏi
opinion-deadline-save = Lưu hạn mới
opinion-comments-title = Góp ý và tiếp thu, giải trình
opinion-progress = góp ý đã được trả lời
opinion-comments-none = Chưa có góp ý nào.
opinion-comments-done = Mọi góp ý đã được trả lời.
opinion-order-place = Theo vị trí
opinion-order-organisation = Theo cơ quan
opinion-only-open = Chưa trả lời
opinion-reply-label = Xử lý
opinion-reply-text = Nội dung tiếp thu, giải trình
opinion-reply-save = Lưu trả lời
opinion-reply-change = Sửa trả lời
opinion-reply-other = Đồng nghiệp vừa trả lời góp ý này: { $reply }. { $text }
opinion-download-docx = Tải bảng tổng hợp (Word)
opinion-download-pdf = Tải bảng tổng hợp (PDF)
opinion-table-keep = Đưa bảng vào hồ sơ
opinion-table-keep-confirm = Đưa bảng tổng hợp vào hồ sơ làm báo cáo tiếp thu, giải trình?
opinion-asked-now = { $count ->
    [1] Đã gửi lấy ý kiến một cơ quan.
   *[other] Đã gửi lấy ý kiến { $count } cơ quan.
}
opinion-papers-withheld = { $count ->
    [1] Một tài liệu không gửi được cho cơ quan được hỏi vì phạm vi tiếp cận của tài liệu.
   *[other] { $count } tài liệu không gửi được cho cơ quan được hỏi vì phạm vi tiếp cận của tài liệu.
}
opinion-unmanned = Chưa có chuyên viên nào nhận được đề nghị tại: { $organisations }.
opinion-reminded = { $count ->
    [1] Đã nhắc một cơ quan chưa trả lời.
   *[other] Đã nhắc { $count } cơ quan chưa trả lời.
}
opinion-withdrawn-now = Đã thôi lấy ý kiến; tài liệu đã được thu hồi.
opinion-deadline-changed = Đã đổi hạn trả lời.
opinion-replied-now = Đã lưu trả lời.
opinion-table-kept = Đã đưa bảng tổng hợp vào hồ sơ làm báo cáo tiếp thu, giải trình.

# Từ chối
opinion-lead-asks = Việc lấy ý kiến do cơ quan chủ trì hoặc Văn phòng thực hiện.
opinion-lead-replies = Việc tiếp thu, giải trình thuộc cơ quan chủ trì.
opinion-asked-answers = Chỉ chuyên viên của cơ quan được lấy ý kiến được trả lời.
opinion-dossier-withdrawn = Hồ sơ đã được rút lại.
opinion-is-withdrawn = Đã thôi lấy ý kiến của cơ quan này.
opinion-withdraw-late = Cơ quan này đã trả lời; ý kiến được giữ lại.
opinion-deadline-late = Cơ quan này đã trả lời; không đổi hạn được nữa.
opinion-deadline-past = Hạn trả lời phải ở phía trước.
opinion-deadline-needs-reason = { $why } Nếu vẫn chọn hạn này, hãy nêu lý do.
opinion-answered-meanwhile = Đồng nghiệp vừa gửi ý kiến của cơ quan. Hãy xem ý kiến đã gửi trước khi thay đổi.
opinion-changed-meanwhile = Đồng nghiệp vừa lưu nội dung khác. Hãy xem cả hai bản trước khi ghi đè.
opinion-papers-late = Đã quá hạn: văn bản đã gửi được giữ nguyên.
opinion-text-missing = Hãy nêu ý kiến chung khi có góp ý hoặc không nhất trí.
opinion-view-missing = Hãy chọn ý kiến của cơ quan.
opinion-too-many-comments = Mỗi cơ quan có tối đa { $most } góp ý.
opinion-comment-unknown = Góp ý này không còn trong bản của cơ quan.
opinion-comment-empty = Góp ý có vị trí nhưng chưa có nội dung.
opinion-comment-replied = Cơ quan chủ trì đã trả lời góp ý số { $number }; hãy thêm góp ý mới.
opinion-paper-not-own = Tài liệu này không phải của cơ quan được lấy ý kiến.
opinion-no-answer-yet = Cơ quan này chưa trả lời.
opinion-replied-meanwhile = Đồng nghiệp vừa trả lời góp ý này. Hãy xem trước khi ghi đè.
opinion-deadline-meanwhile = Đồng nghiệp vừa đặt thời hạn khác. Vui lòng tải lại trang, bỏ nội dung đã gõ trước đó rồi đặt lại.
opinion-reply-text-missing = Hãy ghi nội dung tiếp thu hoặc giải trình.
opinion-nothing-to-read = Hồ sơ chưa có trích yếu hoặc chưa có tài liệu để lấy ý kiến.
opinion-nobody-chosen = Hãy chọn ít nhất một cơ quan.
opinion-organisation-unknown = Cơ quan này không còn hoạt động.
opinion-asks-itself = Không lấy ý kiến của chính cơ quan chủ trì.
opinion-asked-already = Đã lấy ý kiến { $organisation }.
opinion-all-answered = Mọi cơ quan đã trả lời.

# Chờ xử lý
opinion-waits-answer = { $lead } lấy ý kiến: { $subject }
opinion-waits-silent = { $count ->
    [1] Một cơ quan quá hạn cho ý kiến: { $subject }
   *[other] { $count } cơ quan quá hạn cho ý kiến: { $subject }
}
opinion-waits-reply = { $count ->
    [1] Một góp ý chờ tiếp thu, giải trình: { $subject }
   *[other] { $count } góp ý chờ tiếp thu, giải trình: { $subject }
}

# Thông báo
notice-kind-opinion-asked = Được lấy ý kiến về hồ sơ
notice-kind-opinion-reminder = Nhắc hạn cho ý kiến
notice-kind-opinion-withdrawn = Thôi lấy ý kiến
notice-kind-opinion-answered = Có ý kiến trả lời
opinion-note-asked = { $lead } lấy ý kiến về “{ $subject }”, hạn trả lời { $at }.
opinion-note-asked-outside = { $lead } đề nghị cơ quan cho ý kiến về một hồ sơ, hạn trả lời { $at }.
opinion-note-reminder = Chưa có ý kiến của cơ quan về “{ $subject }” do { $lead } chủ trì; hạn trả lời { $at }.
opinion-note-reminder-outside = { $lead } nhắc cơ quan cho ý kiến về một hồ sơ, hạn trả lời { $at }.
opinion-note-withdrawn = { $lead } thôi lấy ý kiến về “{ $subject }”.
opinion-note-dossier-withdrawn = { $lead } đã rút hồ sơ “{ $subject }”; không còn lấy ý kiến.
opinion-note-answered = { $sender } đã cho ý kiến về “{ $subject }”.
opinion-note-answered-outside = { $sender } đã cho ý kiến về một hồ sơ.

# Bảng tổng hợp
opinion-table-kind = Bảng tổng hợp, giải trình, tiếp thu ý kiến
opinion-table-title = Bảng tổng hợp, giải trình, tiếp thu ý kiến
opinion-table-subject = Về { $subject }
opinion-table-file = bang-tong-hop-y-kien
opinion-table-intro = Cơ quan chủ trì đã lấy ý kiến { $asked } cơ quan; nhận được { $received } ý kiến trả lời, trong đó có { $late } ý kiến trả lời sau hạn; { $silent } cơ quan không trả lời khi hết hạn; { $waiting } cơ quan còn trong hạn. Có { $comments } góp ý, đã tiếp thu, giải trình { $replied } góp ý.
opinion-table-late = { $name } (trả lời sau hạn)
opinion-table-silent-ones = Không trả lời
opinion-table-silent = { $name } (hạn { $due })
opinion-table-none = Các cơ quan không có góp ý cụ thể.
opinion-table-column-number = TT
opinion-table-column-organisation = Cơ quan góp ý
opinion-table-column-place = Vị trí trong dự thảo
opinion-table-column-comment = Nội dung góp ý
opinion-table-column-reply = Nội dung tiếp thu, giải trình
opinion-table-no-reply = Chưa tiếp thu, giải trình
opinion-table-signer = Thủ trưởng cơ quan chủ trì
opinion-table-archive = Lưu: VT, { $notation }
