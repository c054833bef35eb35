import { expect, test } from 'vitest';
import type { Observation } from '../../../src/findings/observation.ts';
import { detectionOf } from '../../../src/pipeline/detections.ts';
import { checks } from '../../../src/scanners/integrity/checks/index.ts';
import { context, stateObject, targetOf } from '../../support/fake-io.ts';

const [check] = checks;
if (check === undefined) throw new Error('no check');
const place = { scanner: 'integrity', target: targetOf(stateObject('net.tfstate')), environment: context.environment };
const detection = (observation: Observation) => detectionOf(observation, check, undefined, place);

/** As a token looks, and is none. */
const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;

test('a key of for_each that is a secret is told by no scanner: not in the address, the words, the command or the evidence', () => {
  const address = `aws_instance.web["${token}"]`;
  const told = detection({
    location: address,
    address,
    pointer: `/resources/0/instances/0/attributes/tags/${token}`,
    message: `${address} is tainted.`,
    remediation: `\`terraform untaint '${address}'\``,
    evidence: { instances: [{ address }], note: { first: `see ${address}` }, count: 1, all: true, none: null },
  });
  expect(JSON.stringify(told)).not.toContain(token.slice(4));
  expect(told).toMatchObject({
    address: 'aws_instance.web["*"]',
    pointer: '/resources/0/instances/0/attributes/tags/*',
    message: 'aws_instance.web["*"] is tainted.',
    evidence: { instances: [{ address: 'aws_instance.web["*"]' }], count: 1, all: true, none: null },
  });
});

test('the id of the finding is made of the place as it is told', () => {
  const one = (key: string) => detection({ location: `a.b["${key}"]`, message: '', evidence: {} }).findingId;
  expect(one(token)).toBe(one('*'));
  expect(one('blue')).not.toBe(one('green'));
});

test('what is no secret stays as it was seen', () => {
  const observation = {
    location: 'module.a["eu-west-1"].aws_instance.web["blue"]',
    address: 'module.a["eu-west-1"].aws_instance.web["blue"]',
    message: 'module.a["eu-west-1"].aws_instance.web["blue"] is tainted.',
    evidence: { since: '2026-11-20T12:00:00.000Z' },
  };
  expect(detection(observation)).toMatchObject({ address: observation.address, evidence: observation.evidence });
});
