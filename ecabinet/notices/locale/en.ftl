### Notices: what a person is told, on the page, by e-mail, SMS and push.

notice-group-sittings = Sittings
notice-group-papers = Papers
notice-group-ballots = Written ballots
notice-group-submissions = Submissions
notice-group-assignments = Decisions and assignments
notice-group-delegations = Delegations

job-label-notices = Sending notices
notice-digest-title = { $count ->
    [one] One notice
   *[other] { $count } notices
}
notice-outside-general = There is a new notice for you: { $what }.
notice-mail-open = Open in e-Cabinet
notice-mail-foot = Sent automatically; please do not answer. What it is about is shown after signing in only. You choose what is sent to you, and how:
notice-preferences-title = How I am notified

## the bell and the list

notice-bell = Notices
notice-unread = unread
browser-notice-new = There is a new notice.
notice-title = Notices
notice-intro = What you were told, newest first
notice-tab-all = All
notice-tab-unread = Unread
notice-new = New
notice-mark-read = Mark as read
notice-mark-unread = Mark as unread
notice-mark-all = Mark all as read
notice-all-read-done = Everything is marked as read.
notice-empty = No notices yet
notice-empty-unread = Everything is read
notice-empty-text = Invitations, ballots, papers and assignments that concern you are announced here.
notice-kind-unknown = Notice of an earlier version of the program

## how one is told

notice-preferences-intro = What concerns you always appears on the page; here you choose what else leaves the house. Messages never say what stands in a paper.
notice-what = What is sent, and how
notice-group = About
notice-channel-app = On the page
notice-channel-email = E-mail
notice-channel-sms = SMS
notice-channel-push = Push
notice-always = Always
notice-mandatory = cannot be switched off
notice-as-chosen = as above
notice-when = When and where
notice-email-is = E-mail goes to { $email }. The administrator can change the address.
notice-email-none = No e-mail address is known. Please ask the administrator to enter one.
notice-digest = E-mail once a day, at
notice-digest-help = Leave empty to get each at once. What cannot be switched off is always sent at once.
notice-quiet-from = Quiet from
notice-quiet-until = until
notice-quiet-help = E-mail, SMS and push wait until the quiet hours end.
notice-quiet-wrong = Quiet hours need a beginning and a different end.
notice-phone = Mobile number
notice-phone-help = With the country code, for example +84 912 345 678. For SMS only.
notice-phone-wrong = A mobile number begins with + and the country code.
notice-preferences-kept = Your choice is kept.
notice-push-here = This device
notice-push-needs-script = Push needs JavaScript.
notice-push-impossible = This browser cannot be pushed to. On an iPad, add the cabinet to the home screen first.
notice-push-is-on = This device is notified by push until you sign out on it.
notice-push-is-off = This device is not notified by push.
notice-push-turn-on = Notify this device
notice-push-turn-off = Stop notifying this device
notice-push-denied = The browser does not allow it. It can be allowed in the settings of the browser.
notice-push-failed = That did not work. Please try again when the network is there.
notice-push-unknown = The push service of this browser is not among those this cabinet uses.

## deliveries

notice-deliveries-title = Sent notices
notice-deliveries-intro = Who was told on which way. What a notice says is seen by its reader only.
notice-deliveries-empty = Nothing here
notice-deliveries-empty-text = No notice matches this choice.
notice-filter = Filter sent notices
notice-state = State
notice-kind = Kind
notice-channel = Way
notice-any = Any
notice-state-queued = Waiting
notice-state-sending = Being sent
notice-state-sent = Sent
notice-state-failed = Failed
notice-state-dropped = Not sent
notice-sent-at = sent at { $at }
notice-due-at = due at { $at }
notice-failed-at = failed at { $at } after { $tries } tries
notice-tries = { $tries } tries so far
notice-in-digest = with the daily e-mail
notice-dropped-answered = Not needed any more: it was answered or settled before
notice-dropped-preference = The person does not want it on this way
notice-dropped-no-address = No address is known on this way
notice-dropped-not-set-up = This way is not set up
notice-dropped-left = The person is no longer active
notice-error = Answer: { $why }
notice-error-refused-address = The address or number was refused. Please check it with its owner, then send again.
notice-error-server-away = The server that passes it on is busy or cannot be reached. If that lasts, please tell the administrator.
notice-error-gateway-refused = The server that passes it on takes nothing from this system. Please have the administrator check its settings.
notice-error-gone = The browser takes no push notices any more. Its owner has to switch them on again, under how to be told.
notice-error-broken = The system could not prepare this notice. Please tell the administrator.
notice-retry = Try again
notice-resend = Send again
notice-resend-confirm = Send this notice once more to the same person?
notice-queued-again = It is on its way again.
notice-not-failed = Only what has failed can be tried again.
notice-not-sent-yet = Only what was sent, or deliberately not sent, can be sent again.
notice-failed-some = { $count ->
    [one] One notice could not be delivered.
   *[other] { $count } notices could not be delivered.
}
notice-waiting-failed = { $count ->
    [one] One notice could not be delivered
   *[other] { $count } notices could not be delivered
}
notice-told-intro = { $count ->
    [one] One person told
   *[other] { $count } people told
} at { $at }
notice-said-outside = E-mail, SMS and push said:
notice-read-at = Read at { $at }
notice-shown-at = On the page since { $at }, not read yet
notice-not-shown = Not on the page yet
notice-page-only = On the page only

