### Tệp lớn gửi từng phần.

upload-in-two-places = Tệp này đang được gửi từ một thẻ hoặc một máy khác. Vui lòng để một nơi gửi.
upload-longer-than-announced = Tệp dài hơn kích thước đã báo. Có thể tệp đã thay đổi trong khi gửi: vui lòng gửi lại từ đầu.
upload-too-many = Có { $limit } tệp đang gửi dở. Vui lòng chờ những tệp đó xong hoặc dừng bớt.
upload-too-many-whole = Có { $limit } tệp đã gửi xong đang chờ kiểm tra. Vui lòng chờ những tệp đó được nhận rồi gửi tiếp.
upload-too-large-together = Các tệp đang gửi và đang chờ kiểm tra đã đến mức tối đa { $limit } GB. Vui lòng chờ những tệp đó được nhận rồi gửi tiếp.
upload-gone = Tệp gửi dở này không còn: đã quá 24 giờ, đã nhận xong hoặc đã bị dừng. Vui lòng gửi lại từ đầu.
upload-header-wrong = Yêu cầu thiếu hoặc sai đầu mục { $name }.
upload-wrong-offset = Máy chủ đã có { $offset } byte của tệp này.
upload-not-whole = Tệp { $name } chưa gửi xong.
