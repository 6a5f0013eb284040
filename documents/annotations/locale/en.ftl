### Marks on papers: prepared, kept, put aside

annotation-prepare-not-yours = Marks are prepared for somebody only by those whom they let prepare for them.
annotation-not-prepared-for-you = This mark was not prepared for this account.
annotation-prepared-for-office = A mark prepared for somebody is for the office.
