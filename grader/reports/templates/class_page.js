// The table of learners: only the rows in sight exist, so that ten thousand of them open as fast as ten.
(() => {
"use strict";
const ROW = 33, AHEAD = 12, MOST_PRINTED = 2000;
const MARKS = [["late", 1, "L"], ["hand", 2, "H"], ["tamper", 4, "T"], ["stuck", 8, "∞"]];
const STATUS = ["passed", "failed", "ungraded", "not handed in"];
const WORDS = {late: "late", hand: "points set by hand", tamper: "tamper notice", stuck: "the program did not end by itself"};
const $ = (id) => document.getElementById(id);
const data = JSON.parse($("data").textContent);
const grid = $("grid"), table = $("matrix"), body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
const search = $("search"), only = $("only"), detail = $("detail"), counter = $("count");
const sections = heads.some((th) => th.dataset.key === "section");
const first = sections ? 3 : 2, width = first + data.exercises.length;
const order = new Intl.Collator(undefined, {numeric: true, sensitivity: "base"});
const state = {q: "", only: "", sort: "name", down: false};
let view = [], from = -1, to = -1, active = {row: 0, column: 0}, printing = false;
document.documentElement.classList.add("js");

const rows = data.rows.map(([name, section, key, file, total, codes], number) => {
  const cells = codes.map((code, place) => code < 0 ? [3, null, 0, -1] : data.cells[place][code]);
  return {name, section, key, file, total, cells, number, text: `${name} ${key} ${section}`.toLocaleLowerCase(),
          marks: cells.reduce((all, cell) => all | cell[2], 0), lacks: cells.reduce((all, cell) => cell[1] === null ? all | 1 << cell[0] : all, 0)};
});
const groups = data.groups.map((numbers) => new Set(numbers));

function keeps(row) {
  if (state.q && !state.q.split(/\s+/).every((word) => row.text.includes(word))) return false;
  if (!state.only) return true;
  if (state.only[0] === "m") return groups[state.only.slice(1)]?.has(row.number) ?? true;
  const mark = MARKS.find(([name]) => name === state.only);
  return mark ? (row.marks & mark[1]) !== 0 : (row.lacks & 1 << Number(state.only)) !== 0;
}

function compare(one, other) {
  if (state.sort === "name") return order.compare(one.name, other.name) || one.number - other.number;
  if (state.sort === "section") return order.compare(one.section, other.section) || one.number - other.number;
  if (state.sort === "total") return one.total - other.total || one.number - other.number;
  return one.cells[state.sort][1] - other.cells[state.sort][1] || one.number - other.number;
}

function refresh() {
  view = rows.filter(keeps);
  // What has no points stays at the end, whichever way the rest is sorted.
  const without = state.sort in data.exercises ? view.filter((row) => row.cells[state.sort][1] === null) : [];
  if (without.length) view = view.filter((row) => row.cells[state.sort][1] !== null);
  view.sort(compare);
  if (state.down) view.reverse();
  view.push(...without);
  for (const th of heads) {
    if (th.dataset.key === state.sort) th.setAttribute("aria-sort", state.down ? "descending" : "ascending");
    else th.removeAttribute("aria-sort");
  }
  counter.textContent = view.length === rows.length ? `${rows.length} learners` : `${view.length} of ${rows.length} learners`;
  table.setAttribute("aria-rowcount", view.length + 1);
  active = {row: 0, column: Math.min(active.column, width - 1)};
  grid.scrollTop = 0;
  from = to = -1;
  draw();
}

function draw() {
  const seen = Math.ceil(grid.clientHeight / ROW) + 1, top = Math.floor(grid.scrollTop / ROW);
  const start = printing ? 0 : Math.max(0, top - AHEAD);
  const end = printing ? Math.min(view.length, MOST_PRINTED) : Math.min(view.length, top + seen + AHEAD);
  if (start === from && end === to) return;
  [from, to] = [start, end];
  const had = body.contains(document.activeElement);
  body.replaceChildren(gap(start), ...view.slice(start, end).map((row, n) => line(row, start + n)), gap(view.length - end));
  if (had) cellAt(active.row, active.column)?.focus({preventScroll: true});
}

function gap(count) {
  const tr = document.createElement("tr");
  tr.className = "gap";
  tr.setAttribute("aria-hidden", "true");
  tr.append(document.createElement("td"));
  tr.style.setProperty("--gap", printing ? "0" : `${count * ROW}px`);
  return tr;
}

function line(row, place) {
  const tr = document.createElement("tr");
  tr.setAttribute("aria-rowindex", place + 2);
  const name = document.createElement("th"), bdi = document.createElement("bdi");
  name.scope = "row";
  name.title = row.name;
  bdi.textContent = row.name;
  if (data.folder) {
    const link = document.createElement("a");
    link.href = `${data.folder}/${row.file}.html`;
    link.tabIndex = -1;
    link.append(bdi);
    name.append(link);
  } else name.append(bdi);
  tr.append(name);
  if (sections) tr.append(td(row.section, "sec wide"));
  tr.append(td(points(row.total), "num"));
  for (const [status, given, marks] of row.cells) {
    const cell = td(status === 3 && given === null ? "–" : given === null ? "?" : points(given), css(status, given));
    const signs = MARKS.filter(([, bit]) => marks & bit).map(([, , sign]) => sign).join("");
    if (signs) cell.append(Object.assign(document.createElement("sup"), {textContent: signs}));
    tr.append(cell);
  }
  [...tr.cells].forEach((cell, column) => {
    cell.setAttribute("aria-colindex", column + 1);
    cell.tabIndex = place === active.row && column === active.column ? 0 : -1;
  });
  return tr;
}

function td(text, name) {
  return Object.assign(document.createElement("td"), {textContent: text, className: name});
}

function css(status, given) {
  return status === 1 && given === 0 ? "cz" : status === 2 && given !== null ? "c1" : `c${status}`;
}

function points(value) {
  return String(Math.round(value * 100) / 100);
}

function cellAt(row, column) {
  return row >= from && row < to ? body.rows[row - from + 1].cells[column] : null;
}

function tell(row, column) {
  const parts = [row.name];
  if (column >= first) {
    const place = column - first, [status, given, marks, slug] = row.cells[place], exercise = data.exercises[place];
    parts.push(`${exercise[0]}: ${STATUS[status]}`);
    if (given !== null) parts.push(`${points(given)} of ${points(exercise[1])} points`);
    parts.push(...MARKS.filter(([, bit]) => marks & bit).map(([name]) => WORDS[name]));
    if (slug >= 0) parts.push(data.slugs[slug]);
  } else parts.push(row.key, ...(row.section ? [row.section] : []), `${points(row.total)} of ${points(data.most)} points`);
  detail.textContent = parts.join(" · ");
}

function walk(row, column) {
  if (!view.length) return;
  active = {row: Math.max(0, Math.min(view.length - 1, row)), column: Math.max(0, Math.min(width - 1, column))};
  const head = table.tHead.offsetHeight, top = active.row * ROW;
  if (top < grid.scrollTop) grid.scrollTop = top;
  else if (top + ROW > grid.scrollTop + grid.clientHeight - head) grid.scrollTop = top + ROW - grid.clientHeight + head;
  from = to = -1;
  draw();
  const cell = cellAt(active.row, active.column);
  cell.focus({preventScroll: active.column === 0});
}

const STEPS = {ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
               PageUp: [-15, 0], PageDown: [15, 0], Home: [0, -Infinity], End: [0, Infinity]};
body.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  if (event.key === "Enter") event.target.querySelector?.("a")?.click();
  if (!step || event.altKey || event.metaKey) return;
  event.preventDefault();
  if (event.ctrlKey && step[1]) walk(step[1] < 0 ? 0 : view.length - 1, active.column + step[1]);
  else walk(active.row + step[0], active.column + step[1]);
});
body.addEventListener("focusin", (event) => {
  const cell = event.target.closest("th,td"), row = cell?.parentElement.getAttribute("aria-rowindex") - 2;
  if (row >= 0) { active = {row, column: cell.cellIndex}; tell(view[row], cell.cellIndex); }
});
body.addEventListener("click", (event) => event.target.closest("th,td")?.focus({preventScroll: true}));
for (const th of heads) th.firstElementChild.addEventListener("click", () => {
  const key = th.dataset.key, again = state.sort === key;
  [state.sort, state.down] = [key, again ? !state.down : key !== "name" && key !== "section"];
  save();
});
search.addEventListener("input", () => { state.q = search.value.trim().toLocaleLowerCase(); save(); });
only.addEventListener("change", () => { state.only = only.value; save(); });
for (const button of document.querySelectorAll("[data-only]")) button.addEventListener("click", () => {
  state.only = only.value = button.dataset.only;
  save();
  $("learners").scrollIntoView();
  only.focus({preventScroll: true});
});

