// What a reader who finds a mistake can do about it: commands to copy, which the record keeps to on every later build.

/** A word of a shell command: in single quotes, so that nothing in it means anything to the shell. */
export function shellWord(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Commands on things given by their ids on the page. `record` stands for the reader's own folder. */
export const commands = {
  merge: (base, one, other) => `onrecord merge record ${shellWord(base + one)} ${shellWord(base + other)}`,
  split: (base, actor, document) => `onrecord split record ${shellWord(base + actor)} ${shellWord(document.replace(/^document\//u, ""))}`,
  detach: (statement) => `onrecord detach record ${shellWord(statement)}`,
  reject: (statement) => `onrecord reject record ${shellWord(statement)}`,
};
