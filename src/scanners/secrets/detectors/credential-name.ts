/** What a name says that it holds. */
export type CredentialMeaning = 'password' | 'secret' | 'token' | 'key';

/** Names are asked for again and again; names that people make up must not fill the memory. */
const mostRemembered = 20_000;
const remembered = new Map<string, CredentialMeaning | null>();

/** No longer name means anything: it is a text. */
const longestName = 128;

/**
 * What a name promises: `DB_PASSWORD`, `apiKey`, `client-secret`, `/prod/db/password`. The last word counts, so that a
 * `password_policy`, a `secret_name`, a `token_ttl` or a `key_arn` is none.
 * @returns null for a name that promises no credential
 */
export function credentialMeaning(name: string): CredentialMeaning | null {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const meaning = name.length > longestName ? null : meaningOf(wordsOf(name.replace(account, '')));
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(name, meaning);
  return meaning;
}

/** Settings of Hadoop for Azure end with the account they are for. Source: Hadoop Azure Support, ABFS, "Authentication". */
const account = /\.[a-z0-9-]{1,63}\.(?:blob|dfs)\.core\.[a-z.]{1,40}$/;

/** Names of what holds several, each under the name of its user: `db_passwords: { app: ... }`. */
const several = /(?:passwords|passphrases|psks|secrets|tokens|keys|credentials|creds)$/i;
const aboutOne =
  /(?:^|[_.-])(?:ids?|arns?|names?|version|hash|sha\d*|md5|checksum|fingerprint|etag|ur[li]|endpoint|path|ref|user|email)$|(?:Id|Arn|Name|Version)$/i;

const holderOfKey = /(?:^|[_.-])(?:api|jwt|secret|private|access|encryption|signing|master|hmac|license)$/i;

/** Servers that share a secret with each of their clients, and call it their key. Sources: RFC 2865, section 3; RFC 8907, section 4.5. */
const sharesKey =
  /(?:^|[_.-])(?:radius|tacacs)(?:[_-]?plus)?(?:[_-]?(?:auth|acct|accounting))?[_-]?(?:servers?|hosts?)$/i;
/** Of a credential in two forms, the one that everybody can read: `secret: { encrypted, plain }`. */
const plainForm = /^(?:plain|plain_?text|clear_?text)$/i;

/** What names hold, by name: asked for nearly every text of a state. */
const holders = new Map<string, 'several' | 'shared' | 'key' | 'one' | 'nothing'>();

/**
 * Name of a text by what holds it: one of several credentials, `db_passwords: { app: ... }`, a `key`, `Jwt: { Key: ... }`, or its plain form; null where
 * that says nothing, as for nearly every text.
 */
export function nameByHolder(holder: string, member: string): string | null {
  let holds = holders.get(holder);
  if (holds === undefined) {
    holds = whatHolds(holder);
    if (holders.size >= mostRemembered) holders.clear();
    holders.set(holder, holds);
  }
  if (holds === 'several') return aboutOne.test(member) ? null : holder;
  if (holds === 'nothing') return null;
  if (plainForm.test(member)) return credentialMeaning(holder) === null ? null : holder;
  if (!/^keys?$/i.test(member)) return null;
  // `pre_shared_key: { key }`; the key of an `ssh_key` may be its public half.
  if (holds === 'one') return /key$/i.test(holder) && credentialMeaning(holder) === 'password' ? holder : null;
  return holds === 'shared' ? 'shared secret' : `${holder}_key`;
}

function whatHolds(name: string): 'several' | 'shared' | 'key' | 'one' | 'nothing' {
  if (holdsSeveral(name)) return 'several';
  if (sharesKey.test(name)) return 'shared';
  if (holderOfKey.test(name)) return 'key';
  return credentialMeaning(name) === null ? 'nothing' : 'one';
}

function holdsSeveral(name: string): boolean {
  return several.test(name) && credentialMeaning(name) !== null;
}

/** Whether a name is that of something about a credential: its id, its name, where it is kept. */
export function isAboutCredential(name: string): boolean {
  return aboutOne.test(name);
}

/** Whether the members of what a name holds are credentials, and one of them is not about another. */
export function holdsCredentials(holder: string, member: string): boolean {
  return holdsSeveral(holder) && !aboutOne.test(member);
}

/** Words of a name in small letters: `DBPassword2` is `db password 2`. */
export function wordsOf(name: string): string[] {
  return name
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)/g, ' ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** Words after the one that counts: they say which one, or how it is written down. */
const decoration =
  /^(?:\d+|v|values?|val|plaintext|plain|clear|cleartext|raw|text|string|str|base|base64|b|b64|pem|content|contents|material|confirmation|confirm|data|header|current|new|old|previous|primary|secondary|default|prod|production|prd|staging|stage|stg|dev|test|qa|live|wo|secured|readonly)$/;

/** Whether a name says only which one of several something is: `v1`, `default`, `current`. */
export function saysOnlyWhich(name: string): boolean {
  return wordsOf(name).every((word) => decoration.test(word));
}

