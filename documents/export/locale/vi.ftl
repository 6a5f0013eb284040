### Ghi chú đưa ra ngoài và nhận vào.

export-not-possible = Tài liệu này quá lớn hoặc quá phức tạp nên không thể ghi ghi chú vào trong. Vui lòng tải tệp XFDF thay thế.
export-busy = Đang có nhiều bản xuất được chuẩn bị. Vui lòng thử lại sau ít giây.
export-xfdf-too-large = Tệp XFDF lớn hơn { $limit } MB nên không được nhận.
export-xfdf-too-many = Tệp XFDF có hơn { $limit } ghi chú nên không được nhận.
export-xfdf-too-long = Nét viết tay trong tệp XFDF có hơn { $limit } điểm nên tệp không được nhận.
export-xfdf-unreadable = Tệp này không phải XFDF hoặc đã bị hỏng. XFDF là tệp ghi chú mà các chương trình đọc PDF xuất ra.
export-imported = Đã nhận { $added } ghi chú; { $known } ghi chú đã có từ trước; { $left } ghi chú không nhận được.

reader-export = Xuất và nhập ghi chú
reader-export-which = Ghi chú nào
reader-export-all = Mọi ghi chú đang thấy
reader-export-mine = Chỉ ghi chú của mình
reader-export-meeting = Chỉ ghi chú cho phiên họp
reader-export-how = Xuất thành
reader-export-pdf = PDF kèm ghi chú
reader-export-pdf-help = Mở được bằng mọi chương trình đọc PDF
reader-export-xfdf = XFDF
reader-export-xfdf-help = Chỉ ghi chú, để mang sang chương trình khác
reader-export-jsonld = W3C Web Annotation
reader-export-jsonld-help = Chỉ ghi chú, để lưu trữ và xử lý bằng máy
reader-export-working = Đang chuẩn bị tệp…
reader-import = Nhập ghi chú từ tệp XFDF
reader-import-help = Ghi chú nhập vào là ghi chú riêng; nhập lại cùng một tệp không tạo thêm ghi chú nào.
reader-export-waiting = Còn { $count } ghi chú chưa gửi: bản xuất sẽ không có những ghi chú này.
