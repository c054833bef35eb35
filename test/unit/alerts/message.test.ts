import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { alertOf } from '../../../src/alerts/alert.ts';
import { alertJsonSchema } from '../../../src/alerts/alert-schema.ts';
import { bytesOf, type Message, messageBytes, messageOf } from '../../../src/alerts/message.ts';
import type { Finding, Transition } from '../../../src/findings/finding.ts';
import { lockFinding, opened, resolved } from '../../support/stream-events.ts';

function messageFor(transition: Transition, before: Finding | null = null): Message {
  const alert = alertOf(transition, before);
  if (alert === null) throw new Error('no alert');
  return messageOf(alert);
}

function partsOf(message: Message): Record<string, string> {
  return JSON.parse(message.Message);
}

function mailOf(transition: Transition, before: Finding | null = null): string {
  return partsOf(messageFor(transition, before)).email ?? '';
}

function documentOf(transition: Transition) {
  return JSON.parse(partsOf(messageFor(transition)).sqs ?? '');
}

const page = readFileSync(new URL('../../../docs/alerts.md', import.meta.url), 'utf8');

describe('what a person gets', () => {
  it('is what docs/alerts.md shows', () => {
    const message = messageFor(opened());
    expect(page).toContain(`\`\`\`text\n${partsOf(message).email}\`\`\``);
    expect(page).toContain(`Subject: \`${message.Subject}\``);
  });

  it('is the same whatever protocol it comes over, but for machines', () => {
    const { default: text, email } = partsOf(messageFor(opened()));
    expect(text).toBe(email);
  });

  it('names the resource where there is one, and says where nobody owns it', () => {
    const mail = mailOf(opened({ address: 'module.net.aws_vpc.main["a"]', owner: '' }));
    expect(mail).toContain('Address      module.net.aws_vpc.main["a"]\n');
    expect(mail).toContain('Owner        nobody named\n');
  });

  it('has each command on a line of its own, whole', () => {
    const command = `aws s3api copy-object --copy-source 'acme/${'k'.repeat(900)}?versionId=1'`;
    expect(mailOf(opened({ remediation: `Look, then \`${command}\`.` }))).toContain(`\n    ${command}\n`);
  });

  it('says of a recovery that nothing has to be done, and since when', () => {
    const mail = mailOf(resolved());
    expect(mail).toMatch(/^RESOLVED in production: Lock is held for too long\nIt was: runner@ci-7 has held/);
    expect(mail).toContain('First seen   2026-11-20T04:05:00.000Z\nGone since   2026-11-20T05:05:00.000Z\n');
    expect(mail).toContain('Nothing has to be done');
    expect(mail).not.toContain('force-unlock');
    expect(messageFor(resolved()).Subject).toMatch(/^\[RESOLVED\] production: Lock/);
  });

  it('says of a finding that is back or got worse what is new about it', () => {
    const back = { ...opened({ revision: 3 }), kind: 'reopened', at: '2026-11-21T00:00:00.000Z' } as const;
    expect(mailOf(back)).toContain('Back since   2026-11-21T00:00:00.000Z\n');
    expect(messageFor(back).Subject).toMatch(/^\[HIGH, reopened\]/);
    const worse = { ...opened({ revision: 2, severity: 'critical' }), kind: 'updated' } as const;
    const mail = mailOf(worse, lockFinding({ route: 'ticket' }));
    expect(mail).toMatch(/^CRITICAL in production, got worse:/);
    expect(mail).toContain('Severity     critical (page), was high (ticket)\n');
  });

  it('has a subject in ASCII that still can be read', () => {
    const { Subject } = messageFor(opened({ environment: 'Zürich', stateKey: 'プロド/net.tfstate' }));
    expect(Subject).toBe('[HIGH] Zurich: Lock is held for too long (???/net.tfstate)');
  });

  it('lets no text out of a state fake a line', () => {
    const fake = 'calm\r\nSeverity     low (none)\u202e\u001b[2J';
    const mail = mailOf(opened({ message: fake, stateKey: fake, owner: fake, remediation: `Do \`rm x\u0000 y\`.` }));
    expect(mail.split('\n').filter((line) => line.startsWith('Severity'))).toEqual(['Severity     high (page)']);
    expect(mail).not.toMatch(/[^\n\P{C}]/u);
  });
});