/** `password_data` of an instance is encrypted for its key pair. Source: EC2 API, GetPasswordData. */
const encryptedByEc2 = 'password data';

/** Anywhere before it: what is held is no secret, or none any more. */
const harmless = /^(?:existing|public|pub|encrypted|sealed|dkim|checksum)$/;

/** Before a token: it counts pages, names an order, or proves something to the world. */
const tokenOf =
  /^(?:csrf|xsrf|next|page|pagination|continuation|creation|client|idempotency|verification|validation|change|lock|sync|resume|caller|request|design)$/;

/** Words that end with it may have others glued on: `dbpassword`, `mysqlpwd`. */
const password =
  /^(?:.{0,24}(?:password|passwd|passphrase|passwort|kennwort|passcode|motdepasse|contrasena|senha|wachtwoord)|.{0,12}pwd|(?:db|sql|mysql|pg|redis|user|root|admin|bind|require|smtp|mail|ftp|ssh|key|store|login|proxy|app|master|become|sudo|auth|remote|imap|pop|ssh|rpc|vnc|ldap|smb|http|ftp|(?:src|dest)?(?:store|key))pass|(?:db|sql|mysql|pg|user|root|admin|bind|ldap|sa)pw|pass|pw|pswd|psw|(?:ipsec|ike|vpn|wpa|wifi|tls)?psks?|(?:pass|pwd)plain|passwords|passphrases)$/;
const secret = /^(?:.{0,24}secret|secrets|pepper)$/;
const token = /^(?:.{0,24}token|tokens|jwt|bearer)$/;
const appRole = /^(?:vault|bao|openbao|approle|avp)$/;
/** Before `salt`: one that is kept secret, and not stored beside what it salts. */
const saltOf = /^(?:auth|nonce|signature|signing|session|cookie|token|password|imgproxy|hashids?|in)$/;
/** Before `secret`: protocols whose two sides share one. */
const sharedBy = /^(?:shared|radius|tacacs|chap|ike|ipsec|l2tp)$/;
/** Before `pat`: a personal access token, not a pattern. */
const patOf = /^(?:github|gh|gitlab|azure|ado|devops|bitbucket|airtable|asana|databricks|jira|cfg|runner|access)$/;
const otherKeys = /^(?:auth|basicauth|authorization|credential|credentials|creds)$/;
const gluedKey =
  /^.{0,16}(?:apikey|accesskey|secretkey|privatekey|authkey|signingkey|encryptionkey|masterkey|accountkey|licensekey|appkey|sharedkey|storagekey|radkey|radiuskey|tacacskey|activationkey)s?$/;

/** Services that give out keys: `STRIPE_KEY` is one, though its name does not say of what. */
const services =
  /^(?:adyen|airtable|abuseipdb|algolia|amplitude|apify|assemblyai|anthropic|artifactory|asana|azureopenai|bitbucket|braintree|browserstack|buildkite|cartesia|cerebras|brevo|bugsnag|circleci|clerk|cloudflare|cloudinary|codecov|cohere|confluent|contentful|coralogix|coinbase|cosmos|cosmosdb|customerio|datadog|dd|deepgram|deepl|deepseek|discord|dynatrace|elevenlabs|eventgrid|eventhub|easypost|fastly|finnhub|figma|firebase|gemini|grafana|groq|heroku|honeycomb|hubspot|huggingface|infura|intercom|ipinfo|iterable|jfrog|klaviyo|kraken|kucoin|lacework|langfuse|langsmith|launchdarkly|linear|logdna|loggly|logzio|mailchimp|mailersend|mailgun|mailjet|mandrill|mapbox|maxmind|messagebird|mistral|mollie|mixpanel|netlify|newrelic|notion|okta|onesignal|openai|openrouter|openweather|opsgenie|pagerduty|papertrail|paypal|perplexity|pinecone|plaid|planetscale|posthog|postmark|pusher|razorpay|replicate|resend|rollbar|segment|sendbird|sendgrid|servicebus|shopify|signalr|slack|snyk|sonarqube|sparkpost|splunk|statuspage|stripe|sumologic|stability|supabase|tavily|tailscale|telegram|telnyx|twilio|typeform|uptimerobot|vercel|virustotal|vonage|voyage|wandb|workos|zendesk)$/;

/** What makes a key a credential. A `key` alone is one of a map, a bucket or a table. */
const keyBefore =
  /^(?:.{0,12}api|access|cert|certificate|security|secret|private|priv|auth|authentication|authorization|encryption|encrypt|decryption|crypto|cipher|aes|hmac|master|signing|sign|signature|account|storage|shared|preshared|app|application|service|session|license|licence|integration|routing|subscription|consumer|webhook|jwt|cookie|db|ingest|ingestion|write|read|sas|admin|client|server|deploy|token|stream|customer|device|host|functions?|system|gossip|join|tls|ssl|ssh|rsa|wireguard|wg|instrumentation|sdk|query|props|internal|origin|management|merchant|rndc|tsig|radius|tacacs|registration|provisioning|enrollment|activation|setup|pairing|fernet|primary|secondary|login|agent|monitoring|root|user|vault|unseal|recovery|data)$/;

