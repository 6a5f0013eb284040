# Delegations: who may read and who may prepare for whom.

delegation-link = My assistants
delegation-title = My assistants
delegation-title-of = Assistants of { $name }
delegation-intro = An assistant reads or prepares papers for somebody; they do not vote and do not answer ballots.

delegation-whose = Whose assistants
delegation-whose-own = Mine
delegation-show = Show

delegation-given = Who may act for me
delegation-given-of = Who may act for { $name }
delegation-given-empty = Nobody yet
delegation-given-empty-text = No assistant may read or prepare yet.
delegation-received = For whom I act
delegation-received-empty = Nobody has named you as an assistant at present.
delegation-over = Ended

delegation-period = From { $first } to the end of { $last }
delegation-in-force = In force
delegation-to-come = Not begun
delegation-is-over = Ended
delegation-ended-at = Ended early, { $at }
delegation-account-is-closed = This account is closed: nobody can use the delegation.

delegation-scope = What they may do
delegation-scope-read = Read: see the sittings the person is invited to and the papers handed to them
delegation-scope-prepare = Read and prepare: read papers, write proposed remarks on them and answer invitations
delegation-scope-sit_in = Sit in: see the sittings the person is invited to and answer invitations

delegation-new = Name an assistant
delegation-to = Assistant
delegation-to-help = People of the same organisation come first. Confidential papers handed to the person open to the assistant too.
delegation-to-choose = Choose a person
delegation-starts-on = From
delegation-ends-on = To the end of
delegation-ends-on-help = It can be ended earlier at any time.
delegation-grant = Name as assistant
delegation-granted = The delegation stands.
delegation-end = End
delegation-end-confirm = End the delegation to { $name }? Papers they have open by it close at once.
delegation-ended = The delegation has ended.

delegation-reads-no-papers = Administrators and auditors read no papers, so they neither delegate nor act for others.
delegation-not-yours = Only the person concerned and the head of the secretariat grant and end a delegation.
delegation-members-only = The head of the secretariat does this only for members of the cabinet in office.
delegation-over-already = This delegation has ended already.
delegation-choose-account = Choose the person who is to act.
delegation-choose-scope = Choose one of the two scopes.
delegation-not-to-oneself = Nobody delegates to themselves.
delegation-account-closed = The account of { $name } is closed. Choose somebody else.
delegation-account-barred = { $name } is an administrator or auditor and reads no papers. Choose somebody else.
delegation-period-past = This period has passed. Choose days from today on.
delegation-starts-past = A delegation does not reach back. Choose today or a later day.
delegation-ends-before = The last day comes before the first.
delegation-too-long = A delegation may last until { $until } at most.
delegation-exists = { $name } may do this already from { $first } to the end of { $last }. For another period, end that one first.
notice-kind-delegation-granted = Delegation granted
notice-kind-delegation-ended = Delegation ended
notice-kind-delegation-ending = Delegation about to run out
notice-kind-delegation-lapsed = Delegation run out
delegation-notice-granted-given = { $holder } acts for { $giver } from { $first } to the end of { $last }.
delegation-notice-granted-held = { $giver } has delegated to { $holder } from { $first } to the end of { $last }.
delegation-notice-ended-given = { $holder } acts for { $giver } no longer.
delegation-notice-ended-held = The delegation from { $giver } to { $holder } has ended.
delegation-notice-ending-given = { $holder } acts for { $giver } until the end of { $last }.
delegation-notice-ending-held = The delegation from { $giver } to { $holder } runs until the end of { $last }.
delegation-outside-granted = A delegation was granted.
delegation-outside-ended = A delegation has ended.
delegation-outside-ending = A delegation is about to run out.
