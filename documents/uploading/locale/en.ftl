### Large files that are sent in pieces.

upload-in-two-places = This file is being sent from another tab or device. Please leave it to one of them.
upload-longer-than-announced = The file is longer than was announced. It may have changed while it was sent: please send it again.
upload-too-many = { $limit } files are on their way. Please wait for them, or stop some.
upload-too-many-whole = { $limit } files have arrived and wait for their check. Wait until they are taken in, then send more.
upload-too-large-together = The files that are on their way or wait for their check may take { $limit } GB together. Wait until they are taken in, then send more.
upload-gone = This unfinished file is no longer here: 24 hours have passed, or it was taken in or stopped. Please send it again.
upload-header-wrong = The request lacks the header { $name }, or its value is wrong.
upload-wrong-offset = The server has { $offset } bytes of this file.
upload-not-whole = The file { $name } has not arrived as a whole yet.