describe('what a machine gets', () => {
  it('is the same over https, SQS and Lambda', () => {
    const { http, https, sqs, lambda } = partsOf(messageFor(opened()));
    expect(new Set([http, https, sqs, lambda]).size).toBe(1);
  });

  it('is the finding with its key, and nothing else', () => {
    const { evidence, ...fields } = lockFinding();
    expect(documentOf(opened())).toEqual({
      schemaVersion: 1,
      deduplicationKey: `${lockFinding().findingId}#1`,
      transition: 'opened',
      at: '2026-11-20T04:05:00.000Z',
      route: 'page',
      shortened: [],
      finding: { ...fields, evidence },
    });
  });

  it('carries what docs/alerts.md and docs/alert.schema.json promise', () => {
    const published: unknown = JSON.parse(
      readFileSync(new URL('../../../docs/alert.schema.json', import.meta.url), 'utf8'),
    );
    expect(published).toEqual(alertJsonSchema());
    const members = Object.keys(documentOf(opened()));
    expect(members.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  });

  it('can be filtered by severity, environment, owner, check, route and transition', () => {
    const values = (message: Message) =>
      Object.fromEntries(
        Object.entries(message.MessageAttributes).map(([name, { StringValue }]) => [name, StringValue]),
      );
    const all = {
      severity: 'high',
      environment: 'production',
      owner: 'platform',
      checkId: 'lock/stale',
      route: 'page',
      transition: 'opened',
    };
    expect(values(messageFor(opened()))).toEqual(all);
    const { owner: _, ...others } = all;
    expect(values(messageFor(opened({ owner: '' })))).toEqual(others);
  });
});

it('holds nothing that is no field of the finding, in no part, however it got into the record', () => {
  const finding = { ...lockFinding(), secretNote: 'canary-one' };
  const transition: Transition = { ...opened(), finding, ...{ comment: 'canary-two' } };
  expect(JSON.stringify(messageFor(transition, null))).not.toMatch(/canary|secretNote/);
});

describe('a finding that is too large for a message', () => {
  it('loses evidence by whole entries, and says so', () => {
    const transition = opened({ evidence: { who: 'ada', list: 'x'.repeat(300_000) } });
    const message = messageFor(transition);
    expect(bytesOf(message)).toBeLessThan(messageBytes);
    expect(documentOf(transition)).toMatchObject({ shortened: ['evidence'], finding: { evidence: { who: 'ada' } } });
    expect(mailOf(transition)).toContain('Too large for a message and shortened: evidence.');
    expect(documentOf(transition).finding.remediation).toBe(lockFinding().remediation);
  });

  it.each([150, 500, 2_000, 8_000, 40_000])(
    'fits whatever is too long about it: every text of %i characters that take most room',
    (length) => {
      const worst = '\0'.repeat(length);
      const texts = { title: worst, stateKey: worst, environment: worst, owner: worst, source: worst, message: worst };
      const message = messageFor(
        opened({ ...texts, address: worst, pointer: worst, remediation: worst, evidence: { list: worst } }),
      );
      expect(bytesOf(message)).toBeLessThan(messageBytes);
      if (length > 2_000) expect(partsOf(message).email).toContain('The findings table has all of it.');
    },
  );

  it('never shows half a command', () => {
    const transition = opened({ remediation: `Run \`rm -rf /srv/${'x'.repeat(300_000)}\`.` });
    expect(partsOf(messageFor(transition)).email).not.toContain('rm -rf');
    expect(documentOf(transition)).toMatchObject({ shortened: ['remediation'] });
  });
});
