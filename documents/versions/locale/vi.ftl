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
release-plan-none = Phiên bản này không có lịch phát hành nào.
