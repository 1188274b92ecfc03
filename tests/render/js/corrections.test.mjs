import assert from "node:assert/strict";
import { test } from "node:test";
import { commands, shellWord } from "../../../graph/render/assets/js/corrections.mjs";

test("a command can be pasted into a shell whatever its words are", () => {
  assert.equal(shellWord("it's; rm -rf $HOME"), "'it'\\''s; rm -rf $HOME'");
});
test("merge, split, detach and reject name what they are about", () => {
  assert.equal(commands.merge("https://e.org/", "actor/a", "actor/b"), "onrecord merge record 'https://e.org/actor/a' 'https://e.org/actor/b'");
  assert.equal(commands.split("https://e.org/", "actor/a", "document/d1"), "onrecord split record 'https://e.org/actor/a' 'd1'");
  assert.equal(commands.detach("statement/1"), "onrecord detach record 'statement/1'");
  assert.equal(commands.reject("statement/1"), "onrecord reject record 'statement/1'");
});
test("the question that lists what a page leaves out names the actor by its address", () => {
  assert.equal(commands.ask("roles", "https://e.org/", "actor/a"), "onrecord query record roles --param 'who=https://e.org/actor/a'");
});
