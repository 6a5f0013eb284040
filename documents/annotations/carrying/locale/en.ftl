### Marks carried over to a new version of a paper

job-label-carry-marks = Carry marks over to a new version
carry-look-text-changed = The text here has changed.
carry-look-text-gone = A part of the marked text is not in this version any more.
carry-look-several-places = This passage stands in several places; the mark may belong to another.
carry-look-moved-far = This passage has moved to another place in the paper.
carry-look-reflowed = The lines break otherwise here, so the mark may sit askew.
carry-look-by-position = The mark is near no text, so it was put where it stood on the page.
carry-look-no-text = The text of this page could not be read, so the mark was put where it stood.
carry-none-text-changed = The marked text has changed so much that no place was found for it.
carry-none-text-gone = The marked text is not in this version any more.
carry-none-several-places = This passage stands in several places; which is the mark's is not clear.
carry-none-moved-far = This passage has moved far; where the mark belongs is not clear.
carry-none-reflowed = The lines break otherwise, so the mark could not be put there.
carry-none-by-position = The page it stood on was not found in this version.
carry-none-no-text = There is no text that could be read to find the mark's place in this version.
carry-written-by = Written by { $name }.
carry-no-place-yet = This mark has no place yet. Choose one for it on the page.
carry-settled-already = This mark was settled already.
carry-place-incomplete = Both the page and the place on it are needed.

## In the reader

reader-carried = Marks from the earlier version
reader-carried-doubt = Marks that need a look: { $count }
reader-carried-done = All marks of the earlier version have their place.
reader-carried-counts = Carried over from the earlier version: { $carried }
reader-carried-waiting = On their way from the earlier version: { $count }…
reader-carried-failed = The list could not be loaded. Please try again.
reader-carried-retry = Try again
reader-carried-stood = Stood in version { $ordinal }, page { $page }
reader-carried-picture = Picture of where the mark stood in version { $ordinal }, page { $page }
reader-carried-no-picture = You may no longer read version { $ordinal }, so there is no picture of where it stood.
reader-carried-look = Needs a look
reader-carried-unplaced = Has no place
reader-carried-show = Go to the mark
reader-carried-confirm = Is right here
reader-carried-place = Choose another place
reader-carried-place-first = Choose a place on the page
reader-carried-leave = Leave it on the old version
reader-carried-tap = Tap the place of the mark on the page. Enter: the middle of what you see. Esc: cancel.
reader-carried-tap-cancel = Cancel
reader-carried-confirmed = The place of the mark is confirmed.
reader-carried-placed = The mark stands in its new place.
reader-carried-left = The mark is left on version { $ordinal } only.
reader-carried-undo = Undo
