// Reads [form, rules, answers per part, facts] line by line and writes what a preview scores.
import { createInterface } from "node:readline";

const { evaluate } = await import(process.argv[2]);
const { score } = await import(process.argv[3]);

for await (const line of createInterface({ input: process.stdin })) {
  let found;
  try {
    const [form, rules, given, facts] = JSON.parse(line);
    const parts = Object.entries(given).map(([part, answers]) => ({ part, answers, judged: evaluate(form, part, answers, facts) }));
    found = score(rules, parts);
  } catch (error) {
    found = { error: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
