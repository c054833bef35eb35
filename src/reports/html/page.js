// The page: filters and list over the findings that it carries, and the finding that is open beside them.
import { addressOf, choices, filtered, readAddress } from './address.js';
import { detailOf, element, placeOf } from './detail.js';

const byId = (id) => document.getElementById(id);
const findings = JSON.parse(byId('data').textContent);
const list = byId('list');
const detail = byId('detail');
const fields = byId('filters').elements;
const tiles = [...document.querySelectorAll('[data-severity]')];
/** Rows are made in batches as the reader comes near the end of the list. */
const batch = 150;
/** Where there is no room beside the list, the detail covers it. */
const covering = matchMedia('(max-width: 1060px)');

let state = readAddress(location.hash);
let shown = [];

/** Takes over what differs. A finding that opens is a step in the browser's history, a filter is not. */
function change(difference, step = false) {
  state = { ...state, ...difference };
  history[step ? 'pushState' : 'replaceState'](null, '', addressOf(state));
}

function showList() {
  shown = filtered(findings, state);
  list.replaceChildren();
  grow(batch);
  const all = `${findings.length.toLocaleString('en')} ${findings.length === 1 ? 'finding' : 'findings'}`;
  byId('count').textContent = shown.length < findings.length ? `${shown.length.toLocaleString('en')} of ${all}` : all;
  byId('clear').hidden = addressOf({ ...state, finding: '' }) === '#';
  byId('empty').hidden = shown.length > 0;
  byId('empty').textContent = findings.every(({ status }) => status === 'suppressed')
    ? 'No open findings.'
    : 'No finding matches the filters.';
  for (const tile of tiles) tile.setAttribute('aria-pressed', String(state.severity.has(tile.dataset.severity)));
  for (const name of choices) {
    fields[name].value = state[name];
    fields[name].classList.toggle('chosen', state[name] !== '');
  }
  if (fields.q !== document.activeElement) fields.q.value = state.q;
  markOpen();
}

function rowOf(finding, index) {
  const { address, environment, id, message, severity, status } = finding;
  return element(
    'li',
    {},
    element(
      'a',
      {
        class: 'row',
        href: addressOf({ ...state, finding: id }),
        'data-index': index,
        tabindex: index === 0 ? 0 : -1,
      },
      element('span', { class: `severity ${severity}` }, severity),
      element(
        'span',
        { class: 'what' },
        element('span', { class: 'message' }, message),
        element(
          'span',
          { class: 'where' },
          element('span', { class: 'check' }, finding.check),
          element('bdi', {}, placeOf(finding)),
          address === null ? null : element('bdi', {}, address),
        ),
      ),
      element(
        'span',
        { class: 'tags' },
        element('bdi', { class: 'environment' }, environment),
        element('span', { class: `change ${finding.change}` }, finding.change),
        status === 'open' ? null : element('span', {}, status),
      ),
    ),
  );
}

/** Makes rows up to a number. */
function grow(wanted) {
  const rows = document.createDocumentFragment();
  for (let index = list.childElementCount; index < Math.min(wanted, shown.length); index += 1) {
    rows.append(rowOf(shown[index], index));
  }
  list.append(rows);
  end.disconnect();
  if (list.childElementCount < shown.length) end.observe(list.lastElementChild);
}

const end = new IntersectionObserver(
  (entries) => {
    if (entries.some((entry) => entry.isIntersecting)) grow(list.childElementCount + batch);
  },
  { rootMargin: '800px' },
);

function rowAt(index) {
  grow(index + 1);
  return list.children[index].firstElementChild;
}

