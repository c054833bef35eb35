// The state of the page as its address tells it: filters and the finding that is open. Knows no element of the page.

export const severities = ['critical', 'high', 'medium', 'low', 'info'];

/** Filters with one value at a time; each is a field of a finding. */
export const choices = ['environment', 'check', 'owner', 'change', 'status'];

/** Reads the part of an address after the `#`; what it does not know is left out. */
export function readAddress(hash) {
  const parameters = new URLSearchParams(hash.slice(1));
  const chosen = (parameters.get('severity') ?? '').split(',').filter((name) => severities.includes(name));
  const state = { severity: new Set(chosen), q: parameters.get('q') ?? '', finding: parameters.get('finding') ?? '' };
  for (const name of choices) state[name] = parameters.get(name) ?? '';
  return state;
}

/** The address of a state: `#severity=critical%2Chigh&environment=production`. */
export function addressOf(state) {
  const parameters = new URLSearchParams();
  const chosen = severities.filter((name) => state.severity.has(name));
  if (chosen.length > 0) parameters.set('severity', chosen.join(','));
  for (const name of [...choices, 'q', 'finding']) {
    if (state[name] !== '') parameters.set(name, state[name]);
  }
  return `#${parameters}`;
}

/** The findings that a state lets through, suppressed ones only where they are asked for; each word of the search has to occur somewhere. */
export function filtered(findings, state) {
  const words = state.q
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return findings.filter((finding) => {
    if (state.severity.size > 0 && !state.severity.has(finding.severity)) return false;
    if (state.status === '' && finding.status === 'suppressed') return false;
    if (choices.some((name) => state[name] !== '' && finding[name] !== state[name])) return false;
    return words.every((word) => searchText(finding).includes(word));
  });
}

const searchTexts = new WeakMap();

/** Everything that a search may find, made once for each finding. */
function searchText(finding) {
  let text = searchTexts.get(finding);
  if (text === undefined) {
    const { message, address, source, key, check, title, environment, owner, pointer, evidence, id } = finding;
    const fields = [message, address, source, key, check, title, environment, owner, pointer, id];
    text = `${fields.join('\n')}\n${JSON.stringify(evidence)}`.toLowerCase();
    searchTexts.set(finding, text);
  }
  return text;
}
