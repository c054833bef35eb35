import { describe, expect, it } from 'vitest';
import { tokenFormats } from '../../../../src/scanners/secrets/token-formats/index.ts';
import { ephemeralResources } from '../../../../src/scanners/secrets/ways-out/ephemeral-resources.ts';
import { remediationOf } from '../../../../src/scanners/secrets/ways-out/remediation.ts';
import { serviceKeptSecrets } from '../../../../src/scanners/secrets/ways-out/service-kept-secrets.ts';
import { wayOutOfState } from '../../../../src/scanners/secrets/ways-out/way-out-of-state.ts';
import { whereToRevoke } from '../../../../src/scanners/secrets/ways-out/where-to-revoke.ts';
import { writeOnlyArguments } from '../../../../src/scanners/secrets/ways-out/write-only-arguments.ts';

const waysOut = (address: string, path: string) => wayOutOfState({ address, path });

describe('the way out of the state', () => {
  it('names the write-only argument of the very attribute, with the address', () => {
    expect(waysOut('aws_db_instance.main', 'password')).toBe(
      'In aws_db_instance.main use the write-only argument `password_wo` in place of `password`, and raise `password_wo_version` whenever it changes (Terraform 1.11, OpenTofu 1.11). Or: set `manage_master_user_password` of aws_db_instance.main to true: the service makes the secret, changes it and keeps it.',
    );
    expect(waysOut('aws_db_instance.main', 'username')).toBeNull();
    expect(waysOut('aws_docdb_cluster.main', 'master_password')).toContain(
      'Set `manage_master_user_password` of aws_docdb_cluster.main to true',
    );
  });

  it('is known by the attribute whatever stands around and inside of it', () => {
    const nested = 'self_managed_active_directory[0].password';
    expect(waysOut('aws_fsx_windows_file_system.share', nested)).toContain('`password_wo` in place of `password`');
    expect(waysOut('kubernetes_secret_v1.app', 'data.config (base64) > password')).toContain('`data_wo_revision`');
    expect(waysOut('azurerm_key_vault_secret.db["a.b[0]"]', 'value')).toContain('`value_wo`');
    expect(waysOut('module.db["eu.west"].google_sql_user.app[2]', 'password')).toContain(
      'In module.db["eu.west"].google_sql_user.app[2] use',
    );
  });

  it('is an ephemeral resource where the whole resource gives the secret', () => {
    expect(waysOut('random_password.db', 'result')).toContain(
      'Replace random_password.db by the ephemeral resource `random_password`',
    );
    expect(waysOut('module.x.data.aws_ssm_parameter.token', 'value')).toContain('`aws_ssm_parameter`');
    expect(waysOut('tls_private_key.ca', 'private_key_pem')).toContain('`tls_private_key`');
  });

  it('tells a data source from a module of that name', () => {
    expect(waysOut('module.data.aws_ssm_parameter.token', 'value')).toContain('`value_wo`');
    expect(waysOut('data.aws_ssm_parameter.token', 'value')).not.toContain('`value_wo`');
  });

  it('is none for outputs and for attributes that have none', () => {
    expect(wayOutOfState({ address: null, path: 'x' })).toBeNull();
    expect(waysOut('output.password', 'value')).toBeNull();
    expect(waysOut('aws_iam_access_key.ci', 'secret')).toBeNull();
  });
});

it('without a way out the place to keep the secret is named', () => {
  const remedy = (address: string | null) => remediationOf({ address, path: 'x' }, 'Change it.');
  expect(remedy('aws_lambda_function.api')).toBe(
    'Keep it in Secrets Manager or Parameter Store, whose ARN the resource names. Change it.',
  );
  expect(remedy('helm_release.app')).toContain('in the cluster');
  expect(remedy('output.password')).toContain('a secret store');
  expect(remedy(null)).toContain('a secret store');
});

describe('the tables', () => {
  it('hold each attribute once, with where it was read', () => {
    const all = writeOnlyArguments.flatMap(({ source, attributes }) => {
      expect(source).toMatch(/^[\w-]+\/[\w-]+ .+|^[\w-]+\/[\w-]+, .+/);
      return Object.entries(attributes).flatMap(([type, paths]) => paths.map((path) => `${type}.${path}`));
    });
    expect(all).toEqual([...new Set(all)]);
    expect(all.length).toBeGreaterThan(90);
  });

  it('are packed whole: each row gives a sentence that names it', () => {
    for (const { attributes } of writeOnlyArguments) {
      for (const [type, paths] of Object.entries(attributes)) {
        for (const path of paths) expect(waysOut(`${type}.x`, path), `${type}.${path}`).toContain('_wo`');
      }
    }
    for (const { attributes } of serviceKeptSecrets) {
      for (const [type, { attribute, argument }] of Object.entries(attributes)) {
        expect(waysOut(`${type}.x`, attribute)).toContain(`\`${argument}\` of ${type}.x to true`);
      }
    }
    for (const { types } of ephemeralResources) {
      for (const [type, { ephemeral }] of Object.entries(types)) {
        expect(waysOut(`${type}.x`, 'any')).toContain(`ephemeral resource \`${ephemeral}\``);
      }
    }
  });

  it('name services that are known', () => {
    const services = new Set(tokenFormats.map(({ service }) => service));
    expect(Object.keys(whereToRevoke).filter((service) => !services.has(service))).toEqual([]);
  });
});