/** Focuses a row and makes it the one in the order of focus. */
function focusRow(wanted) {
  if (shown.length === 0) return;
  const row = rowAt(Math.max(0, Math.min(wanted, shown.length - 1)));
  for (const other of list.querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
  row.tabIndex = 0;
  row.focus();
}

/** Marks the row of the finding that is open; gives its index, -1 where no row is it. */
function markOpen() {
  for (const row of list.querySelectorAll('[aria-current]')) row.removeAttribute('aria-current');
  const index = shown.findIndex(({ id }) => id === state.finding);
  if (index >= 0) rowAt(index).setAttribute('aria-current', 'true');
  return index;
}

/** Shows the finding of the address, or closes what was shown. */
function showDetail() {
  const finding = findings.find(({ id }) => id === state.finding);
  const index = markOpen();
  detail.hidden = finding === undefined;
  byId('split').classList.toggle('open', finding !== undefined);
  list.inert = finding !== undefined && covering.matches;
  detail.replaceChildren();
  detail.scrollTop = 0;
  if (finding === undefined) return;
  const step = (by) => (index >= 0 && shown[index + by] !== undefined ? () => open(shown[index + by], true) : null);
  detail.append(...detailOf(finding, { previous: step(-1), next: step(1), close }));
}

function open(finding, focus) {
  change({ finding: finding.id }, state.finding === '');
  showDetail();
  if (focus) detail.querySelector('.message').focus();
}

function close() {
  if (state.finding === '') return;
  const index = shown.findIndex(({ id }) => id === state.finding);
  change({ finding: '' });
  showDetail();
  focusRow(index);
}

function filterBy(difference) {
  change(difference);
  showList();
}

for (const name of choices) {
  const values = [...new Set(findings.map((finding) => finding[name]))].filter((value) => value !== '').sort();
  fields[name].append(...values.map((value) => element('option', { value }, value)));
  // A filter with one choice filters nothing; suppressed findings are not shown without.
  fields[name].hidden = values.length < 2 && !values.includes('suppressed');
  fields[name].addEventListener('change', () => filterBy({ [name]: fields[name].value }));
}

let typing;
fields.q.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => filterBy({ q: fields.q.value.trim() }), 120);
});
byId('filters').addEventListener('submit', (event) => event.preventDefault());
byId('clear').addEventListener('click', () => {
  fields.q.value = '';
  filterBy({ ...readAddress(''), finding: state.finding });
  fields.q.focus();
});

for (const tile of tiles) {
  tile.setAttribute('role', 'button');
  const toggle = (event) => {
    event.preventDefault();
    const severity = new Set(state.severity);
    if (!severity.delete(tile.dataset.severity)) severity.add(tile.dataset.severity);
    filterBy({ severity });
  };
  tile.addEventListener('click', toggle);
  tile.addEventListener('keydown', (event) => {
    if (event.key === ' ') toggle(event);
  });
}

// Links within the page move the focus; the address keeps the filters.
for (const link of document.querySelectorAll('[data-jump]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    const target = document.querySelector(link.getAttribute('href'));
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  });
}

list.addEventListener('click', (event) => {
  const row = event.target.closest('.row');
  if (row === null || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const index = Number(row.dataset.index);
  focusRow(index);
  open(shown[index], true);
});

list.addEventListener('keydown', (event) => {
  const row = event.target.closest('.row');
  if (row === null || event.altKey || event.ctrlKey || event.metaKey) return;
  const index = Number(row.dataset.index);
  const targets = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + 10,
    PageUp: index - 10,
    Home: 0,
    End: shown.length - 1,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  focusRow(target);
  if (state.finding !== '') open(shown[Number(document.activeElement.dataset.index)], false);
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') close();
  if (event.key === '/' && !/^(?:INPUT|SELECT)$/.test(document.activeElement.tagName)) {
    event.preventDefault();
    fields.q.focus();
  }
});

// Fired for a link of the page, a step back, and an address typed by hand.
addEventListener('popstate', () => {
  state = readAddress(location.hash);
  showList();
  showDetail();
});
addEventListener('beforeprint', () => grow(shown.length));
covering.addEventListener('change', showDetail);

const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (document.documentElement.dataset.theme ?? (prefersDark.matches ? 'dark' : 'light')) === 'dark';
function nameTheme() {
  byId('theme').textContent = isDark() ? 'Light' : 'Dark';
  byId('theme').setAttribute('aria-label', isDark() ? 'Light colours' : 'Dark colours');
}
byId('theme').addEventListener('click', () => {
  document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
  nameTheme();
});
prefersDark.addEventListener('change', nameTheme);

document.documentElement.classList.add('scripted');
nameTheme();
showList();
showDetail();
