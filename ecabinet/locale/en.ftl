### Words of the ground: frame of the page, forms, notices, errors.

product-name = e-Cabinet
product-line = Sittings and decisions without paper
home-title = Home
skip-to-content = Skip to the main content
aside-label = More about this
footer-line = { $body } · Information system for sittings and government business
close = Close
cancel = Cancel
yes = Yes
no = No

## Live channel: state of the connection, refusals of the sockets

live-connected = Connected
live-connecting = Connecting…
live-reconnecting = Connection lost, reconnecting…
live-offline-since = Offline since { $time }
live-caught-up = Connected again, caught up
live-signed-out = Your sign-in has ended. Please sign in again.
live-not-our-page = This page is out of date. Please reload it.
live-full = The server has no connection to spare. Pages still work; live updates will try again by themselves.
live-failed = Something went wrong on the server. Please try again.
live-malformed = What was sent does not have the expected form.
live-unknown-event = The server does not take this kind of message.
live-too-fast = Too fast. Please wait a second.
live-too-many-rooms = This page follows too many things at once. Please close some.
live-not-in-room = You are no longer part of this.

## Navigation

nav-label = Main
nav-home = Home
nav-meetings = Sittings
nav-ballots = Ballots
nav-documents = Papers
nav-decisions = Decisions
nav-assignments = Assignments
nav-journal = Journal
nav-administration = Administration
nav-more = More
breadcrumbs-label = Where you are
account-menu = Account
account-link = My account
language-label = Language
theme-label = Background
theme-auto = As device
theme-light = Light
theme-dark = Dark

## Signing in

sign-in = Sign in
sign-in-title = Sign in
sign-in-login = User name
sign-in-password = Password
sign-in-help = Forgotten your password? Please ask the administrator of your organisation.
sign-out = Sign out

## Forms

form-errors-title = Please correct before sending
form-optional = optional
save = Save
upload-choose = Choose files
upload-drop = or drop several files here
filter-apply = Search
confirm-title = Please confirm
confirm-ok = Confirm
confirm-cancel = Go back

## Lists and figures

list-empty = Nothing here yet.
pages-label = Pages
pages-next = Next page
pages-previous = Previous page
steps-label = Steps
steps-done = done

## Errors

error-what-to-do = What you can do
error-home = Go to the home page
error-back = Back to the page before
error-retry = Try again
error-code = Error { $code }
error-reference = Reference { $reference }
error-403-title = Not allowed
error-403-text = Your account may not do this.
error-403-do = If it is part of your duties, please ask the cabinet office for the right to do it.
error-404-title = Not found
error-404-text = There is no such page, or it is not meant for your account.
error-404-do = Please check the address, or start from the home page.
error-409-title = This has changed
error-409-text = Somebody else has just changed this, or this step can no longer be taken.
error-409-do = Please open the page again to see how it stands now. What you typed is kept.
error-413-title = The file is too large
error-405-text = This address does not take that method; the Allow header names those it takes.
error-413-text = The file is larger than this system accepts.
error-413-do = Please split or compress the file and send it again.
error-422-title = Not sent yet
error-422-text = Something that was entered cannot be used.
error-422-do = Please go back and correct the marked fields.
error-429-title = One moment, please
error-429-text = There were too many attempts in a short time.
error-429-do = Please try again in a few minutes.
no-room = There is no room left on the server’s disk, so nothing was saved; the file is not at fault. Please tell the system’s administrator.
error-500-title = The system failed
error-500-text = The fault is with the system, not with what you did. It has been recorded.
error-500-do = Please try again. If it happens again, give the reference to your technical support.
error-offline-title = No connection
error-offline-text = This tablet cannot reach the server. Nothing has been lost.
error-offline-do = Please check the network and try again. Papers already open can still be read.

## Said by the browser (no selections here, only { $name })

browser-offline = The server cannot be reached. Nothing was sent and what you typed is still here. Please try again.
browser-failed = The server did not answer properly. Nothing was sent and what you typed is still here. Please try again.
browser-too-large = The file is too large; the server does not take it.
browser-sending = Sending…
browser-close = Close
browser-draft-restored = What you had typed before was kept.
browser-restored-at = What you typed at { $at }, and had not been saved, is back.
browser-orphan = What you typed here at { $at } was not saved, and there is no place for it any more. This is what you typed:
browser-orphan-drop = Discard this text
browser-order-moved = Moved to place { $place }.
browser-order-undo = Undo
browser-order-undone = It is back in its place.
order-handle = Drag, or use the arrow keys, to move: { $title }
browser-draft-discard = Discard it
browser-upload-waiting = Waiting
browser-upload-sending = { $percent }% sent
browser-upload-paused = No connection: what was sent is kept, the rest follows by itself
browser-upload-silent = The line fell silent and was given up; the file may have arrived or not. Please send it again: it is not filed twice.
browser-upload-checking = Being checked
browser-upload-done = Received
browser-upload-cancelled = Cancelled
browser-upload-cancel = Stop sending { $name }
browser-upload-retry = Send again
browser-upload-retry-named = Send { $name } again

