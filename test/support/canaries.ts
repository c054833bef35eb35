import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { tokenFormats } from '../../src/scanners/secrets/token-formats/index.ts';
import { fakePem } from './fake-secrets.ts';
import { fakeToken } from './fake-tokens.ts';
import { holders } from './labelled-holders.ts';

const provider = (name: string) => `provider["registry.terraform.io/example/${name}"]`;
const lineage = '3f8a2c5e-6f0b-4a57-9a55-2f6f0d1f8c11';

/** Makes values that nothing else holds, so that each trace of one shows where it came from; and states that hold them everywhere. */
export class Canaries {
  readonly #values: string[] = [];

  /** Every value so far. */
  get values(): readonly string[] {
    return this.#values;
  }

  /** A password as a machine makes it. */
  password(): string {
    const random = createHash('sha256').update(`canary ${this.#values.length}`).digest('base64url');
    return this.#kept(`Cn7${random.replaceAll(/[-_]/g, 'x').slice(0, 17)}`);
  }

  /** A token of one of many services. */
  token(): string {
    const byLooks = tokenFormats.filter(({ names, checksum }) => names.length === 0 && checksum === undefined);
    const format = byLooks[(this.#values.length * 7) % byLooks.length];
    if (format === undefined) throw new Error('There is no format.');
    return this.#kept(fakeToken(format, this.#values.length + 1));
  }

  /** A state in which they stand in every place that a state has. */
  state(serial: number): string {
    return JSON.stringify(
      {
        version: 4,
        terraform_version: '1.11.4',
        serial,
        lineage,
        outputs: this.#outputs(),
        resources: [...this.#carriers(), ...this.#places()],
        check_results: [
          {
            object_kind: 'resource',
            config_addr: 'aws_db_instance.main',
            status: 'fail',
            objects: [
              { object_addr: 'aws_db_instance.main', status: 'fail', failure_messages: [`is ${this.password()}`] },
            ],
          },
        ],
        unheard_of: { password: this.password() },
      },
      null,
      2,
    );
  }

  /** The same without any. */
  cleanState(serial: number): string {
    return JSON.stringify({ version: 4, terraform_version: '1.11.4', serial, lineage, outputs: {}, resources: [] });
  }

  /** A state as Terraform 0.11 wrote them. */
  legacyState(): string {
    const attributes = { id: 'db', password: this.password(), 'environment.0.variables.API_TOKEN': this.token() };
    const primary = { id: 'db', attributes, meta: { token: this.token() } };
    const outputs = { password: { sensitive: true, type: 'string', value: this.password() } };
    const resources = { 'aws_db_instance.main': { type: 'aws_db_instance', primary } };
    return JSON.stringify({ version: 3, serial: 1, lineage, modules: [{ path: ['root'], outputs, resources }] });
  }

  /** Documents that are no JSON, or no state: where a parser's message would quote what it stumbled over. */
  damagedStates(): readonly string[] {
    const whole = this.state(1);
    return [
      whole.slice(0, whole.indexOf(this.#last()) + 5),
      `{"version": 4, "serial": 1, "password": "${this.password()}" oops`,
      `{"version": 4, "serial": "${this.password()}", "lineage": "x"}`,
      `{"version": "${this.password()}"}`,
      `{"version": 4, "${this.password()}": {"a": 1}, "outputs": ["${this.password()}"]}`,
      `"${this.password()}"`,
      this.password(),
      `{"version": 4, "terraform_version": "${this.password()}", "resources": [{"mode": "${this.password()}"}]}`,
      `{"version": 4, "resources": [{"mode": "managed", "type": "x", "name": "y", "instances": "${this.password()}"}]}`,
      `<Error><Message>${this.password()}</Message></Error>`,
      `<<<<<<< HEAD\n"password": "${this.password()}"\n=======\n`,
      `{"version": 4, "password": "${this.password()}\u0000"}`,
    ];
  }

  /** Locks: what Terraform writes into them, and what somebody else might. */
  locks(): readonly string[] {
    const lock = { ID: '0a1b2c3d-0000-0000-0000-000000000000', Operation: 'OperationTypeApply', Who: 'ci@runner' };
    const times = { Version: '1.11.4', Created: '2026-11-20T08:00:00Z', Path: 'prod/all.tfstate' };
    return [
      JSON.stringify({ ...lock, Info: this.password(), ...times }),
      JSON.stringify({ ...lock, Info: JSON.stringify({ token: this.token() }), ...times, Extra: this.password() }),
      `{"ID": "${lock.ID}", "Info": "${this.password()}" oops`,
      this.password(),
    ];
  }

  #kept(value: string): string {
    this.#values.push(value);
    return value;
  }

  #last(): string {
    return this.#values.at(-1) ?? '';
  }

  #outputs(): object {
    return {
      plain: { value: `postgres://app:${this.password()}@db.internal/app`, type: 'string' },
      admin_password: { value: this.password(), type: 'string' },
      hidden: { value: this.password(), type: 'string', sensitive: true },
      deep: { value: { db: [{ password: this.password() }], token: this.token() }, type: 'dynamic' },
    };
  }

  /** Every kind of resource that carries texts, each with a password and with a token in its place. */
  #carriers(): readonly object[] {
    return holders.flatMap(({ provider: of, type, shape }, index) =>
      [this.password(), this.token()].map((value, which) => {
        const { attributes } = shape(which === 0 ? 'DB_PASSWORD' : 'SETTING', value);
        const name = `carrier_${index}_${which}`;
        return { mode: 'managed', type, name, provider: provider(of), instances: [{ schema_version: 0, attributes }] };
      }),
    );
  }

  #places(): readonly object[] {
    const resource = (type: string, name: string, instances: readonly object[], mode = 'managed') => ({
      mode,
      type,
      name,
      provider: provider('aws'),
      instances: instances.map((instance, index) => ({
        ...(instances.length > 1 ? { index_key: index === 0 ? 'a' : this.token() } : {}),
        ...instance,
      })),
    });
    const packed = (text: string) => gzipSync(text).toString('base64');
    const deep = (text: string, times: number): string =>
      times === 0 ? text : deep(Buffer.from(text).toString('base64'), times - 1);
    return [
      resource('aws_db_instance', 'main', [
        {
          schema_version: 2,
          attributes: {
            id: 'db',
            password: this.password(),
            custom: this.password(),
            list: [{ token: this.password() }],
          },
          sensitive_attributes: [
            [{ type: 'get_attr', value: 'custom' }],
            [
              { type: 'get_attr', value: 'list' },
              { type: 'index', value: { type: 'number', value: 0 } },
              { type: 'get_attr', value: 'token' },
            ],
          ],
          private: Buffer.from(JSON.stringify({ secret: this.password() })).toString('base64'),
        },
      ]),
      resource(
        'aws_secretsmanager_secret_version',
        'read',
        [{ schema_version: 0, attributes: { secret_string: JSON.stringify({ password: this.password() }) } }],
        'data',
      ),
      resource('external', 'read', [{ schema_version: 0, attributes: { result: { token: this.token() } } }], 'data'),
      // Map keys, and keys of for_each.
      resource('aws_ssm_parameter', 'keys', [
        { schema_version: 0, attributes: { tags: { [this.token()]: this.token(), [this.password()]: this.token() } } },
        {
          schema_version: 0,
          attributes: { environment: { [this.password()]: { DB_PASSWORD: this.password() } } },
        },
      ]),
      resource('tls_private_key', 'key', [
        {
          schema_version: 1,
          attributes: { private_key_pem: fakePem('RSA', Buffer.from(this.password().repeat(3)).toString('base64')) },
        },
      ]),
      resource('aws_instance', 'packed', [
        { schema_version: 1, attributes: { user_data: packed(`#!/bin/sh\nexport DB_PASSWORD=${this.password()}\n`) } },
        { schema_version: 1, attributes: { user_data: deep(`#!/bin/sh\nexport DB_PASSWORD=${this.password()}\n`, 6) } },
      ]),
      resource('aws_instance', 'spoiled', [
        { schema_version: 1, status: 'tainted', attributes: { user_data: this.password() } },
        { schema_version: 1, attributes_flat: { id: 'x', password: this.password(), 'tags.TOKEN': this.token() } },
      ]),
      resource('kubernetes_secret', 'app', [
        {
          schema_version: 0,
          attributes: {
            data: {
              '.dockerconfigjson': JSON.stringify({
                auths: { 'r.example': { auth: Buffer.from(`u:${this.password()}`).toString('base64') } },
              }),
            },
          },
        },
      ]),
    ];
  }
}
