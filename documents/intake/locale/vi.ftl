### Tài liệu tải lên: vì sao bị từ chối, và điều cần biết về tài liệu đã được nhận.

document-refused-empty = Tệp rỗng (0 byte). Vui lòng mở bản gốc, lưu lại thành PDF rồi tải tệp mới lên.
document-refused-too-large = Tệp có dung lượng { $size } MB, vượt giới hạn { $limit } MB. Vui lòng giảm dung lượng các trang quét hoặc tách tài liệu thành nhiều tệp.
document-refused-not-pdf =
    { $kind ->
        [word] Đây là tệp văn bản không phải PDF hay Word (.docx). Vui lòng mở tệp, chọn “Lưu thành PDF” rồi tải tệp PDF lên.
        [word-other] Đây là tệp Word không phải văn bản thường (.docx), có thể là tệp mẫu. Vui lòng lưu lại thành .docx hoặc PDF rồi tải lên.
        [spreadsheet] Đây là bảng tính, không phải PDF. Vui lòng mở tệp, chọn “Lưu thành PDF” rồi tải tệp PDF lên.
        [slides] Đây là bản trình chiếu, không phải PDF. Vui lòng mở tệp, chọn “Lưu thành PDF” rồi tải tệp PDF lên.
        [office] Đây là tệp Office đời cũ (.doc, .xls, .ppt), không phải PDF. Vui lòng mở tệp, chọn “Lưu thành PDF” rồi tải tệp PDF lên.
        [image] Đây là tệp ảnh, không phải PDF. Vui lòng in hoặc quét ra PDF rồi tải tệp PDF lên.
        [zip] Đây là tệp nén, không phải PDF. Vui lòng giải nén rồi tải lên từng tệp PDF bên trong.
        [web-page] Đây là trang web, không phải PDF. Vui lòng mở trang, in ra PDF rồi tải tệp PDF lên.
        [xml] Đây là tệp dữ liệu XML, không phải PDF. Vui lòng xuất tài liệu ra PDF rồi tải tệp PDF lên.
       *[unknown] Tệp này không phải PDF, dù tên tệp ghi thế nào. Vui lòng mở tài liệu bằng phần mềm đã tạo ra nó, lưu thành PDF rồi tải tệp PDF lên.
    }
document-refused-encrypted = Tệp bị khóa bằng mật khẩu nên thành viên không đọc được. Vui lòng gỡ mật khẩu, lưu lại rồi tải tệp mới lên.
document-refused-damaged = Tệp bị hỏng hoặc thiếu dữ liệu. Vui lòng mở bản gốc, lưu lại thành PDF rồi tải tệp mới lên.
document-refused-too-many-pages = Tệp có { $pages } trang, vượt giới hạn { $limit } trang. Vui lòng tách tài liệu thành nhiều tệp.
document-refused-page-too-big = Trang { $page } có một chiều dài hơn 5 mét. Vui lòng đặt lại khổ giấy thông thường như A4, lưu lại rồi tải tệp mới lên.
document-refused-image-too-large = Tệp chứa ảnh { $megapixels } triệu điểm ảnh, vượt giới hạn { $limit } triệu. Vui lòng quét với độ phân giải thấp hơn (300 dpi là đủ) rồi tải tệp mới lên.
document-refused-too-many-objects = Tệp có quá nhiều thành phần bên trong ({ $objects }, giới hạn là { $limit }). Vui lòng in ra một tệp PDF mới hoặc tách nhỏ rồi tải lên.
document-refused-bomb = Khi mở, tệp phình to quá { $limit } MB, có thể làm treo máy tính bảng của thành viên. Vui lòng in tài liệu ra một tệp PDF mới rồi tải lên; nếu không rõ ai tạo tệp này, vui lòng báo quản trị hệ thống.
document-refused-form-not-drawn = Tệp là biểu mẫu mà nội dung đã điền chưa được lưu thành hình ảnh của trang, nên thành viên sẽ thấy các ô trống. Vui lòng mở tệp, in ra một tệp PDF mới rồi tải tệp đó lên.
document-refused-copy-too-large = Bản để đọc có dung lượng quá lớn. Vui lòng giảm dung lượng các trang quét hoặc tách tài liệu thành nhiều tệp.
document-refused-took-too-long = Việc kiểm tra tệp kéo dài quá { $seconds } giây nên đã dừng lại; có thể máy chủ đang bận. Vui lòng thử lại sau ít phút; nếu vẫn như vậy, vui lòng in tài liệu ra một tệp PDF mới hoặc tách nhỏ rồi tải lên.
document-refused-too-much-memory = Việc kiểm tra tệp cần quá nhiều bộ nhớ nên đã dừng lại; có thể máy chủ đang bận. Vui lòng thử lại sau ít phút; nếu vẫn như vậy, vui lòng in tài liệu ra một tệp PDF mới hoặc tách nhỏ rồi tải lên.
document-refused-checker-crashed = Tệp làm việc kiểm tra bị ngắt giữa chừng nên không được nhận. Vui lòng in tài liệu ra một tệp PDF mới rồi tải lên; nếu không rõ ai tạo tệp này, vui lòng báo quản trị hệ thống.
document-refused-checker-failed = Việc kiểm tra không cho kết quả dùng được nên tệp chưa được nhận. Vui lòng thử lại một lần; nếu vẫn như vậy, vui lòng báo quản trị hệ thống.
document-refused-busy = Hiện có nhiều tệp đang chờ kiểm tra. Chưa có gì được lưu; vui lòng tải tệp này lên lại sau vài phút.

