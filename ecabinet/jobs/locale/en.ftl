### Background work.

job-label-other = Background work
job-ended-already = This work has ended already.
job-cancel-asked-already = It has already been asked to stop.
job-not-ended-badly = Only work that failed or was stopped can be done again.
job-queued-already = This work is waiting to be done again already.
job-failed = The work failed by a fault of the system (code { $reference }). It can be tried again; if it fails again, please give this code to the administrator.
job-failed-died = The work failed: the server ended { $count } times while doing it. It can be tried again; if it fails again, please tell the administrator.
job-failed-unknown = The work failed: the running version of the program does not know this kind of work. Please tell the administrator.
job-list-title = Background work
job-list-own = What takes time and was asked for, newest first
job-list-all = All work of the system that takes time, newest first
job-list-empty = Nothing yet
job-list-empty-text = Work that takes time, such as binding a pack, is shown here until 30 days after its end.
job-asked = asked for at { $at }
job-progress = { $done } of { $total } done
job-state-queued = Waiting
job-state-running = Running
job-state-done = Done
job-state-failed = Failed
job-state-cancelled = Stopped
job-stopping = Stopping…
job-was-cancelled = This work was stopped. It can be done again.
job-cancel = Stop
job-retry = Try again
job-waiting-failed = Failed: { $what }. The reason can be seen there, and it can be tried again.

job-tab-all = All
job-tab-open = Waiting or running
job-tab-failed = Failed
job-list-empty-open = Nothing waits
job-list-empty-failed = Nothing has failed
job-silent = { $count ->
    [one] One piece of work was begun by a worker that gives no sign of life
   *[other] { $count } pieces of work were begun by workers that give no sign of life
}; it is given to another within minutes. If this goes on, please look at the server.
job-waits-too-long = { $count ->
    [one] One piece of work has
   *[other] { $count } pieces of work have
} waited for more than five minutes. Please look at the workers (jobs work) and the server.
job-last-round = Last round at { $at }; one comes every { $every } seconds.
job-round-failed = Failed in it: { $names }.
job-retry-all = Try all that failed again
job-retry-all-confirm = Try everything that failed again?
job-retried-all = { $count ->
    [one] One piece of work is
   *[other] { $count } pieces of work are
} done again.
