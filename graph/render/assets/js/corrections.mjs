// Commands to copy: what a reader who finds a mistake can do about it, which the record keeps to on every later build,
// and the questions that list what a crowded page leaves out.

/** A word of a shell command: in single quotes, so that nothing in it means anything to the shell. */
export function shellWord(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Commands on things given by their ids on the page. `record` stands for the reader's own folder. */
export const commands = {
  merge: (base, one, other) => `onrecord merge record ${shellWord(base + one)} ${shellWord(base + other)}`,
  split: (base, actor, document) => `onrecord split record ${shellWord(base + actor)} ${shellWord(document.replace(/^document\//u, ""))}`,
  detach: (statement) => `onrecord detach record ${shellWord(statement)}`,
  ask: (question, base, actor) => `onrecord query record ${question} --param ${shellWord(`who=${base + actor}`)}`,
  reject: (statement) => `onrecord reject record ${shellWord(statement)}`,
};
