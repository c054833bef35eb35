import * as z from 'zod';

/** Hosts whose API we speak. `none`: only git itself is spoken. */
export const hostKinds = ['github', 'gitlab', 'none'] as const;
export type HostKind = (typeof hostKinds)[number];

const address = z
  .string()
  .superRefine((text, context) => {
    const problem = problemOfAddress(text);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  })
  .describe('Address of the repository over HTTPS, such as https://github.com/acme/infrastructure.git.');

/** A repository as it stands in the configuration. */
export const repositorySchema = z
  .strictObject({
    name: z.string().min(1).describe('Name of the repository, unique, part of the id of every finding.'),
    url: address.exactOptional(),
    path: z
      .string()
      .min(1)
      .exactOptional()
      .describe('Path of a clone or a bare repository, seen from the folder of this file. In place of a url.'),
    host: z
      .enum(hostKinds)
      .exactOptional()
      .describe(
        'API to ask for branch protection and reviews. By default told by the address: github.com, gitlab.com.',
      ),
    credentials: z
      .string()
      .regex(/^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+$/, {
        error: 'write the ARN of a secret in AWS Secrets Manager, never the token itself',
      })
      .exactOptional()
      .describe(
        'ARN of the secret that holds a token, {"token": ...}, or {"appId", "installationId", "privateKey"} of a GitHub App.',
      ),
    ca: z
      .string()
      .regex(/^\s*-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\s*$/, {
        error: 'write the certificates themselves, PEM, as a text of several lines (ca: |)',
      })
      .exactOptional()
      .describe('Certificates, PEM, of the authority that the host is trusted by, beside the well-known ones.'),
    proxy: z
      .url({ protocol: /^https?$/, error: 'write the address of the proxy, such as http://proxy.example.com:3128' })
      .refine((text) => !hasUserInfo(text), {
        error: 'a proxy with a password is not supported: it would stand in this file',
      })
      .exactOptional()
      .describe('HTTP proxy for this repository. By default HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the process.'),
  })
  .superRefine((repository, context) => {
    if ((repository.url === undefined) === (repository.path === undefined))
      context.addIssue({ code: 'custom', message: 'write either url or path' });
    if (repository.url === undefined && (repository.host ?? repository.credentials) !== undefined)
      context.addIssue({
        code: 'custom',
        message: 'a clone has no host and needs no credentials: leave them out, or write url',
      });
    if (repository.credentials !== undefined && repository.url !== undefined && !isConfidential(repository.url))
      context.addIssue({
        code: 'custom',
        path: ['url'],
        message: 'credentials would travel in plain text: write https://',
      });
  });

export type RepositorySettings = z.output<typeof repositorySchema>;

function problemOfAddress(text: string): string | null {
  if (/^([\w.-]+@[\w.-]+:|ssh:|git:)/.test(text))
    return 'only https:// is spoken: write the address that the host shows for cloning over HTTPS';
  if (!URL.canParse(text)) return 'write an address, such as https://github.com/acme/infrastructure.git';
  const { protocol, search, hash } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return 'only https:// is spoken';
  if (hasUserInfo(text))
    return 'take the token out of the address and revoke it; put a new one into AWS Secrets Manager and name it under credentials';
  if (search !== '' || hash !== '') return 'write the address without ? and #';
  return null;
}

function hasUserInfo(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username !== '' || password !== '';
}

/** Encrypted on the way, or not on any way. */
function isConfidential(text: string): boolean {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

/** Which API a repository's host speaks: as configured, or told by the well-known names. */
export function hostKindOf({ url, host }: RepositorySettings): HostKind {
  if (host !== undefined) return host;
  if (url === undefined) return 'none';
  const { hostname } = new URL(url);
  if (hostname === 'github.com' || hostname.endsWith('.ghe.com')) return 'github';
  return hostname === 'gitlab.com' ? 'gitlab' : 'none';
}
