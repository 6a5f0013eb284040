### Working on one agenda together: field by field, who writes where, formal checks.

editing-clash = Somebody else has just written in the same place. Both texts are here: choose one.
editing-clash-by = { $by } has just written in the same place. Both texts are here: choose one.
editing-order-clash = { $by } has just moved “{ $title }” elsewhere. The present order was kept; move it again if you need to.
editing-order-clash-somebody = “{ $title }” has just been moved elsewhere. The present order was kept; move it again if you need to.
editing-clash-title = Two people wrote in the same place
editing-nothing = (empty)
editing-mine = You wrote
editing-theirs = { $by } wrote at { $at }
editing-theirs-somebody = Somebody else wrote
editing-choose-help = With “You wrote”, what stands in the field below is saved; you may edit it first.
editing-theirs-at = { $by } wrote at { $at }
editing-both = Both texts of “{ $field }”
editing-take-mine = Take mine
editing-take-theirs = Take the other
editing-edit-on = Edit on in the field
editing-state-saving = Saving…
editing-state-saved = Saved at { $at }.
editing-state-offline = Not saved: no connection. What you typed is kept on this device and is saved once the network is back.
editing-state-offline-not-kept = Not saved: no connection, and this device cannot keep what you typed. Do not close the page.
editing-state-busy = Not saved: the server is busy. What you typed is kept on this device and is saved again in a few seconds.
editing-state-busy-not-kept = Not saved: the server is busy, and this device cannot keep what you typed. Do not close the page; it is saved again in a few seconds.
editing-state-refused = Not saved, what you typed is still here: { $sentence }
editing-state-clash = { $sentence }
editing-merged = { $by } changed “{ $field }” meanwhile; both changes are kept.
editing-arrived = { $by } has just changed “{ $field }”.
editing-arrived-somebody = Somebody else has just changed this field.
editing-presence = { $name } is writing here.
editing-presence-field = { $name } is writing “{ $field }”.
editing-kept-here = What is not saved is kept on this device and comes back when you open the item.
editing-orphan = You typed into “{ $title }” and it was not saved; that item cannot be edited any more. This is what you typed:
editing-undo = Undo my last change
editing-undone = Your last change is undone.
editing-nothing-to-undo = You have changed nothing in this item.
editing-presence-sitting = { $name } is changing the data of the sitting.
editing-state-by-hand = Not saved yet: the button sends the change.
editing-undo-sitting = Undo the last change: { $fields }
editing-undo-sitting-confirm = { $count ->
    [one] Undo the last change? The one person invited is told at once.
   *[other] Undo the last change? The { $count } people invited are told at once.
  }
editing-nothing-to-undo-sitting = There is no change of one’s own to the data of the sitting to undo.
editing-close = Close
check-mark = Formally in order
check-mark-of = Mark as formally in order: { $title }
check-back = Take back
check-back-of = Take back that it is formally in order: { $title }
check-held = Formally in order · { $by }, { $at }
check-lapsed = To be checked again: changed after { $by } checked it at { $at }
check-state = Formally checked: { $done } of { $all } items
check-all = Mark all as formally in order
check-all-confirm = Mark the remaining { $count } items as formally in order?
check-all-marked = Items marked as formally in order: { $count }.
release-all = Release the papers of all items
release-all-confirm = { $count ->
    [one] Release the one paper of this agenda that is not out yet?
   *[other] Release the { $count } papers of this agenda that are not out yet?
  }
release-done = Papers released: { $count }.
release-left = Not released: “{ $title }”: { $why }
