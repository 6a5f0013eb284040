### The versions of a paper: on paper only, released, replaced, compared, who has read what.

## On paper only; state secrets
paper-only = On paper only
paper-only-where = On paper only – available at the secretariat
paper-only-add = Paper without a file
paper-only-title = A paper on paper only
paper-only-help = The system keeps only its number, its title and its place in the agenda and the minutes. No file is stored; members get it on paper at the secretariat.
paper-only-title-help = This title is shown in the agenda. If the title itself is a state secret, please write a general one.
paper-only-save = Save
paper-only-added = The paper was entered as being on paper only.
document-paper-only-no-file = This paper is on paper only, so it takes no file. If it is no state secret, please upload the file as a new paper.
document-paper-only-level = A paper on paper only has no other access level.
document-state-secret-title = State secrets are not taken in
document-state-secret = On a system with a network state secrets must not be drafted, kept or transmitted (Law on Protection of State Secrets 29/2018/QH14, Article 5 (5) and (6); from 1 March 2026 Law 117/2025/QH15). Nothing was stored. Please enter this paper as being on paper only.
document-secrecy = Degree of secrecy
document-secrecy-none = No state secret
document-secrecy-mat = State secret: Mật (secret)
document-secrecy-toi-mat = State secret: Tối mật (top secret)
document-secrecy-tuyet-mat = State secret: Tuyệt mật (of the highest degree)
document-secrecy-short-mat = Mật · on paper
document-secrecy-short-toi-mat = Tối mật · on paper
document-secrecy-short-tuyet-mat = Tuyệt mật · on paper

## Released at a time
release-plan-needs-instant = Please choose the day and hour of the release.
release-plan-past = That instant has passed. Please choose a later one, or release now.
release-plan-none = No release is planned for this version.
