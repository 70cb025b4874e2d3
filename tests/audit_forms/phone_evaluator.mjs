// Reads [form, part, answers, facts] line by line and writes what the phone's evaluator says.
import { createInterface } from "node:readline";

const { evaluate } = await import(process.argv[2]);

for await (const line of createInterface({ input: process.stdin })) {
  let found;
  try {
    found = evaluate(...JSON.parse(line));
  } catch (error) {
    found = { error: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
