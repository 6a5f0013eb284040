### Ghi chú trên tài liệu: ghi thay, giữ, bỏ qua

annotation-prepare-not-yours = Chỉ người được ủy quyền chuẩn bị mới ghi sẵn được cho người này.
annotation-not-prepared-for-you = Ghi chú này không được ghi sẵn cho tài khoản này.
annotation-prepared-for-office = Ghi chú ghi sẵn cho người khác phải dành cho cơ quan.
