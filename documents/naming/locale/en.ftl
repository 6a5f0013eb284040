### The numbers of papers in a sitting or ballot.

naming-title = Numbers of papers
naming-subtitle = A paper gets its number when it goes out with an agenda or ballot; it is printed at the top right of each page of the reading copy.
naming-sitting = Pattern in a sitting
naming-sitting-help = Must hold { "{item}" } and { "{paper}" }, so that no two papers have the same number.
naming-ballot = Pattern in a ballot
naming-ballot-help = Must hold { "{paper}" }.
naming-example = For example:
naming-save = Save
naming-preview = Try it
naming-saved = Saved. Numbers already given stay as they are.
naming-places = What may be used
naming-place-date = Day of the sitting, or on which the ballot went out, as 24.11.2026
naming-place-year = Year
naming-place-month = Month, two digits
naming-place-id = Number of the sitting or ballot in this system
naming-place-item = Number of the item on the agenda
naming-place-paper = Number of the paper in the item
naming-place-kind = Kind of the paper, as in proposal
naming-once = A paper keeps its number even when the agenda is put in another order; one that comes later to the same place gets a letter: a, b, c. The original is never printed on.
naming-pattern-length = A pattern has 1 to { $longest } letters.
naming-pattern-unknown = There is nothing named { $name }. What may be used: { $known }.
naming-pattern-sign = Only letters, digits, spaces and . , : / ( ) - _
naming-pattern-missing = The pattern lacks { $name }: papers would have the same number.
naming-not-stamped = The number could not be printed on the reading copy; the paper can be read as before.
naming-job = Printing the number on the reading copy
naming-number = Number in the sitting
