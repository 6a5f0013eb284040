# Rules of the body: what they answer, with the numbers.

rule-body-invalid = These rules cannot be used: look at “{ $where }”.
rule-calendar-unknown-year = The holidays of { $year } are not known. The calendar covers { $first } to { $last }.

rule-quorum-holds = { $present } of { $total } members are present; { $required } are needed. The sitting is quorate.
rule-quorum-fails = { $present ->
    [one] Only { $present } of { $total } members is present
   *[other] Only { $present } of { $total } members are present
}; { $required } are needed. The sitting is not quorate.
rule-quorum-chair-absent = { $present } of { $total } members are present and { $required } would be enough, but the chair is missing. The sitting is not quorate.

rule-answer-agree = Agree
rule-answer-disagree = Disagree
rule-answer-other = Other opinion
rule-answer-abstain = Abstain
rule-tally = { $voters ->
    [one] { $voters } voter
   *[other] { $voters } voters
}: { $agree } agree, { $disagree } disagree, { $other } other opinion, { $abstain } abstain, { $silent } without an answer.
rule-not-a-voter = { $count ->
    [one] An answer was given by a person
   *[other] Answers were given by { $count } people
} who may not vote here.

# $of says of whom the majority is counted; $deemed is how many silent members are taken to agree.
rule-outcome-carried = { $in_favour } of { $base } { $of ->
    [present] members present are
    [votes_cast] votes are
   *[all_members] members are
} in favour{ $deemed ->
    [0] {""}
   *[other] {" "}({ $deemed } by silence)
}, { $against } against; a majority needs { $needed }. Carried.
rule-outcome-not-carried = { $in_favour } of { $base } { $of ->
    [present] members present are
    [votes_cast] votes are
   *[all_members] members are
} in favour{ $deemed ->
    [0] {""}
   *[other] {" "}({ $deemed } by silence)
}, { $against } against; a majority needs { $needed }. Not carried.
rule-outcome-tie-carried = { $in_favour } of { $base } { $of ->
    [present] members present are
    [votes_cast] votes are
   *[all_members] members are
} in favour{ $deemed ->
    [0] {""}
   *[other] {" "}({ $deemed } by silence)
} and { $against } against; a majority needs { $needed }. The votes are equal and the chair is in favour. Carried.
rule-outcome-tie-lost = { $in_favour } of { $base } { $of ->
    [present] members present are
    [votes_cast] votes are
   *[all_members] members are
} in favour{ $deemed ->
    [0] {""}
   *[other] {" "}({ $deemed } by silence)
} and { $against } against; a majority needs { $needed }. The votes are equal and the chair is against. Not carried.
rule-outcome-tie-open = { $in_favour } of { $base } { $of ->
    [present] members present are
    [votes_cast] votes are
   *[all_members] members are
} in favour{ $deemed ->
    [0] {""}
   *[other] {" "}({ $deemed } by silence)
} and { $against } against; a majority needs { $needed }. The votes are equal and the chair has taken neither side. Not carried; the chair may put the question again.
rule-outcome-tie-status-quo = { $in_favour } of { $base } { $of ->
    [present] members present are
    [votes_cast] votes are
   *[all_members] members are
} in favour{ $deemed ->
    [0] {""}
   *[other] {" "}({ $deemed } by silence)
} and { $against } against; a majority needs { $needed }. The votes are equal, so things stay as they are. Not carried.
rule-outcome-no-quorum = No decision: the sitting was not quorate, with { $present } counted of { $required } needed. The votes given were { $in_favour } in favour and { $against } against.

rule-result-carried = Carried
rule-result-not-carried = Not carried
rule-result-carried-by-chair = Carried by the chair’s side
rule-result-not-carried-by-chair = Not carried by the chair’s side
rule-result-no-quorum = Not quorate

rule-substitute-no-vote = A substitute may speak, but has no vote.
rule-guest-no-vote = Only members vote.
rule-summary-missing = A submission of { $pages } pages needs a summary: over { $over ->
    [one] { $over } page
   *[other] { $over } pages
} it is required, of at most { $most ->
    [one] { $most } page
   *[other] { $most } pages
}.
rule-summary-long = The summary has { $pages } pages; at most { $most ->
    [one] { $most } is
   *[other] { $most } are
} allowed.

rule-written-period = The ballot may close from { $earliest } to { $latest } ({ $least } to { $most } working days).
rule-written-too-early = That is too early: members have at least { $least ->
    [one] { $least } full working day
   *[other] { $least } full working days
}. The ballot may close from the end of { $earliest } to { $latest } (at most { $most }).
rule-written-too-late = That is too late: a ballot is open for at most { $most ->
    [one] { $most } working day
   *[other] { $most } working days
}. It may close from { $earliest } (at least { $least }) to { $latest }.
rule-papers-in-time = The papers go out { $given ->
    [one] { $given } working day
   *[other] { $given } working days
} ahead; { $required } are required.
rule-papers-late = The papers go out { $given ->
    [one] { $given } working day
   *[other] { $given } working days
} ahead; { $required } are required, { $missing } too few. The last day was { $latest }.

rule-class-done-on-time = Done on time
rule-class-done-late = Done late
rule-class-open-in-time = Open, within time
rule-class-open-overdue = Open, overdue
rule-assignment-done-late = Done { $days ->
    [one] { $days } day
   *[other] { $days } days
} late
rule-assignment-overdue = { $days ->
    [one] { $days } day
   *[other] { $days } days
} overdue
rule-assignment-ongoing = Ongoing
rule-assignment-due = Due on { $due }
rule-assignment-due-soon = Due soon, on { $due }
