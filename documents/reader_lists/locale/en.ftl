### Named lists of readers, for handing papers out.

named-list-title = Lists of readers
named-list-subtitle = Readers to whom papers are often handed together. Who stands on a list when a paper is handed out gets it; later changes move no paper.
named-list-empty = No list yet
named-list-empty-text = Make the first one below: it can then be ticked wherever a paper is handed out.
named-list-readers = { $count ->
    [one] { $count } reader
   *[other] { $count } readers
}
named-list-new = New list
named-list-name = Name of the list
named-list-persons = Readers
named-list-make = Make the list
named-list-save = Save the list
named-list-saved = The list is saved.
named-list-remove = Remove the list
named-list-remove-confirm = Remove the list “{ $name }”? Papers that are out stay with who holds them.
named-list-removed = The list is removed.
named-list-keep = Keep lists of readers
named-list-choose = Lists of readers
named-list-option = { $name } ({ $count })
named-list-needs-name = Give the list a name.
named-list-name-taken = There is a list “{ $name }” already. Choose another name.
named-list-needs-readers = Tick at least one reader.
named-list-unknown = One of the lists was removed meanwhile. Look at the lists again.
named-list-changed-meanwhile = Somebody else changed the list “{ $name }” meanwhile. What you chose is below; save once more to put it in place of theirs.
named-list-removed-meanwhile = Somebody else removed this list meanwhile.