document-page-not-drawn = Không vẽ được hình của trang { $page }. Trang này có thể bị hỏng; vui lòng mở tài liệu để xem, hoặc báo Văn phòng.
document-pictures-busy = Đang vẽ nhiều hình trang cùng lúc. Vui lòng thử lại sau ít giây.

document-warning-signed = Tệp có { $signatures } chữ ký số. Bản gốc đã ký được giữ nguyên vẹn; bản để đọc không dùng để xác thực chữ ký.
document-warning-owner-password = Người tạo tệp đã đặt mật khẩu cấm in hoặc sao chép. Bản để đọc không còn khóa này; vui lòng chắc chắn tài liệu được phép phát hành.
document-warning-attachments-removed = Tệp có các tệp đính kèm bên trong. Bản để đọc không có các tệp này; nếu thành viên cần, vui lòng tải chúng lên thành tài liệu riêng.
document-warning-form-frozen = Tệp là biểu mẫu. Bản để đọc hiển thị nội dung đã điền nhưng không điền thêm được nữa.
document-warning-active-content-removed = Mã lệnh hoặc thao tác tự động đã được gỡ khỏi bản để đọc.
document-warning-fonts-not-embedded = Có { $count } phông chữ chưa được nhúng ({ $fonts }) nên chữ tiếng Việt có thể hiển thị thiếu trên máy tính bảng. Vui lòng xem lại tài liệu trước khi phát hành, hoặc lưu lại với phông chữ được nhúng.
document-warning-no-text = { $pages } trên { $total } trang không có văn bản, có thể là trang quét. Vẫn đọc được nhưng không tìm kiếm được; nếu có bản PDF đã nhận dạng chữ, vui lòng tải bản đó lên.
document-warning-text-unreadable = Không lấy được văn bản của tài liệu này nên không tìm kiếm được nội dung. Các trang vẫn đọc được; vui lòng xem lại trước khi phát hành.
document-warning-not-drawn = Không vẽ được hình các trang đầu của tài liệu này. Vui lòng mở tài liệu và xem từng trang trước khi phát hành.
document-warning-text-incomplete = Chỉ phần đầu của tài liệu này tìm kiếm được vì tài liệu chứa rất nhiều văn bản.

## Tệp Word (DOCX)
document-refused-word-damaged = Tệp Word bị hỏng hoặc thiếu dữ liệu. Vui lòng mở bản gốc, lưu lại rồi tải tệp mới lên.
document-refused-word-macros = Tệp Word có chứa macro (mã lệnh) nên không được nhận. Vui lòng lưu lại thành tệp .docx không có macro, hoặc lưu thành PDF, rồi tải lên.
document-refused-word-outside = Tệp Word lấy một phần nội dung từ nơi khác ({ $target }) nên bản để đọc sẽ thiếu phần đó. Vui lòng chèn hẳn nội dung ấy vào tệp, hoặc lưu thành PDF, rồi tải lên.
document-refused-word-bomb = Khi mở, tệp Word phình to bất thường (quá { $limit } MB hoặc nén quá nhiều lần). Vui lòng giảm dung lượng ảnh trong tệp, hoặc lưu thành PDF, rồi tải lên; nếu không rõ ai tạo tệp này, vui lòng báo quản trị hệ thống.
document-refused-word-not-made = Không lập được bản để đọc từ tệp Word này. Vui lòng mở tệp, chọn “Lưu thành PDF” rồi tải tệp PDF lên.
document-warning-made-office = Bản để đọc được lập từ tệp Word bằng LibreOffice; cách ngắt trang có thể khác bản gốc. Vui lòng xem lại trước khi phát hành. Tệp Word gốc được giữ nguyên.
document-warning-made-plain = Bản để đọc được lập từ tệp Word mà không có LibreOffice: có chữ và bảng, nhưng hình ảnh, đầu trang, chân trang và cách trình bày có thể thiếu. Nếu cần đúng hình thức, vui lòng tải bản PDF lên. Tệp Word gốc được giữ nguyên.
document-copy-label = Bản để đọc, lập tự động từ tệp Word: hình ảnh, đầu trang, chân trang có thể thiếu. Bản gốc là tệp Word.

