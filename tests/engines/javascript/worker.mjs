// Answers requests, each one line of JSON: a module's text and calls of its functions.

import { createInterface } from "node:readline";

const modules = new Map();

async function load(text) {
  if (!modules.has(text)) {
    modules.clear();
    const url = `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`;
    modules.set(text, await import(url));
  }
  return modules.get(text);
}

function called(module, [name, ...given]) {
  if (name === "exports") return Object.keys(module);
  if (name === "told") return module[given[0]];
  try {
    return { gave: module[name](...given) };
  } catch (error) {
    if (error instanceof module.FactsError) return { problems: error.problems };
    throw error;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { text, calls } = JSON.parse(line);
  const module = await load(text);
  process.stdout.write(`${JSON.stringify(calls.map((call) => called(module, call)))}\n`);
}
