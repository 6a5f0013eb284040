/* The letters of all in one file: follows the drawing, in the officer's own room. */

import { followJobs } from "ecabinet/job_progress";

const place = document.querySelector("[data-letters]");

if (place) {
  const { letters, lettersPerson, lettersNumber } = place.dataset;
  followJobs(lettersPerson, {
    after: Number(lettersNumber),
    concerns: (subject) => subject.startsWith(letters),
    regions: () => ["bundles"],
  });
}
