// What is shown of one finding. Texts reach the page as text only, never as markup.

/** Makes an element; strings among the children become text, null leaves a child or an attribute out. */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** The state key, with its source where the scan had several. */
export function placeOf(finding) {
  return finding.source === '' ? finding.key : `${finding.source}: ${finding.key}`;
}

/**
 * A finding whole.
 * @param actions what Previous, Next and Close do; null for what cannot be done
 */
export function detailOf(finding, actions) {
  const { address, docs, first, last, owner, pointer, revision, status, suppression } = finding;
  const mono = (text) => element('bdi', { class: 'mono' }, text);
  return [
    element(
      'div',
      { class: 'controls' },
      element('span', { class: `severity ${finding.severity}` }, finding.severity),
      button('Previous', 'Previous finding', actions.previous),
      button('Next', 'Next finding', actions.next),
      button('Close', 'Close, back to the list', actions.close),
    ),
    element('h3', { class: 'message', tabindex: '-1' }, finding.message),
    definitions([
      ['State', mono(placeOf(finding))],
      ['Address', address === null ? null : mono(address)],
      ['Pointer', pointer === null ? null : mono(pointer)],
      ['Environment', finding.environment],
      ['Owner', owner === '' ? null : owner],
      ['Change', status === 'open' ? finding.change : `${finding.change}, ${status}`],
      [
        'Suppressed',
        suppression === null ? null : `${suppression.reason} (${suppression.owner}, until ${suppression.expires})`,
      ],
      ['First seen', revision > 1 ? `${first} (revision ${revision})` : first],
      ['Last seen', last],
    ]),
    element('h4', {}, 'What to do'),
    element('div', { class: 'remediation' }, ...finding.remediation.map(remediationPart)),
    element('h4', {}, 'Evidence'),
    element('div', { class: 'evidence' }, evidenceOf(finding.evidence)),
    element('h4', {}, 'Check'),
    element('p', {}, finding.title),
    element('p', { class: 'mono docs' }, element('span', {}, finding.check), linkTo(docs)),
  ];
}

function button(text, label, act) {
  const made = element('button', { type: 'button', class: 'quiet', 'aria-label': label }, text);
  made.disabled = act === null;
  if (act !== null) made.addEventListener('click', act);
  return made;
}

/** Only addresses of the web become links. */
function linkTo(docs) {
  return /^https?:\/\//.test(docs) ? element('a', { href: docs, rel: 'noreferrer' }, docs) : element('span', {}, docs);
}

function definitions(pairs) {
  const made = element('dl', {});
  for (const [name, value] of pairs) {
    if (value !== null) made.append(element('dt', {}, name), element('dd', {}, value));
  }
  return made;
}

/** A command with a button that copies it; prose with the names of commands set apart. */
function remediationPart(part) {
  if (!('command' in part)) {
    const pieces = part.text.split(/(`[^`]+`)/);
    return element(
      'p',
      {},
      ...pieces.map((piece) => (/^`.+`$/.test(piece) ? element('code', {}, piece.slice(1, -1)) : piece)),
    );
  }
  const text = element('pre', {}, part.command);
  const copy = element('button', { type: 'button', class: 'quiet' }, 'Copy');
  copy.addEventListener('click', () => {
    // The command is selected first: some browsers keep the clipboard from pages opened from a disk.
    getSelection().selectAllChildren(text);
    const done = () => copy.replaceChildren('Copied');
    const selected = () => copy.replaceChildren('Selected');
    if (navigator.clipboard === undefined) selected();
    else navigator.clipboard.writeText(part.command).then(done, selected);
  });
  return element('div', { class: 'command' }, text, copy);
}

function evidenceOf(evidence) {
  return Object.keys(evidence).length === 0 ? 'None beside the message.' : shownValue(evidence);
}

/** A value of any depth. */
function shownValue(value) {
  if (value === null || (Array.isArray(value) && value.length === 0)) return element('span', { class: 'none' }, 'none');
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return element('ol', {}, ...value.map((each) => element('li', {}, shownValue(each))));
  return definitions(Object.entries(value).map(([name, each]) => [name, shownValue(each)]));
}