// What is searched, shown and sorted stands in the address, so that a view can be kept and sent on.
function save() {
  const kept = new URLSearchParams();
  if (state.q) kept.set("q", state.q);
  if (state.only) kept.set("only", state.only);
  if (state.sort !== "name" || state.down) kept.set("sort", (state.down ? "-" : "") + state.sort);
  history.replaceState(null, "", kept.size ? `#${kept}` : location.pathname);
  refresh();
}

function load() {
  if (!location.hash.includes("=")) return refresh();
  const kept = new URLSearchParams(location.hash.slice(1)), sort = kept.get("sort") || "name";
  search.value = state.q = (kept.get("q") || "").toLocaleLowerCase();
  only.value = kept.get("only") || "";
  state.only = only.value;
  state.down = sort[0] === "-";
  state.sort = heads.some((th) => th.dataset.key === sort.replace("-", "")) ? sort.replace("-", "") : "name";
  refresh();
}

// The smaller tables: sort their rows where they stand.
for (const small of document.querySelectorAll("table.sortable")) {
  const titles = [...small.tHead.rows[0].cells];
  titles.forEach((th, column) => th.firstElementChild.addEventListener("click", () => {
    const down = th.getAttribute("aria-sort") === "ascending";
    const value = (tr) => tr.cells[column].dataset.v ?? tr.cells[column].textContent.trim();
    const sorted = [...small.tBodies[0].rows].sort((one, other) => order.compare(value(one), value(other)));
    for (const other of titles) other.removeAttribute("aria-sort");
    th.setAttribute("aria-sort", down ? "descending" : "ascending");
    small.tBodies[0].append(...(down ? sorted.reverse() : sorted));
  }));
}

let pending = false;
grid.addEventListener("scroll", () => {
  if (!pending) requestAnimationFrame(() => { pending = false; draw(); });
  pending = true;
}, {passive: true});
addEventListener("resize", draw);
addEventListener("hashchange", load);
// A link to something that is folded up unfolds it.
addEventListener("click", (event) => {
  const name = event.target.closest?.("a[href^='#']")?.hash.slice(1);
  for (let part = name && $(name); part; part = part.parentElement) if (part.matches("details")) part.open = true;
});
addEventListener("beforeprint", () => {
  printing = true;
  for (const part of document.querySelectorAll("details:not([open], .rare, .rare *)")) { part.open = true; part.dataset.closed = ""; }
  draw();
});
addEventListener("afterprint", () => {
  printing = false;
  for (const part of document.querySelectorAll("details[data-closed]")) { part.open = false; delete part.dataset.closed; }
  draw();
});
table.setAttribute("role", "grid");
table.setAttribute("aria-colcount", width);
load();
performance.mark("ready");
})();
