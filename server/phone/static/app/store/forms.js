/** The forms of the visits, brought from the server and kept; none is ever dropped. */

/** A form that neither the shell nor the phone has. */
export async function bringForm({ opening, records, language }, ask, { id, version }) {
  const { json } = await ask("GET", `/api/v1/forms/${id}/${version}?language=${language}`);
  if (json?.form !== id || json.version !== version) throw new Error("the form did not come");
  opening.forms.push(json);
  await records.keepForm(json);
  return json;
}

/** Keeps the form of every visit, so that each opens without a network. @returns {Promise<number>} how many came */
export async function keepForms(app, ask) {
  const { records, sync, language } = app;
  let came = 0;
  for (const { form } of sync.visits) {
    if (await records.form(form, language)) continue;
    await bringForm(app, ask, form);
    came += 1;
  }
  return came;
}
