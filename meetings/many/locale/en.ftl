### One act on many items of an agenda.

many-title = Several items at once
many-help = Tick the items at the start of their lines, then choose what to do. Hold Shift to tick a whole stretch.
many-pick = Select: { $title }
many-pick-section = Select the whole section: { $name }
many-pick-loose = Select all items outside the sections
many-pick-all = Select all
many-short = Show titles only
many-clear = Clear the selection
many-chosen = Items selected: { $count }
many-none = No item selected
many-change-open = Change details
many-change = Change the selected items
many-keep = Leave as it is
many-field-section = Section
many-field-presenter = Presenter
many-field-chair = Presided over by
many-field-lead = Lead organisation
many-field-type = Type
many-field-minutes = Minutes
many-no-section = Outside the sections
many-no-presenter = No presenter
many-no-chair = The chair of the sitting
many-no-lead = No lead organisation
many-check = Formally in order
many-release = Release the papers
many-postpone-open = Move to another sitting
many-postpone = Move the selected items
many-postpone-to = Sitting that takes them
many-postpone-late = Why they are added so late, if that sitting is past its date for papers
many-postpone-help = Papers and dossiers go with the items; guests are asked anew.
many-postpone-nowhere = No other sitting is being prepared.
many-remove = Take off the agenda
many-yes = Do it
many-cancel = Do nothing
many-confirm-title = Confirm the act on several items
many-confirm-change = Change the selected items ({ $count }): { $what }?
many-confirm-check = Mark the selected items ({ $count }) as formally in order?
many-confirm-release = Release all papers of the selected items ({ $count }) that are not out yet? What was released is not taken back by undoing.
many-confirm-postpone = Move the selected items ({ $count }) to “{ $meeting }”?
many-confirm-remove = Take the selected items ({ $count }) off the agenda?
many-becomes = { $field }: { $value }
many-refused-ahead = This will not be done: { $why }
many-told-change = { $count ->
    [one] 1 item was changed.
   *[other] { $count } items were changed.
}
many-told-check = { $count ->
    [one] 1 item was marked as formally in order.
   *[other] { $count } items were marked as formally in order.
}
many-told-release = { $papers ->
    [one] 1 paper was released.
   *[other] { $papers } papers of { $count } items were released.
}
many-told-postpone = { $count ->
    [one] 1 item was moved to “{ $meeting }”.
   *[other] { $count } items were moved to “{ $meeting }”.
}
many-told-remove = { $count ->
    [one] 1 item was taken off the agenda.
   *[other] { $count } items were taken off the agenda.
}
many-told-same = { $count ->
    [one] 1 item said so already.
   *[other] { $count } items said so already.
}
many-told-refused = { $count ->
    [one] 1 item was left as it is:
   *[other] { $count } items were left as they are:
}
many-told-undone = This act was undone.
many-undo = Undo the whole act
many-undone = { $count ->
    [one] 1 item is as it was.
   *[other] { $count } items are as they were.
}
many-undone-left = { $count ->
    [one] 1 item was worked on since and stays: { $titles }
   *[other] { $count } items were worked on since and stay: { $titles }
}
many-undo-none = This cannot be undone: all these items were worked on since.
many-nothing-to-undo = There is nothing to undo.
many-released-stays = What was released cannot be undone; single papers can be recalled.
many-none-chosen = Please select at least one item.
many-nothing-to-change = Please choose what to change.
many-needs-sitting = Please choose the sitting that takes the items.
many-same-sitting = The items stand at this very sitting.
many-standing-stays = “{ $title }” is written for this sitting and is not moved.
many-clash = Somebody else has just changed this; their words stay.
many-clash-by = { $by } has just changed this; their words stay.
many-worked-on = This item was worked on since.
many-paper-left = Paper “{ $paper }”: { $why }
