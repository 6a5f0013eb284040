# Quy tắc của tập thể: kết quả kèm con số.

rule-body-invalid = Không dùng được bộ quy tắc này: xem lại mục “{ $where }”.
rule-calendar-unknown-year = Chưa có lịch nghỉ lễ của năm { $year }. Lịch hiện có từ năm { $first } đến năm { $last }.

rule-quorum-holds = { $present }/{ $total } thành viên có mặt; cần { $required }. Phiên họp đủ điều kiện tiến hành.
rule-quorum-fails = Chỉ có { $present }/{ $total } thành viên có mặt; cần { $required }. Phiên họp chưa đủ điều kiện tiến hành.
rule-quorum-chair-absent = { $present }/{ $total } thành viên có mặt, mức cần là { $required }, nhưng vắng Chủ tọa. Phiên họp chưa đủ điều kiện tiến hành.

rule-answer-agree = Đồng ý
rule-answer-disagree = Không đồng ý
rule-answer-other = Ý kiến khác
rule-answer-abstain = Không biểu quyết
rule-tally = { $voters } người được lấy ý kiến: { $agree } đồng ý, { $disagree } không đồng ý, { $other } ý kiến khác, { $abstain } không biểu quyết, { $silent } không trả lời.
rule-not-a-voter = Có ý kiến của { $count } người không có quyền biểu quyết ở đây.

# $of: đa số tính trên ai; $deemed: số người không trả lời được coi là đồng ý.
rule-outcome-carried = { $in_favour }/{ $base } { $of ->
    [present] thành viên có mặt
    [votes_cast] phiếu
   *[all_members] thành viên
} tán thành{ $deemed ->
    [0] {""}
   *[other] {" "}(trong đó { $deemed } được coi là đồng ý do không trả lời)
}, { $against } không tán thành; cần { $needed } để được thông qua. Được thông qua.
rule-outcome-not-carried = { $in_favour }/{ $base } { $of ->
    [present] thành viên có mặt
    [votes_cast] phiếu
   *[all_members] thành viên
} tán thành{ $deemed ->
    [0] {""}
   *[other] {" "}(trong đó { $deemed } được coi là đồng ý do không trả lời)
}, { $against } không tán thành; cần { $needed } để được thông qua. Không được thông qua.
rule-outcome-tie-carried = { $in_favour }/{ $base } { $of ->
    [present] thành viên có mặt
    [votes_cast] phiếu
   *[all_members] thành viên
} tán thành{ $deemed ->
    [0] {""}
   *[other] {" "}(trong đó { $deemed } được coi là đồng ý do không trả lời)
}, { $against } không tán thành; cần { $needed } để được thông qua. Biểu quyết ngang nhau; thực hiện theo ý kiến của Chủ tọa: tán thành. Được thông qua.
rule-outcome-tie-lost = { $in_favour }/{ $base } { $of ->
    [present] thành viên có mặt
    [votes_cast] phiếu
   *[all_members] thành viên
} tán thành{ $deemed ->
    [0] {""}
   *[other] {" "}(trong đó { $deemed } được coi là đồng ý do không trả lời)
}, { $against } không tán thành; cần { $needed } để được thông qua. Biểu quyết ngang nhau; thực hiện theo ý kiến của Chủ tọa: không tán thành. Không được thông qua.
rule-outcome-tie-open = { $in_favour }/{ $base } { $of ->
    [present] thành viên có mặt
    [votes_cast] phiếu
   *[all_members] thành viên
} tán thành{ $deemed ->
    [0] {""}
   *[other] {" "}(trong đó { $deemed } được coi là đồng ý do không trả lời)
}, { $against } không tán thành; cần { $needed } để được thông qua. Biểu quyết ngang nhau và Chủ tọa chưa tỏ ý kiến về bên nào. Chưa được thông qua; Chủ tọa có thể cho biểu quyết lại.
rule-outcome-tie-status-quo = { $in_favour }/{ $base } { $of ->
    [present] thành viên có mặt
    [votes_cast] phiếu
   *[all_members] thành viên
} tán thành{ $deemed ->
    [0] {""}
   *[other] {" "}(trong đó { $deemed } được coi là đồng ý do không trả lời)
}, { $against } không tán thành; cần { $needed } để được thông qua. Biểu quyết ngang nhau nên giữ nguyên hiện trạng. Không được thông qua.
rule-outcome-no-quorum = Không có quyết định: phiên họp không đủ điều kiện tiến hành, chỉ tính được { $present } trên { $required } thành viên cần có mặt. Số phiếu đã bỏ: { $in_favour } tán thành, { $against } không tán thành.

rule-result-carried = Được thông qua
rule-result-not-carried = Không được thông qua
rule-result-carried-by-chair = Được thông qua theo ý kiến của Chủ tọa
rule-result-not-carried-by-chair = Không được thông qua theo ý kiến của Chủ tọa
rule-result-no-quorum = Không đủ thành viên

rule-substitute-no-vote = Người dự thay được phát biểu nhưng không biểu quyết.
rule-guest-no-vote = Chỉ thành viên được biểu quyết.
rule-summary-missing = Tờ trình dài { $pages } trang cần có bản tóm tắt: bắt buộc khi quá { $over } trang, tóm tắt không quá { $most } trang.
rule-summary-long = Bản tóm tắt dài { $pages } trang; tối đa { $most } trang.

rule-written-period = Thời hạn trả lời có thể đặt từ { $earliest } đến { $latest } (từ { $least } đến { $most } ngày làm việc).
rule-written-too-early = Thời hạn quá sớm: thành viên có ít nhất { $least } ngày làm việc trọn vẹn để trả lời. Có thể đặt từ cuối ngày { $earliest } đến { $latest } (nhiều nhất { $most } ngày).
rule-written-too-late = Thời hạn quá muộn: phiếu được lấy ý kiến nhiều nhất { $most } ngày làm việc. Có thể đặt từ { $earliest } (ít nhất { $least } ngày) đến { $latest }.
rule-papers-in-time = Tài liệu được gửi trước { $given } ngày làm việc; yêu cầu { $required } ngày.
rule-papers-late = Tài liệu chỉ được gửi trước { $given } ngày làm việc; yêu cầu { $required } ngày, thiếu { $missing } ngày. Ngày gửi muộn nhất là { $latest }.

rule-class-done-on-time = Hoàn thành đúng hạn
rule-class-done-late = Hoàn thành quá hạn
rule-class-open-in-time = Chưa hoàn thành, trong hạn
rule-class-open-overdue = Chưa hoàn thành, quá hạn
rule-assignment-done-late = Hoàn thành, quá hạn { $days } ngày
rule-assignment-overdue = Quá hạn { $days } ngày
rule-assignment-ongoing = Thường xuyên
rule-assignment-due = Hạn { $due }
rule-assignment-due-soon = Sắp đến hạn, ngày { $due }