## the ways out

notice-channels-title = Ways of sending
notice-channels-intro = How e-mail, SMS and push are set up. They are set in the environment of the server.
notice-way-on = In use
notice-way-off = Not in use
notice-way-counts = { $waiting } waiting, { $late } of them late; { $failed } failed
notice-way-mail-console = E-mail is only written into the log: set ECABINET_MAIL=smtp and the mail server.
notice-way-mail-file = E-mail is only written into a folder: set ECABINET_MAIL=smtp and the mail server.
notice-way-mail-smtp = E-mail goes to the mail server.
notice-way-sms-on = SMS go to the gateway.
notice-way-sms-off = No SMS are sent: ECABINET_SMS_URL is not set.
notice-way-push-on = Browsers are pushed to over these services.
notice-way-push-off = No push is sent: ECABINET_PUSH is not "yes".
notice-trial = Test
notice-trial-help = A test mail goes to { $email } at once, and the answer of the mail server is shown.
notice-trial-no-address = Your account has no e-mail address to send a test mail to.
notice-trial-button = Send me a test mail
notice-trial-title = Test
notice-trial-text = This shows that notices reach you on this way.
notice-trial-failed = It was not sent: { $why }
notice-addresses = E-mail addresses
notice-address-of = Account
notice-address-none = no address
notice-address = E-mail address
notice-address-help = Leave empty to take the address away.
notice-address-kept = The address is kept.
notice-email-wrong = This is not an e-mail address.

## what arrives where, and a test

notice-urgent = in quiet hours too
notice-mandatory-why = Lines with a lock are always sent and cannot be switched off: what waits for you yourself, papers taken back, changes of a sitting, delegations.
notice-arrives = What arrives where
notice-arrives-app = Every notice, at once
notice-arrives-to = Goes to { $to }
notice-arrives-at-once = Each at once.
notice-arrives-digest = Once a day at { $at }; what cannot be switched off still at once.
notice-arrives-browsers = { $count ->
    [one] One device is notified
   *[other] { $count } devices are notified
}
notice-sms-none = No number is known; enter one below to get SMS.
notice-push-none = No device is notified; switch it on at the end of this page, on each device.
notice-only-written = At present the system sends no e-mail out of the house.
notice-quiet-now = Quiet hours: { $start }–{ $end }.
notice-zone = Times are those of the zone { $zone }.
notice-try = Send me a test
notice-trial-no-address-email = There is no e-mail address to send a test to.
notice-trial-no-address-sms = There is no mobile number to send a test to. Please save one first.
notice-trial-no-address-push = No device is notified by push.
notice-trial-not-set-up = This way is not set up on the server.
notice-trial-only-written = The test mail was only written down on the server and not sent: no mail server is set up.
notice-trial-sent-email = The mail to { $to } was accepted.
notice-trial-sent-sms = The SMS gateway accepted the message to { $to }.
notice-trial-sent-push = The push service accepted it for { $to } of your devices.
notice-trial-too-often = You have tried several times. Please try again in ten minutes.
notice-push-unsure = This device is subscribed, but the server could not note it. Please open this page again when the network is there.
