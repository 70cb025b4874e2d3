/** Puts a photo among those of a question. @param {object} draft @param {string} question @param {object} photo see store/records.js */
export function attach(draft, question, photo) {
  const answer = { ...draft.answers[question] };
  delete answer.na;
  answer.value = [...(answer.value || []).filter((sha) => sha !== photo.sha256), photo.sha256];
  draft.answers[question] = answer;
  draft.photos = [...draft.photos.filter((one) => one.sha256 !== photo.sha256 || one.question !== question), photo];
}

/** Takes a photo from a question. @param {object} draft @param {string} question @param {string} sha */
export function detach(draft, question, sha) {
  const answer = draft.answers[question];
  if (answer?.value) answer.value = answer.value.filter((one) => one !== sha);
  if (answer && !answer.value?.length && !answer.comment) delete draft.answers[question];
  draft.photos = draft.photos.filter((one) => one.sha256 !== sha || one.question !== question);
}