## Chữ ký số
document-warning-signature-broken = Có chữ ký số không còn đúng: tệp đã bị sửa sau khi ký. Vui lòng hỏi lại nơi gửi và xin bản gốc chưa bị sửa trước khi phát hành.
document-warning-signature-partial = Có chữ ký số chỉ bao trùm một phần của tệp: phần còn lại có thể do người khác thêm vào. Vui lòng đề nghị nơi gửi cung cấp tệp được ký toàn bộ trước khi phát hành.
document-warning-signatures-unread = Chưa đọc được hết các chữ ký số của tệp. Vui lòng tải bản gốc về kiểm tra trước khi phát hành.
intake-findings = Kết quả kiểm tra tệp
signature-title = Chữ ký số
signature-nameless = Không ghi tên người ký
signature-timestamp = Dấu thời gian
signature-of-organisation = { $signer }, { $organisation }
signature-state-trusted = Còn đúng, người ký đáng tin cậy
signature-state-unchecked = Còn đúng, chưa đối chiếu người ký
signature-state-untrusted = Còn đúng, người ký không rõ
signature-state-expired = Còn đúng, chứng thư hết hạn
signature-state-revoked = Chứng thư đã bị thu hồi
signature-state-weak = Thuật toán ký đã lỗi thời
signature-state-partial = Có phần của tệp chưa được ký
signature-state-changed = Tệp đã bị sửa sau khi ký
signature-state-broken = Không đúng
signature-state-unreadable = Không đọc được
signature-about-trusted = Nội dung đã ký còn nguyên vẹn. Chứng thư của người ký thuộc danh sách tin cậy của hệ thống này.
signature-about-unchecked = Nội dung đã ký còn nguyên vẹn. Người ký chưa được đối chiếu với danh sách tin cậy nào.
signature-about-untrusted = Nội dung đã ký còn nguyên vẹn, nhưng chứng thư của người ký không thuộc danh sách tin cậy của hệ thống này.
signature-about-expired = Nội dung đã ký còn nguyên vẹn, nhưng chứng thư của người ký nay đã hết hạn và không có dấu thời gian chứng minh lúc ký còn hạn.
signature-about-revoked = Nơi cấp đã thu hồi chứng thư của người ký.
signature-about-weak = Nội dung đã ký có vẻ còn nguyên vẹn, nhưng thuật toán của chữ ký (như SHA-1) đã lỗi thời, không còn đủ để chứng minh.
signature-about-partial = Phần đã ký còn nguyên vẹn, nhưng có phần nội dung để đọc không được ký.
signature-about-changed = Phần đã ký còn nguyên, nhưng sau khi ký tệp đã được sửa thêm ngoài những gì được phép.
signature-about-broken = Nội dung đang có trong tệp không phải là nội dung đã được ký.
signature-about-unreadable = Chữ ký có dạng mà hệ thống này không đọc được.
signature-later-nothing = Chữ ký bao trùm toàn bộ tệp.
signature-later-nothing-word = Chữ ký bao trùm toàn bộ nội dung để đọc.
signature-later-additions = Sau đó tệp chỉ được thêm những gì được phép, ví dụ một chữ ký nữa.
signature-at-signer = Ký lúc { $at } (theo máy của người ký)
signature-at-timestamp = Ký lúc { $at } (có dấu thời gian)
signature-issuer = Nơi cấp chứng thư: { $issuer }.
signature-none-read = Tệp có chữ ký số nhưng hệ thống chưa đọc được. Vui lòng tải bản gốc về để kiểm tra.

## Nhận dạng chữ trên trang quét
document-warning-recognised = Chữ trên các trang quét do máy nhận dạng để tìm kiếm, có thể sai. Hình trang giữ nguyên như bản gốc.
recognition-act = Nhận dạng chữ
recognition-confirm = Nhận dạng chữ trên các trang quét của phiên bản này? Việc này chạy ngầm, có thể mất vài phút. Hình trang không đổi; bản gốc giữ nguyên.
recognition-asked = Đang nhận dạng chữ. Kết quả sẽ hiện trên trang này.
recognition-waiting = Đang chờ nhận dạng chữ…
recognition-running = Đang nhận dạng chữ: { $done } trên { $total } trang…
recognition-not-done = Lần nhận dạng chữ trước không thành công.
recognition-not-here = Máy chủ chưa cài chương trình nhận dạng chữ (OCRmyPDF). Vui lòng báo quản trị hệ thống.
recognition-failed = Không nhận dạng được chữ của tài liệu này. Tài liệu giữ nguyên như trước.
recognition-done-before = Phiên bản này đã được nhận dạng chữ.
recognition-only-draft = Chỉ nhận dạng chữ được khi phiên bản còn là dự thảo.
job-label-recognise = Nhận dạng chữ trên trang quét
