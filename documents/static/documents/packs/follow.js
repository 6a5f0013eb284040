/* Packs on a page: follows the work of binding them, in the person's own room. */

import { followJobs } from "ecabinet/job_progress";

const SUBJECT = /^pack:\d+/;
const place = document.querySelector("[data-pack-person]");

function regions() {
  const job = document.querySelector("[data-job-refresh]");
  return (job?.dataset.jobRefresh ?? place.dataset.ecRegion).split(" ");
}

if (place) {
  followJobs(place.dataset.packPerson, {
    after: Number(place.dataset.packNumber),
    concerns: (subject) => SUBJECT.test(subject),
    regions,
    events: ["pack:released"],
  });
}