## Ground: refusals, accounts, journal, home

not-visible = There is no such thing, or it is not meant for your account.
sign-in-needed = Please sign in first.
sign-in-wrong = The user name or the password is wrong.
sign-in-too-often = Too many wrong attempts. Please try again in { $minutes } minutes.
csrf-failed = This page was open for too long or was sent from elsewhere. Please open it again and send once more.
changed-meanwhile = Somebody else changed this at the same moment. Please look at it again and repeat the step if it is still wanted.
password-length = A password needs { $shortest } to { $longest } characters.
password-differs = The two new passwords are not the same.
password-wrong = This is not your present password.
password-changed = Your password has been changed. Please sign in again with the new one.
login-form = A user name has small letters a–z, digits, dots, dashes and underscores, and starts with a letter or digit.
login-taken = The user name { $login } is taken.
login-unknown = There is no account { $login }.
token-unknown = There is no token { $number } in force.
account-already-closed = The account { $login } is closed already.
sign-in-ended = That sign-in has ended.
signed-out-everywhere = You have been signed out on all devices.
form-invalid = Some fields need to be corrected.
field-missing = Please fill this in.
field-too-short = This is too short: at least { $limit } characters.
field-too-long = This is too long: at most { $limit } characters.
field-too-few = At least { $limit } are needed.
field-too-many = At most { $limit } are possible.
field-choice = Please choose one of the given answers.
field-unknown = This field is not known here.
field-at-least = This must be at least { $limit }.
field-more-than = This must be more than { $limit }.
field-at-most = This must be at most { $limit }.
field-less-than = This must be less than { $limit }.
field-whole-number = Please enter a whole number.
field-number = Please enter a number.
field-instant = Please enter a date and a time.
field-day = Please enter a date.
field-text = Please enter text.
field-wrong = This cannot be used here.
json-invalid = The body is not valid JSON.
cursor-invalid = This page address is not valid any more. Please start from the first page.
idempotency-key-too-long = The Idempotency-Key is longer than { $limit } characters.
idempotency-key-reused = This Idempotency-Key was used for another request.
journal-auditors-only = Only auditors read the journal.
journal-title = Journal
journal-subtitle = Every act, in the order it was done. Nothing here can be changed.
journal-number = No.
journal-at = When
journal-who = Who
journal-act = Act
journal-subject = On
journal-verify = Check the chain
journal-unbroken = The chain is unbroken: { $count } entries.
journal-broken = The chain is broken at entry { $number }.
accounts-title = Accounts
accounts-admin-only = Only administrators manage accounts.
accounts-login = User name
accounts-name = Name
accounts-roles = Roles
accounts-state = State
accounts-open = Open
accounts-closed = Closed
accounts-close = Close account
accounts-close-confirm = Close this account? Its sign-ins end at once. Nothing is deleted.
accounts-closed-done = The account has been closed.
role-member = Member of the cabinet
role-secretariat = Secretariat officer
role-head = Head of the secretariat
role-clerk = Clerk of the minutes
role-officer = Ministry officer
role-auditor = Auditor
role-admin = Administrator
account-title = My account
account-password-title = Change the password
account-password-current = Present password
account-password-new = New password
account-password-again = New password, once more
account-password-save = Change the password
account-sign-ins-title = Where you are signed in
account-sign-in-here = this device
account-sign-in-since = since { $at }
account-sign-in-seen = last seen { $at }
account-sign-in-end = End
account-sign-out-everywhere = Sign out on all devices
account-sign-out-everywhere-confirm = Sign out on all devices, this one too?
home-waiting-title = What waits for you
home-nothing-title = Nothing waits for you
home-nothing-text = New papers, ballots and invitations will appear here by themselves.
home-greeting = Good day, { $name }
home-due = by { $at }
home-late = overdue
account-not-oneself = You cannot close your own account.
