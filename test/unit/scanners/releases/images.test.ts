import { describe, expect, test } from 'vitest';
import { imagesOf, isMutable, launchTemplatesOf, parseImage } from '../../../../src/scanners/releases/images.ts';
import type { JsonObject } from '../../../../src/state/json.ts';
import type { InstancePart } from '../../../../src/state/part.ts';
import { managedInstance } from '../../../support/fake-io.ts';

const digest = `sha256:${'0'.repeat(64)}`;

function instance(type: string, value: JsonObject, changes: Partial<InstancePart> = {}): InstancePart {
  const part = managedInstance('api');
  return {
    ...part,
    resource: { ...part.resource, type },
    attributes: { value, pointer: '/resources/0/instances/0/attributes', flat: false },
    ...changes,
  };
}

describe('a reference', () => {
  test.each([
    ['api', 'api', null, null],
    ['acme/api:1.4.2', 'acme/api', '1.4.2', null],
    ['localhost:5000/api', 'localhost:5000/api', null, null],
    ['localhost:5000/api:v1', 'localhost:5000/api', 'v1', null],
    [`registry.example.com/a/b@${digest}`, 'registry.example.com/a/b', null, digest],
    [`registry.example.com/a/b:1.0.0@${digest}`, 'registry.example.com/a/b', '1.0.0', digest],
  ])('%s', (reference, name, tag, expected) => {
    expect(parseImage(reference)).toEqual({ reference, name, tag, digest: expected });
  });

  test.each(['', 'two words', 'user:word@registry.example.com/api', 'acme/UPPER', ':latest'])('is not %j', (text) => {
    expect(parseImage(text)).toBeUndefined();
  });

  test.each([
    ['api', 'no-tag'],
    ['api:latest', 'latest-tag'],
    ['api:1.4.2', 'no-digest'],
    [`api:latest@${digest}`, null],
    ['no image at all', null],
  ])('%s may change: %s', (reference, because) => {
    expect(isMutable(reference)).toBe(because);
  });
});

describe('a resource', () => {
  test('tells its images, in attributes and in documents', () => {
    const container = JSON.stringify([{ image: 'api:1' }, { name: 'none' }, { image: 'proxy:2' }]);
    const part = instance('aws_ecs_task_definition', { container_definitions: container });
    expect(imagesOf(part).map(({ reference }) => reference)).toEqual(['api:1', 'proxy:2']);
    const lambda = instance('aws_lambda_function', { image_uri: 'api:3' });
    expect(imagesOf(lambda).map(({ reference }) => reference)).toEqual(['api:3']);
    const job = instance('aws_batch_job_definition', { container_properties: JSON.stringify({ image: 'job:1' }) });
    expect(imagesOf(job).map(({ reference }) => reference)).toEqual(['job:1']);
    const deployment = instance('kubernetes_deployment', {
      spec: [{ template: [{ spec: [{ container: [{ image: 'api:4' }] }] }] }],
    });
    expect(imagesOf(deployment).map(({ reference }) => reference)).toEqual(['api:4']);
  });

  test('tells nothing of attributes that are marked as sensitive, of documents that are none, and of other types', () => {
    const sensitive = { sensitivePaths: [['image_uri']] };
    expect(imagesOf(instance('aws_lambda_function', { image_uri: 'api:1' }, sensitive))).toEqual([]);
    expect(imagesOf(instance('aws_ecs_task_definition', { container_definitions: '[{"image"' }))).toEqual([]);
    expect(imagesOf(instance('aws_codebuild_project', { image: 'api:1' }))).toEqual([]);
    expect(imagesOf(instance('aws_lambda_function', { image_uri: '' }))).toEqual([]);
  });

  test('tells launch templates whose version moves', () => {
    const template = (version: string) => ({ launch_template: [{ id: 'lt-1', version }] });
    const because = (version: string) =>
      launchTemplatesOf(instance('aws_autoscaling_group', template(version))).map((one) => one.because);
    expect(because('$Latest')).toEqual(['latest-version']);
    expect(because('$Default')).toEqual(['default-version']);
    expect(because('7')).toEqual([]);
    expect(launchTemplatesOf(instance('aws_launch_template', template('$Latest')))).toEqual([]);
  });
});
