import { isPlaceholder } from './detector.ts';
import { randomCharacters } from './randomness.ts';

/** Whether a text is for everybody to know: a certificate, the public half of a key. */
export function isPublic(text: string): boolean {
  return publicPart.test(text);
}

/** Whether a text stands for a secret that is kept elsewhere, or holds it encrypted. */
export function isKeptElsewhere(text: string): boolean {
  return isReference(text) || encrypted.test(text);
}

/**
 * Whether a text that stands where a secret would is none: it says where the secret is kept, is encrypted, is public, is a plain
 * value of another kind, or stands in for something to come.
 */
export function isNoSecret(text: string): boolean {
  return (
    isPlaceholder(text) ||
    isReference(text) ||
    encrypted.test(text) ||
    publicPart.test(text) ||
    plainValues.some((pattern) => pattern.test(text)) ||
    (path.test(text) && randomCharacters(text) < 8) ||
    isStopWord(text)
  );
}

/** Sources: AWS CloudFormation dynamic references; Azure App Service Key Vault references; vals; 1Password CLI; Doppler; Berglas. */
const reference =
  /^(?:arn:|vault:|sm:\/\/|ssm:|awsssm:|aws[-_]?sm:|secretsmanager:|rds!|op:\/\/|ref\+|secret:\/\/|secretref:|secrets?[./]|keyvault:|akv[:!]|doppler:|berglas:|gcp:|gs:\/\/|s3:\/\/|env[:.]|file:|kms:|valuefrom|\$\(|@microsoft\.keyvault\(|projects\/[^/]+\/(?:secrets|locations\/[^/]+\/keyRings)\/|\/(?:aws\/reference|ssm)\/|(?:var|local|data|module|each|self|path|terraform|process\.env|os\.environ|system\.env|ENV)[.[])/i;
/** Sources: Workflow Definition Language of Logic Apps and expressions of Data Factory; Azure Resource Manager, "Template syntax". */
const azureExpression =
  /^@\{?(?:parameters|variables|pipeline|activity|dataset|linkedService|trigger\w{0,10}|body|outputs|actions?|items?|workflow|concat|appsetting|string|base64\w{0,10}|listCallbackUrl|encodeUriComponent|coalesce)\(|^\[[a-z]{2,30}\(.*\)[\w.[\]]{0,60}\]$/i;
/** Closed: random passwords have `#{` in them. */
const referenceWithin =
  /\{\{[^{}]*\}\}|[$#%]\{[^{}]*\}|<%[^<>]*%>|__[A-Za-z][A-Za-z_]{2,40}__|\.vault\.azure\.net\/(?:secrets|keys|certificates)\b/;

/** Of a build, which puts the value in its place: `@DB_PASSWORD@`. Sources: Maven, "Resource filtering"; Autoconf, "Substitutions". AWS Batch: "Parameters", `Ref::`. */
const buildVariable = /^@[A-Za-z][A-Za-z_.-]{2,60}@$|^Ref::\w/;

function isReference(text: string): boolean {
  return (
    reference.test(text) ||
    azureExpression.test(text) ||
    referenceWithin.test(text) ||
    /^%[A-Za-z_]\w{0,60}%$/.test(text) ||
    /^![A-Z][a-z]+ /.test(text) ||
    buildVariable.test(text)
  );
}

/**
 * Sources: sops, Ansible Vault, eyaml, Jasypt, Spring Cloud Config, DigitalOcean's App Platform and Vault's transit engine write these; AWS
 * KMS ciphertext in base64 begins with the first three, of Google KMS with `CiQA`; RFC 4880 packet 1 in base64 with the last ones; Sealed
 * Secrets with the length of a key of 4096 bits. In braces: Maven, "Password Encryption".
 */
const encrypted =
  /^(?:AQICAH|AQECAH|AQIDAH|ENC\[|EV\[|ENC\(|\$ANSIBLE_VAULT|CiQA[A-Za-z0-9+/]{60}|Ag[A-D][A-Za-z0-9+/]{300}|!vault|vault:v\d+:|\{cipher\}|age-encryption\.org|-----BEGIN (?:PGP MESSAGE|AGE ENCRYPTED)|wcBM[A]|wcFM[A]|wV4D|hQEM[A]|hQIM[A]|hF4D)|^\{[A-Za-z0-9+/]{12,}={1,2}\}$/;

const publicPart =
  /^(?:ssh-(?:rsa|ed25519|dss) |AAAA(?:[BC]3NzaC1|E2VjZHNh)|ecdsa-sha2-|sk-ssh-|-----BEGIN (?:[A-Z0-9]+ )*(?:PUBLIC KEY|CERTIFICATE)|LS0tLS1CRUdJTiBD|LS0tLS1CRUdJTiBQVUJM|MII[A-Z]Ij?ANBgkqhkiG9w0BAQE|age1[a-z0-9]{20})/;

const plainValues: readonly RegExp[] = [
  /^[+-]?[\d.,_ ]+(?:[kmgt]i?b?|%)?$/i,
  /^(?:true|false|yes|no|on|off|null|nil|none|undefined|enabled|disabled)$/i,
  // Versions and ranges of them.
  /^[~^<>=v]{0,2}\d{1,9}(?:\.\d{1,9}){1,3}(?:[-+][\w.-]{1,40})?$/,
  // Durations, as people and as ISO 8601 write them.
  /^(?:\d+(?:\.\d+)?(?:ns|us|ms|s|m|h|d|w|y))+$/i,
  /^P(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?$/,
  // Dates.
  /^\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/,
  // RFC 9562.
  /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i,
  /^(?:sha(?:1|256|384|512)|md5)[:-]/i,
  // Tokens for browsers. Sources: Mapbox, "Access tokens"; Stripe, "API keys".
  /^pk(?:\.eyJ|_(?:live|test)_)/,
  /^(?:[0-9a-f]{2}:){15,63}[0-9a-f]{2}$/i,
  // Addresses: mail, host, network, and URLs whose secrets other detectors know.
  /^[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+$/,
  /^(?:\d{1,3}\.){3}\d{1,3}(?:\/\d+|:\d+)?$/,
  /^(?:[0-9a-f]|:(?!:))*::[0-9a-f:]*(?:\/\d+)?$/i,
  /^[a-z][a-z0-9+.-]*:\/\//i,
  /^(?:[a-z0-9-]{1,63}\.)+(?:com|net|org|io|dev|internal|local|invalid|cloud|app|svc|de|uk|eu|co|ai|example|test|localhost)(?::\d+)?\.?$/,
  // Paths on Windows and file names.
  /^[A-Za-z]:\\/,
  /^[\w.-]{1,80}\.(?:pem|key|crt|cer|json|ya?ml|txt|env|conf|cnf|cfg|ini|toml|properties|xml|sql|service|hcl|tpl|tmpl|rb|php|csv|repo|acl|p12|pfx|jks|tf|py|js|sh|secret|token)$/,
];

/** A key in base64 may begin like a path. */
const path = /^(?:~|\.{1,2})?\/(?:[\w.@-]{1,40}\/)*[\w.@-]{0,40}$/;

/** What configurations write under such names, whole, without its separators. */
const stopWords: ReadonlySet<string> = new Set(
  (
    'auto automatic basic bearer digest ntlm kerberos oauth oauth2 oidc saml jwt iam api apikey token tokens secret secrets password passwords ' +
    'passwd pass credential credentials key keys string number bool boolean integer object array list map any text unknown optional required ' +
    'requires default defaults managed unmanaged generated generate random inherit inherited manual prompt plain plaintext hidden masked hash hashed ' +
    'sensitive redacted removed deleted omitted notset unset empty blank na tbd todo fixme changeme changeit changethis replaceme replacethis ' +
    'placeholder insertpasswordhere yourpassword yourpasswordhere yoursecret yoursecrethere yourtoken yourtokenhere yourapikey yourapikeyhere ' +
    'yoursecretkey mypassword mysecret mytoken examplepassword samplepassword dummypassword setme fillmein supplied external internal opaque ' +
    'username user value values example dummy sample fake header query body cookie form environment file vault awssecretsmanager secretsmanager ' +
    'sensitivevalue knownafterapply passwort kennwort motdepasse contrasena wachtwoord senha oobesystem accesstoken refreshtoken clientsecret'
  ).split(' '),
);

/** Whether a text says itself that it is none: a mask, a variable, what somebody has to replace. A weak password says nothing. */
export function isStandIn(text: string): boolean {
  return variable.test(text) || mask.test(text) || standsIn.test(text);
}

const variable = /^\$[A-Z]{2,40}(?:_[A-Z0-9]{1,40}){1,8}$/;
const mask = /^(?:<[^>]*>|\*{3,}|x{4,}|\((?:sensitive|known after apply)\b.*|\[?redacted\]?)$/i;
const standsIn =
  /^(?:your|insert|enter|put|replace)[-_ .]|^\*(?:[A-Z]{1,20}\*){1,4}$|^<[^<>]*>$|^\((?:known$|(?:known after|sensitive value)\b)|\.{3,}|\bplaceholder\b|change[-_]?me|replace[-_]?me|to[-_]be[-_](?:replaced|set|filled)|^example[-_](?:password|secret|token|key)$|^(.)\1{3,}$/i;

/** Whether a text stands in for a secret, or is what configurations write in its place: `changeme`, `<password>`, `required`. */
export function isStopWord(text: string): boolean {
  return standsIn.test(text) || stopWords.has(text.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
}
