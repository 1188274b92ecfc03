// The days of the time strip: single days, or weeks, months or years where there are too many.

const DAY = 864e5;
const MOST = 120;

/** `unit` and the first ISO day of each bin; empty without dates. */
export function bins(days) {
  const sorted = [...days].filter((iso) => /^\d{4}-\d\d-\d\d$/u.test(iso)).sort();
  if (!sorted.length) return { unit: "day", starts: [] };
  const first = time(sorted[0]);
  const last = time(sorted[sorted.length - 1]);
  for (const [unit, next] of STEPS) {
    const starts = [];
    for (let t = floor(first, unit); t <= last && starts.length <= MOST; t = next(t)) starts.push(iso(t));
    if (starts.length <= MOST || unit === "year") return { unit, starts };
  }
  return { unit: "year", starts: [] };
}

/** Number of the bin a day falls into; -1 before the first. */
export function binOf(starts, day) {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= day) low = middle + 1; else high = middle;
  }
  return low - 1;
}

/** The last ISO day of a bin. */
export function lastDay({ unit, starts }, bin) {
  const next = STEPS.find(([name]) => name === unit)[1];
  return iso(next(time(starts[bin])) - DAY);
}

const STEPS = [
  ["day", (t) => t + DAY],
  ["week", (t) => t + 7 * DAY],
  ["month", (t) => { const d = new Date(t); return Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 1, 1); }],
  ["year", (t) => Date.UTC(new Date(t).getUTCFullYear() + 1, 0, 1)],
];

function floor(t, unit) {
  const d = new Date(t);
  if (unit === "week") return t - ((d.getUTCDay() + 6) % 7) * DAY;
  if (unit === "month") return Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), 1);
  return unit === "year" ? Date.UTC(d.getUTCFullYear(), 0, 1) : t;
}

function time(day) {
  return Date.parse(`${day}T00:00:00Z`);
}

function iso(t) {
  return new Date(t).toISOString().slice(0, 10);
}
