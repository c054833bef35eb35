import type { LinePattern } from './line-patterns.ts';
import { anyName, pattern, quoted } from './pattern-parts.ts';

/** A text of code that somebody made up or a machine made: with a digit in it, and no space. */
const chosen = String.raw`["'${'`'}]((?=[^"'${'`'}\s]{0,128}\d)[^"'${'`'}\s$]{8,256})["'${'`'}]`;

const tuple = pattern(String.raw`\{[ \t]{0,4}${anyName}[ \t]{0,4},[ \t]{0,4}(?:<<)?(?:${quoted})(?:>>)?[ \t]{0,4}\}`);

/** @param sign what stands before the quotes, with them where it has no bracket */
function marked(sign: string): LinePattern {
  const before = sign.replace(/["']$/, '').replaceAll(/[[\]().]/g, String.raw`\$&`);
  return [sign, '', pattern(String.raw`(?<![\w.-])${anyName}["']?\]?[ \t]{0,8}:?=[ \t]{0,8}${before}(?:${quoted})`)];
}

/** How languages write down a credential where no assignment is. */
export const codePatterns: readonly LinePattern[] = [
  // What stands in for a variable that is not set. Sources: ECMAScript, `||` and `??`; Python and Lua, `or`; Ruby, `||`.
  ['||', '', pattern(String.raw`(?<![\w.-])${anyName}(?:["'][\])])?\s{0,8}\|\|=?\s{0,8}(?:${quoted})`)],
  ['??', '', pattern(String.raw`(?<![\w.-])${anyName}(?:["'][\])])?\s{0,8}\?\?=?\s{0,8}(?:${quoted})`)],
  [' or ', '', pattern(String.raw`(?<![\w.-])${anyName}(?:["'][\])])? {1,4}or {1,4}(?:${quoted})`)],
  // Setters and builders: `config.setPassword("...")`, `.password("...")`, `SetPassword('...')`. What gets, reads or checks takes a name.
  [
    '(',
    '',
    pattern(
      String.raw`(?:\.|->|::)(?:set_?|with_?)?((?!get|read|load|fetch|find|has|is|remove|delete|check|from|use|lookup|valid|by|to|on|new)[A-Za-z_]\w{1,60})\(\s{0,8}(?:${quoted})\s{0,8}\)`,
      'gi',
    ),
  ],
  // A user, and a password behind it. Sources: Python, smtplib; Go, net/http; Jenkins, HudsonPrivateSecurityRealm; Perl, Net::FTP.
  [
    '(',
    'password',
    pattern(
      String.raw`\b\w{0,30}(?:login|logon|sign_?in|account|basic_?auth|authenticate|user|credentials?)\(\s{0,8}["'][^"'\n]{1,128}["']\s{0,4},\s{0,8}${chosen}\s{0,4}[,)]`,
      'gi',
    ),
  ],
  // Sources: jsonwebtoken of Node.js, `sign` and `verify`; PyJWT, `encode` and `decode`; Node.js, `createHmac`; Python, `hmac.new`.
  ['jwt.', 'secret', pattern(String.raw`\bjwt\.(?:sign|verify|encode|decode)\([^\n]{1,300}?,\s{0,8}${chosen}`, 'gi')],
  [
    'mac',
    'secret',
    pattern(String.raw`\b(?:createHmac\(\s{0,8}["'][\w-]{1,20}["']\s{0,4},\s{0,8}|hmac\.new\(\s{0,8}b?)${chosen}`),
  ],
  // What a header is held against, by what reads it: `headers.get('x-auth-token') !== '...'`, `headers['x-token'].value != "..."`.
  [
    '=',
    '',
    pattern(String.raw`["']${anyName}["'](?:\]|\)|\.value|\.toString\(\)){1,3}\s{0,8}[=!]={1,2}\s{0,8}(?:${quoted})`),
  ],
  // Source: The Rust Reference, constant items; generic types of other languages.
  [
    ': ',
    '',
    pattern(
      String.raw`(?<![\w.-])${anyName}:[ \t]{1,4}(?:&[ \t]{0,2}(?:'static[ \t]{1,4})?)?[A-Za-z][\w.<>:]{0,40}[ \t]{0,4}=[ \t]{0,4}(?:${quoted})`,
    ),
  ],
  // Texts with a sign of their kind: Python, `b"..."`; Go, `[]byte("...")`; C#, `@"..."`; JavaScript, `Buffer.from("...")`.
  ...['b"', "b'", 'r"', "r'", '@"', '[]byte(', 'Buffer.from('].map((sign) => marked(sign)),
  // The third of them is the password. Sources: Go, net/smtp, PlainAuth; MongoDB Java driver, MongoCredential.
  [
    '(',
    'password',
    pattern(
      String.raw`\b(?:PlainAuth|createCredential|createScramSha\w{1,10}Credential)\(\s{0,4}["'][^"'\n]{0,128}["'],\s{0,4}["'][^"'\n]{1,128}["'],\s{0,4}${chosen}`,
    ),
  ],
  // Sources: PHP manual, CURLOPT_USERPWD; crypt of Python and Perl; jjwt, `signWith`.
  [
    'USERPWD',
    'password',
    pattern(String.raw`CURLOPT_USERPWD\s{0,4}(?:,|=>)\s{0,4}["'][^"':\s]{1,64}:([^"'\s$]{6,256})["']`),
  ],
  ['crypt(', 'password', pattern(String.raw`\bcrypt\(\\{0,3}["']([^"'\s$\\]{6,128})\\{0,3}["']`)],
  ['signWith', 'secret', pattern(String.raw`\bsignWith\([^\n"]{0,80}${chosen}`)],
  // Source: Erlang, config(4): `{db_password, "..."}`, `{default_pass, <<"...">>}`.
  ...['"}', '">>}'].map((end): LinePattern => [end, '', tuple]),
];
