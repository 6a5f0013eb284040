### Packs of sittings and ballots.

## Pages

pack-title = Packs
pack-none-yet = No pack yet. Each reader gets one PDF with the papers they may read, with contents and page numbers.
pack-name-full = Pack { $number }
pack-name-supplement = Supplement { $number }
pack-number = Pack { $number }
pack-state-assembling = Being put together
pack-state-assembled = Put together, not fixed
pack-state-frozen = Fixed, not released
pack-state-released = Released
pack-state-superseded = Superseded
pack-state-dropped = Put away
pack-pages-size = { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
}, { $size } MB
pack-papers = { $count ->
    [one] { $count } paper
   *[other] { $count } papers
}
pack-asked-at = asked for at { $at }
pack-assembled-at = put together at { $at }
pack-released-at = released at { $at }
pack-copies = { $count ->
    [one] { $count } person has taken their copy
   *[other] { $count } persons have taken their copy
}
pack-copies-closed = of them { $count } whose account is closed now
pack-assemble = Put a pack together
pack-assemble-again = Put a new pack together
pack-assemble-supplement = Put a supplement together
pack-open = Open pack
pack-see = See contents
pack-freeze = Fix contents
pack-release = Release
pack-release-confirm = Release this pack to everybody invited? Each of them is told and can open their own copy. A pack released before is superseded.
pack-drop = Put away
pack-drop-confirm = Put this pack away? It has not been released to anybody.
pack-was-frozen = The contents of the pack are fixed.
pack-was-released = { $count ->
    [one] The pack was released to { $count } person.
   *[other] The pack was released to { $count } persons.
}
pack-was-dropped = The pack was put away.
pack-being-assembled = The pack is being put together
pack-being-bound = The reader’s copy is being bound by their reading rights. Please open it again in a moment.
pack-contents = What is in it
pack-entry-pages = { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
}
pack-at-page = page { $page }
pack-change-new = new since the pack before
pack-change-changed = new version since the pack before
pack-not-served = This pack cannot be opened for now
pack-out-of-date-open = The agenda, the papers or what the cover says have changed since. Please put a new pack together.
pack-out-of-date-released = The agenda, the papers or what the cover says have changed since the release. A supplement or a new pack can be put together.
pack-superseded-by = This pack was superseded by pack { $number }, released at { $at }.
pack-waiting = Pack { $number } was released: { $title }
job-label-pack = Putting a pack together

## Why not

pack-one-is-frozen = The contents of one pack are fixed: please release it or put it away first.
pack-supplement-of-nothing = No pack has been released that could be supplemented.
pack-supplement-empty = Nothing has changed since the packs that were released.
pack-freeze-not-now = Only a pack that is put together and not yet fixed can be fixed.
pack-out-of-date = The agenda, the papers or what the cover says have changed since. Please put a new pack together.
pack-release-not-now = Only a pack with fixed contents can be released.
pack-drop-not-now = A pack that was released cannot be put away; a new one will supersede it.
pack-not-bound = This pack is not put together yet.
pack-recalled-inside = { $count ->
    [one] { $count } paper
   *[other] { $count } papers
} in the pack were taken back since. It can be opened again once the office has put together and released a new pack.
pack-paper-broken = Paper { $label } cannot be bound: its file is damaged or has another number of pages. Please replace it, then try again.
pack-copies-busy = Many copies of packs are being made now. Please try again in a few seconds.
pack-no-room = There is no room left on the server for the copy. Please tell the administrator.
pack-copy-not-written = The copy could not be written on the server. Please try again; if it fails again, please tell the administrator.
pack-took-too-long = Putting the pack together took too long and was stopped. It can be tried again; if it fails again, please tell the administrator.
pack-too-large = The pack is too large for the memory allowed. Please tell the administrator.
pack-binder-failed = The binding program failed. It can be tried again; if it fails again, please tell the administrator.
pack-file-missing = The file of a paper is missing in the store. Please tell the administrator.
pack-sitting-cancelled = The sitting was called off.
pack-agenda-first = The agenda has to be approved before a pack can be put together.
pack-send-agenda-first = The approved agenda has to be sent first: only then may the members read the papers.
pack-nothing-to-bind = There is no paper to bind yet.
pack-open-ballot-first = It can be released once the ballot is open.
pack-ballot-withdrawn = The ballot was withdrawn.

## In the file

pack-heading = Papers
pack-heading-supplement = Supplementary papers
pack-agenda-edition = agenda edition { $edition }
pack-of-ballot = Written ballot
pack-ballot-closes = Answers until: { $at }
pack-cover = Cover
pack-contents-heading = CONTENTS
pack-page = page
pack-item = Item { $number }
pack-item-title = Item { $number }. { $title }
pack-paper = Paper { $label }
pack-no-papers = (no papers)
pack-entry-new = { $title } [new]
pack-entry-changed = { $title } [new version]
pack-entry-on-paper = { $title } – on paper only, handed over at the office
pack-entry-taken-back = { $title } – taken back, not in this copy
pack-entry-withheld = { $title } – not in this copy: outside the reader’s rights
pack-entry-nameless = A paper with restricted readers – not in this copy
pack-note-withheld = { $count ->
    [one] { $count } paper outside the reader’s rights is
   *[other] { $count } papers outside the reader’s rights are
} not in this copy.
pack-note-removed = Taken off the agenda since the pack before: { $labels }.
pack-replaces = Replaces pack { $number }, released at { $at }.
pack-supplements = Supplements pack { $number }, released at { $at }.
pack-stamp = { $name } · { $at }
pack-stamp-foot = Copy of { $name }, taken at { $at }
pack-stamp-replaced = This pack was superseded.
pack-stamp-replaced-by = This pack was superseded by pack { $number }, released at { $at }
notice-kind-pack-released = Pack of papers released
pack-notice-released = Pack { $number } of the papers is released: { $title }
pack-outside-released = A new pack of papers is released.
