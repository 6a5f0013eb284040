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
account-menu = Account: { $name }
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
error-413-text = The file is larger than this system accepts.
error-413-do = Please split or compress the file and send it again.
error-422-title = Not sent yet
error-422-text = Something that was entered cannot be used.
error-422-do = Please go back and correct the marked fields.
error-429-title = One moment, please
error-429-text = There were too many attempts in a short time.
error-429-do = Please try again in a few minutes.
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
browser-draft-discard = Discard it
browser-upload-waiting = Waiting
browser-upload-sending = { $percent }% sent
browser-upload-checking = Being checked
browser-upload-done = Received
browser-upload-cancelled = Cancelled
browser-upload-cancel = Stop sending { $name }
browser-upload-retry = Send again
browser-upload-retry-named = Send { $name } again
