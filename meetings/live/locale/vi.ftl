### The live room and the minutes.

room-chair-only = Chỉ Chủ tọa, hoặc Thư ký và lãnh đạo Văn phòng thay mặt Chủ tọa, được điều hành phiên họp.
room-clerk-only = Chỉ Văn phòng được ghi nhận thành phần tham dự và diễn biến phiên họp.
room-over = Phiên họp đã kết thúc.
room-runs = Phiên họp đã khai mạc.
room-paused-already = Phiên họp đang tạm nghỉ.
room-is-paused = Phiên họp đang tạm nghỉ. Hãy cho họp tiếp trước.
room-not-paused = Phiên họp không tạm nghỉ.
room-not-invited = Chưa gửi giấy mời nên chưa thể khai mạc phiên họp.
room-not-open = Phiên họp chưa khai mạc.
room-vote-is-open = Đang biểu quyết. Hãy kết thúc biểu quyết trước.
room-no-vote-open = Nội dung này không đang được biểu quyết.
room-item-removed = Nội dung này đã được đưa ra khỏi chương trình.
room-item-done = Nội dung “{ $title }” đã xử lý xong.
room-item-is-current = Phiên họp đang bàn nội dung này.
room-item-not-current = Phiên họp không đang bàn nội dung này.
room-item-discussed-already = Nội dung này đã chuyển sang thảo luận.
room-item-not-carried = Biểu quyết không thông qua nội dung này nên không thể kết luận. Có thể hoãn hoặc rút nội dung.
room-moved-on = Chủ tọa vừa chuyển sang nội dung khác trên một máy khác. Xem lại rồi chọn.
room-not-invited-you = Đồng chí không có trong danh sách mời của phiên họp này.
room-not-invited-person = Có người không được mời dự phiên họp này.
room-note-not-yours = Chỉ người đã ghi mới được rút lại ghi nhận này.
room-note-removed = Ghi nhận này đã được rút lại.
room-note-missing = Vui lòng nhập nội dung cần ghi.
room-conclusion-missing = Vui lòng nhập nội dung kết luận.
room-resubmit-ahead = Ngày trình lại phải sau hôm nay.
room-unknown-organisation = Không có cơ quan này.
