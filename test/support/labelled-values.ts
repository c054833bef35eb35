import type { Random } from './random.ts';

/** A name with a value, and what it is an example of. */
export interface Pair {
  readonly name: string;
  readonly value: string;
  readonly about: string;
}

type Maker = (random: Random) => string;

/** Passwords as people choose them, never one that anybody is known to use. */
const chosen: Maker = (random) =>
  `${random.pick(['Sommer', 'Winter', 'Example', 'Notreal', 'Madeup'])}${2000 + random.below(90)}${random.pick(['!', '#', '?', '-x'])}`;
const made: Maker = (random) => `${random.token(14)}${random.pick(['!', '%', '_', '.'])}${random.token(4)}`;
const tokenLike: Maker = (random) => random.token(24 + random.below(20));
const hexLike: Maker = (random) => random.hex(32);
const base64Like: Maker = (random) => Buffer.from(random.token(30)).toString('base64');
const words: Maker = (random) => `not-a-real-one-${random.below(90) + 10}`;

const secrets: readonly (readonly [name: string, value: Maker])[] = [
  ['DB_PASSWORD', chosen],
  ['dbPassword', made],
  ['spring.datasource.password', chosen],
  ['PGPASSWORD', made],
  ['admin-password', words],
  ['MYSQL_ROOT_PASSWORD', chosen],
  ['smtp_pass', made],
  ['REDIS_PWD', made],
  ['keystorePassphrase', words],
  ['API_KEY', hexLike],
  ['apiKey', tokenLike],
  ['x-api-key', tokenLike],
  ['CLIENT_SECRET', tokenLike],
  ['clientSecret', base64Like],
  ['SECRET_KEY_BASE', (random) => random.hex(64)],
  ['JWT_SECRET', base64Like],
  ['webhook_secret', hexLike],
  ['ACCESS_TOKEN', tokenLike],
  ['authToken', hexLike],
  ['refresh_token', tokenLike],
  ['NPM_TOKEN', hexLike],
  ['ENCRYPTION_KEY', base64Like],
  ['session-signing-key', tokenLike],
  ['AWS_SECRET_ACCESS_KEY', (random) => `${random.token(20)}/${random.token(19)}`],
  ['DB_PASSWORD_PROD', made],
  ['ADMIN_PASSWORD_2', chosen],
  ['grafana_admin_password', words],
  ['TF_VAR_db_password', made],
  ['JWT_SECRET', (random) => `SuperSecret${random.below(900) + 100}!`],
  ['RABBITMQ_DEFAULT_PASS', chosen],
  ['shared_secret', hexLike],
  ['VAULT_TOKEN', (random) => `s.${random.token(24)}`],
];

/** References, what is encrypted or public, plain values of other kinds, and names that only sound like a credential's. */
const misses: readonly (readonly [name: string, value: Maker])[] = [
  ['DB_PASSWORD', () => 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:db-AbCdEf'],
  ['DB_PASSWORD', () => '{{resolve:secretsmanager:prod/db:SecretString:password}}'],
  ['DB_PASSWORD', () => ['$', '{var.db_password}'].join('')],
  ['api_key', () => 'vault:secret/data/app#api_key'],
  ['api_key', () => '@Microsoft.KeyVault(SecretUri=https://example.vault.azure.net/secrets/api/)'],
  ['CLIENT_SECRET', () => 'sm://example-project/client-secret'],
  ['CLIENT_SECRET', () => 'projects/example/secrets/client/versions/latest'],
  ['ADMIN_PASSWORD', (random) => `ENC[AES256_GCM,data:${random.token(16)},type:str]`],
  ['ADMIN_PASSWORD', (random) => `AQICAH${random.token(80)}`],
  ['ADMIN_PASSWORD', () => 'changeme'],
  ['ADMIN_PASSWORD', () => '<password>'],
  ['ADMIN_PASSWORD', () => 'REDACTED'],
  ['ADMIN_PASSWORD', () => '********'],
  ['token', () => 'your-token-here'],
  ['password_policy', () => 'minimum-length-14-with-digits'],
  ['password_length', () => '24'],
  ['secret_name', () => 'prod/orders/database-2'],
  ['secret_arn', (random) => `arn:aws:secretsmanager:eu-west-1:000000000000:secret:app-${random.token(6)}`],
  ['token_ttl', () => '3600s'],
  ['TOKEN_URL', () => 'https://login.example.invalid/oauth2/token'],
  ['API_KEY_ID', (random) => random.token(20)],
  ['kms_key_id', (random) => `${random.hex(8)}-${random.hex(4)}-${random.hex(4)}-${random.hex(4)}-${random.hex(12)}`],
  ['key', (random) => `builds/${random.hex(40)}.zip`],
  ['partition_key', () => 'customerId'],
  ['PUBLIC_KEY', (random) => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5${random.token(48)} app@example`],
  ['image_digest', (random) => `sha256:${random.hex(64)}`],
  ['SOURCE_HASH', (random) => random.hex(40)],
  ['PASSWORD_RESET_URL', () => 'https://example.invalid/reset'],
  ['use_password_auth', () => 'true'],
  ['PASSWORD_EXPIRES', () => '2026-12-31T00:00:00Z'],
  ['existingSecret', () => 'orders-database'],
  ['client_secret', () => 'orders-client-secret'],
  ['access_token', () => '/var/run/secrets/tokens/app'],
  ['auth', () => 'enabled'],
  ['AUTH_MODE', () => 'password-and-token'],
  ['credentials', () => '/etc/app/credentials.json'],
  ['session_id', (random) => random.token(32)],
  ['commit', (random) => random.hex(40)],
  ['build_id', (random) => random.token(24)],
  ['DATABASE_HOST', () => 'db-1.example.internal'],
  ['subnets', () => '10.0.0.0/16'],
  ['TOKEN_ISSUER', () => 'https://example.invalid/issuer'],
  ['password_hint', () => 'name of the first pet'],
  ['next_token', (random) => random.token(44)],
  ['creation_token', (random) => random.token(26)],
  ['dkim_tokens', (random) => random.token(32).toLowerCase()],
  ['trace', (random) => random.hex(32)],
  ['etag', (random) => random.hex(32)],
  ['DB_PASSWORD', () => 'orders-database-password-prod'],
  ['DB_PASSWORD', () => 'prod/db:password'],
  ['DB_PASSWORD', () => 'DB_PASSWORD'],
  ['encryption_key', (random) => `mrk-${random.hex(32)}`],
  ['token', (random) => `default-token-${random.hex(5)}`],
  ['api_key', () => ['$', '{{ secrets.API_KEY }}'].join('')],
  ['AUTH_TOKEN_ROTATION', () => 'ROTATE_AFTER_90_DAYS'],
  ['password_hash_algorithm', () => 'argon2id-v19-m65536'],
];

/** Gives a secret each time it is called, each kind in turn. */
export function secretPairs(random: Random): () => Pair {
  return inTurn(secrets, random, 'secret');
}

/** Gives something that is none each time it is called, each kind in turn. */
export function nearMisses(random: Random): () => Pair {
  return inTurn(misses, random, 'near-miss');
}

function inTurn(pairs: readonly (readonly [string, Maker])[], random: Random, kind: string): () => Pair {
  let next = 0;
  return () => {
    const [name, make] = pairs[next++ % pairs.length] ?? ['', () => ''];
    return { name, value: make(random), about: `${kind} ${name}` };
  };
}
