// Words, dates and cells of text. Nothing here touches the page.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];

/** "4 Sept" or, with the year, "4 Sept 2025". A month or a year alone stays one; no date is "undated". */
export function day(iso, withYear = false) {
  if (!iso) return "undated";
  const [year, month, date] = iso.split("-");
  const parts = [];
  if (date) parts.push(String(Number(date)));
  if (month) parts.push(MONTHS[Number(month) - 1] ?? month);
  if (withYear || !month) parts.push(year);
  return parts.join(" ");
}

/** "1 outlet", "2 outlets". */
export function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;
}

/** "a, b and c". */
export function join(items, last = "and") {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${last} ${items[items.length - 1]}`;
}

const PLAIN = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", "’": "'" };

/** Lower case without accents, for comparing what is typed with what is there. */
export function fold(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[øłđðþßæœı’]/gu, (letter) => PLAIN[letter]);
}

/** At most `limit` characters, cut at a word; a surrogate pair or a joined emoji is never halved. */
export function clip(text, limit) {
  const flat = text.replace(/\s+/gu, " ").trim();
  const letters = [...flat];
  if (letters.length <= limit) return flat;
  const head = letters.slice(0, limit - 1).join("");
  const cut = head.slice(0, Math.max(0, head.lastIndexOf(" ")));
  return `${(cut.length > limit / 2 ? cut : head).replace(/[ ,;:–—-]+$/u, "")}…`;
}

/** First letter in upper case. */
export function sentence(text) {
  return text ? text[0].toUpperCase() + text.slice(1) : text;
}

/** One cell of CSV (RFC 4180); a leading =, +, -, @ is made harmless to spreadsheets by an apostrophe. */
export function cell(value) {
  let text = value === null || value === undefined ? "" : String(value);
  if (/^[=+\-@\t\r]/u.test(text)) text = `'${text}`;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A file name made of the words of a title. */
export function fileStem(title) {
  const stem = fold(title).replace(/[^a-z0-9]+/gu, "-").replace(/^-+|-+$/gu, "").slice(0, 60);
  return stem || "record";
}

/** Only what a browser may open: http and https. */
export function safeUrl(url) {
  return typeof url === "string" && /^https?:\/\/[^\s/]/iu.test(url) ? url : null;
}
