### Background work.

job-label-other = Background work
job-ended-already = This work has ended already.
job-cancel-asked-already = It has already been asked to stop.
job-not-ended-badly = Only work that failed or was stopped can be done again.
job-queued-already = This work is waiting to be done again already.
job-failed = The work failed by a fault of the system (code { $reference }). It can be tried again; if it fails again, please give this code to the administrator.
job-failed-died = The work failed: the server ended { $count } times while doing it. It can be tried again; if it fails again, please tell the administrator.
job-failed-unknown = The work failed: the running version of the program does not know this kind of work. Please tell the administrator.