const halves: readonly (readonly [id: RegExp, secrets: readonly string[]])[] = [
  [/(?<=^|[_.])access_key$/, ['secret_key', 'secret_access_key']],
  [/(?<=^|[_.])consumer_key$/, ['consumer_secret']],
  [/(?<=^|[_.])integration_key$/, ['secret_key']],
  [/(?<=^|[_.])api_key$/, ['api_secret', 'api_key_secret']],
];

/**
 * Where a key has two halves, `access_key`, `consumer_key`, `integration_key` and `api_key` are its id. Sources: the providers of
 * DigitalOcean, Linode and Scaleway; RFC 5849, section 3.1, `oauth_consumer_key`; Duo, "Web SDK"; Confluent Cloud, "Use API keys";
 * Cloudinary, "Account and product environment settings".
 */
export function isIdOfKey(member: string, sibling: (member: string) => unknown): boolean {
  for (const [id, secrets] of halves) {
    if (!id.test(member)) continue;
    return secrets.some((secret) => sibling(member.replace(id, secret)) !== undefined);
  }
  return false;
}

function meaningOf(words: readonly string[]): CredentialMeaning | null {
  let last = words.length - 1;
  while (last > 0 && decoration.test(words[last] ?? '')) last--;
  const word = words[last] ?? '';
  const before = words[last - 1] ?? '';
  // A key that encrypts is one, whatever it is for. Source: Kibana, `xpack.encryptedSavedObjects.encryptionKey`.
  const isToEncrypt = (word === 'key' && before === 'encryption') || (word === 'secret' && before === 'bag');
  if ((!isToEncrypt && words.some((one) => harmless.test(one))) || words.join(' ') === encryptedByEc2) return null;
  if (before === 'pass' && /^(?:phrase|word|code)$/.test(word)) return 'password';
  if (word === 'passe' && before === 'de') return 'password';
  // Source: sssd-ldap(5), `ldap_default_authtok`.
  if (password.test(word) || word === 'authtok') return 'password';
  // Both halves of AppRole end with `id`, and this one is a secret. Source: Vault, "AppRole auth method", credentials.
  if (word === 'id' && before === 'secret') return words.some((one) => appRole.test(one)) ? 'secret' : null;
  // People choose what two sides share. Sources: RFC 7296, section 2.15; RFC 2865, section 3; RFC 8907, section 4.5; RFC 1994, section 1.
  if (word === 'secret' && sharedBy.test(before)) return 'password';
  if (
    word === 'key' &&
    (before === 'preshared' || before === 'psk' || (/^shared?$/.test(before) && words[last - 2] === 'pre'))
  )
    return 'password';
  // Source: Ansible Automation Platform, "Credential types", machine.
  if (word === 'unlock') return before === 'key' ? 'password' : null;
  // The seed of one-time passwords (RFC 6238), as password managers keep it.
  if (secret.test(word) || word === 'totp') return 'secret';
  // The serial number of a device. Source: FortiOS CLI reference, `config user fortitoken`.
  if (word === 'fortitoken') return null;
  if (token.test(word)) return tokenOf.test(before) ? null : 'token';
  if (word === 'pat') return patOf.test(before) ? 'token' : null;
  if (word === 'salt') return saltOf.test(before) ? 'secret' : null;
  // A header by which an origin knows that CloudFront asks. Source: AWS sample "Restrict access to your origin", `X-Origin-Verify`.
  if (word === 'verify') return before === 'origin' ? 'secret' : null;
  // Source: Honeycomb, "Send data with OpenTelemetry", header `x-honeycomb-team`.
  // Source: Bitnami's chart of MongoDB, `auth.replicaSetKey`.
  if (word === 'key' && before === 'set' && words[last - 2] === 'replica') return 'key';
  if (word === 'team') return before === 'honeycomb' ? 'key' : null;
  // Source: JFrog, "Artifactory REST API", header `X-JFrog-Art-Api`.
  if (word === 'api') return before === 'art' ? 'key' : null;
  if (word === 'basic') return before === 'auth' ? 'key' : null;
  // Of the gossip between servers. Source: configuration of Consul and Nomad, `encrypt`.
  if (word === 'encrypt') return words.length === 1 ? 'key' : null;
  if (/^r[ow]community6?$/.test(word)) return 'password';
  if (word === 'community') return /^(?:snmp|ro|rw|read|write)$/.test(before) ? 'password' : null;
  if (word === 'cookie') return before === 'erlang' ? 'secret' : null;
  if (otherKeys.test(word) || gluedKey.test(word)) return 'key';
  if (word !== 'key' && word !== 'keys') return null;
  // Source: RFC 6218, section 3.3.
  if (before === 'code' && words[last - 2] === 'authenticator') return 'key';
  // Names of services in two words: `EventGridKey`, `NEW_RELIC_KEY`.
  return keyBefore.test(before) || services.test(before) || services.test(`${words[last - 2]}${before}`) ? 'key' : null;
}
