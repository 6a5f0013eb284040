### Many papers changed at once.

bulk-title = Change many papers
bulk-subtitle = Type in the table, save once. Nothing is saved until every row is right.
bulk-all = Set for the ticked rows
bulk-leave = Leave as it is
bulk-set = Set
bulk-tick-all = Tick every row
bulk-tick = Tick: { $title }
bulk-save = Save all
bulk-saved = Papers changed: { $count }.
bulk-wrong = Nothing is saved yet: { $count } rows need a look.
bulk-changed-meanwhile = Somebody else has just changed this paper (now “{ $title }”). Save again to put what stands in this row in its place.
bulk-gone = Some papers of the table can no longer be changed. Please open the table again.
bulk-empty = There is no paper to change yet
bulk-empty-text = Papers that are uploaded appear here.
