import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';

/**
 * A small S3 on loopback: as much of the protocol as a reader of states sees, and who puts one back. Its clock goes on by a second with
 * each write.
 */

interface StoredVersion {
  readonly id: string;
  readonly body: Buffer;
  readonly etag: string;
  readonly modifiedAt: Date;
  readonly deleted: boolean;
  /** What was said of the object beside its bytes: `content-type`, `x-amz-server-side-encryption`, `x-amz-tagging`. */
  readonly headers: ObjectHeaders;
}

type ObjectHeaders = Readonly<Record<string, string>>;

/** What the server was asked: `ListObjectsV2`, `ListObjectVersions`, `GetObject`, `PutObject`, `AssumeRole`. */
export interface S3Request {
  readonly operation: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface S3Fault {
  readonly status: number;
  readonly code: string;
  readonly message?: string;
}

export interface S3Server {
  readonly endpoint: string;
  readonly bucket: string;
  readonly requests: S3Request[];
  /** How many entries a page of a listing holds at most. */
  pageSize: number;
  /** Answers in place of the server; `cut` breaks off the body of an object, `silence` never answers. */
  fault: (request: S3Request) => S3Fault | 'cut' | 'silence' | null;
  /** Policy of the bucket, as JSON; null: it has none. */
  policy: string | null;
  /** What S3 says of the replication of each object; null: it replicates nothing. */
  replicationStatus: string | null;
  put(key: string, body: string, headers?: ObjectHeaders): Date;
  /** The current version of an object; null when there is none. */
  current(key: string): { readonly text: string; readonly headers: ObjectHeaders } | null;
  /** How many versions of an object are kept, delete markers too. */
  versionsOf(key: string): number;
  /** Ids of the versions of an object, newest first. */
  versionIds(key: string): readonly string[];
  remove(key: string): void;
  /** Deletes one version for good. @param index 0: the current one */
  removeVersion(key: string, index: number): void;
  /** The same by the id that listings tell. */
  removeVersionById(key: string, id: string): void;
  /** Sets the clock: the next write is a second later. */
  setTime(time: string): void;
  /** A client without retries. */
  client(): S3Client;
  close(): Promise<void>;
}

interface Settings {
  /** Default true. */
  readonly versioned?: boolean;
}

export async function startS3({ versioned = true }: Settings = {}): Promise<S3Server> {
  const objects = new Map<string, StoredVersion[]>();
  const clients: S3Client[] = [];
  let now = Date.parse('2026-11-20T10:00:00Z');
  let written = 0;
  /** Keys as listings show them; null when one has come or gone since. */
  let sorted: readonly string[] | null = null;

  const write = (key: string, body: Buffer, deleted: boolean, headers: ObjectHeaders = {}): Date => {
    now += 1000;
    written++;
    if (deleted || !objects.has(key)) sorted = null;
    const etag = createHash('md5').update(body).digest('hex');
    const id = versioned ? `Kq.${written}_FAKE` : 'null';
    const version = { id, body, etag, modifiedAt: new Date(now), deleted, headers };
    const earlier = versioned ? (objects.get(key) ?? []) : [];
    if (deleted && !versioned) objects.delete(key);
    else objects.set(key, [version, ...earlier]);
    return version.modifiedAt;
  };

  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, response, Buffer.concat(chunks)));
  });

  function answer(incoming: IncomingMessage, response: ServerResponse, bytes: Buffer): void {
    const body = bytes.toString();
    const url = new URL(incoming.url ?? '/', 'http://loopback');
    const [, bucket, ...rest] = decodeURIComponent(url.pathname).split('/');
    const key = rest.join('/');
    const request = {
      operation: operationOf(incoming, url, key, body),
      key,
      query: url.searchParams,
      headers: incoming.headers,
      body,
    };
    server.requests.push(request);
    const fault = server.fault(request);
    if (fault === 'silence') return;
    if (fault !== null && fault !== 'cut') return void refuse(response, fault);
    if (request.operation === 'AssumeRole') return void xml(response, assumedRole);
    if (bucket !== server.bucket) return void refuse(response, { status: 404, code: 'NoSuchBucket' });
    if (request.operation === 'GetBucketPolicy') {
      if (server.policy === null) return void refuse(response, { status: 404, code: 'NoSuchBucketPolicy' });
      return void response.end(server.policy);
    }
    if (request.operation === 'ListObjectsV2') return void xml(response, listObjects(url.searchParams));
    if (request.operation === 'ListObjectVersions') return void xml(response, listVersions(url.searchParams));
    if (request.operation === 'PutObject') return void putObject(response, key, bytes, incoming.headers);
    if (request.operation === 'DeleteObject') {
      write(key, Buffer.alloc(0), true);
      return void response.writeHead(204).end();
    }
    const versionId = url.searchParams.get('versionId');
    const versions = objects.get(key) ?? [];
    const version = versionId === null ? versions[0] : versions.find(({ id }) => id === versionId);
    if (version === undefined || (version.deleted && versionId === null)) {
      return void refuse(response, { status: 404, code: versionId === null ? 'NoSuchKey' : 'NoSuchVersion' });
    }
    if (version.deleted) return void refuse(response, { status: 405, code: 'MethodNotAllowed' });
    const condition = incoming.headers['if-match'];
    if (condition !== undefined && condition !== `"${version.etag}"`) {
      return void refuse(response, { status: 412, code: 'PreconditionFailed' });
    }
    if (request.operation === 'GetObjectTagging') return void xml(response, tagging(version.headers));
    const { replicationStatus } = server;
    const { 'x-amz-tagging': _, ...headers } = version.headers;
    response.writeHead(200, {
      ...headers,
      'content-length': version.body.length,
      etag: `"${version.etag}"`,
      ...(replicationStatus === null ? {} : { 'x-amz-replication-status': replicationStatus }),
    });
    if (request.operation === 'HeadObject') return void response.end();
    if (fault === 'cut') {
      response.write(version.body.subarray(0, version.body.length / 2), () => response.destroy());
      return;
    }
    response.end(version.body);
  }

  function putObject(response: ServerResponse, key: string, body: Buffer, headers: IncomingMessage['headers']): void {
    const [current] = objects.get(key) ?? [];
    const there = current === undefined || current.deleted ? null : `"${current.etag}"`;
    const { 'if-match': wanted, 'if-none-match': absent, 'x-amz-checksum-sha256': checksum } = headers;
    if (wanted !== undefined && there === null) return void refuse(response, { status: 404, code: 'NoSuchKey' });
    if ((wanted !== undefined && wanted !== there) || (absent !== undefined && there !== null)) {
      return void refuse(response, { status: 412, code: 'PreconditionFailed' });
    }
    if (checksum !== undefined && checksum !== createHash('sha256').update(body).digest('base64')) {
      return void refuse(response, { status: 400, code: 'BadDigest' });
    }
    write(key, body, false, keptHeaders(headers));
    response.end();
  }

  /** Objects whose key begins with the prefix, in order: found as fast in a large bucket as in a small one. */
  function objectsBelow(prefix: string): (readonly [string, StoredVersion[]])[] {
    sorted ??= [...objects.keys()].sort(compareUtf8);
    let [start, end] = [0, sorted.length];
    while (start < end) {
      const middle = (start + end) >> 1;
      if (compareUtf8(sorted[middle] ?? '', prefix) < 0) start = middle + 1;
      else end = middle;
    }
    while (sorted[end]?.startsWith(prefix)) end++;
    return sorted.slice(start, end).map((key) => [key, objects.get(key) ?? []]);
  }

  function listObjects(query: URLSearchParams): string {
    const prefix = query.get('prefix') ?? '';
    const after = query.get('continuation-token') ?? '';
    const most = Math.min(server.pageSize, Number(query.get('max-keys') ?? 1000));
    const all = objectsBelow(prefix)
      .filter(([, [latest]]) => latest?.deleted === false)
      .filter(([key]) => compareUtf8(key, after) > 0);
    const page = all.slice(0, most);
    const last = page.at(-1)?.[0];
    const contents = page.map(([key, [latest]]) => (latest === undefined ? '' : entry('Contents', key, latest, '')));
    const next =
      all.length > page.length && last !== undefined
        ? `<NextContinuationToken>${escapeXml(last)}</NextContinuationToken>`
        : '';
    return `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>${next !== ''}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`;
  }

  function listVersions(query: URLSearchParams): string {
    const prefix = query.get('prefix') ?? '';
    const keyMarker = query.get('key-marker');
    const idMarker = query.get('version-id-marker');
    const most = Math.min(server.pageSize, Number(query.get('max-keys') ?? 1000));
    const all = objectsBelow(prefix).flatMap(([key, versions]) =>
      versions.map((version, index) => ({ key, version, isLatest: index === 0 })),
    );
    const start =
      keyMarker === null
        ? 0
        : idMarker === null
          ? all.findLastIndex(({ key }) => key === keyMarker) + 1
          : all.findIndex(({ key, version }) => key === keyMarker && version.id === idMarker) + 1;
    const page = all.slice(start, start + most);
    const last = page.at(-1);
    const isTruncated = start + page.length < all.length;
    const next =
      isTruncated && last !== undefined
        ? `<NextKeyMarker>${urlEncoded(last.key)}</NextKeyMarker><NextVersionIdMarker>${last.version.id}</NextVersionIdMarker>`
        : '';
    const entries = page.map(({ key, version, isLatest }) => {
      const extra = `<VersionId>${version.id}</VersionId><IsLatest>${isLatest}</IsLatest>`;
      return entry(version.deleted ? 'DeleteMarker' : 'Version', key, version, extra);
    });
    return `<ListVersionsResult><EncodingType>url</EncodingType><IsTruncated>${isTruncated}</IsTruncated>${next}${entries.join('')}</ListVersionsResult>`;
  }

  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const server: S3Server = {
    endpoint: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    bucket: 'acme-tfstate',
    requests: [],
    pageSize: 1000,
    fault: () => null,
    policy: null,
    replicationStatus: null,
    removeVersion(key, index) {
      objects.get(key)?.splice(index, 1);
    },
    removeVersionById(key, id) {
      objects.set(
        key,
        (objects.get(key) ?? []).filter((version) => version.id !== id),
      );
    },
    setTime(time) {
      now = Date.parse(time);
    },
    put: (key, body, headers) => write(key, Buffer.from(body), false, headers),
    current(key) {
      const [latest] = objects.get(key) ?? [];
      return latest === undefined || latest.deleted ? null : { text: latest.body.toString(), headers: latest.headers };
    },
    versionIds: (key) => (objects.get(key) ?? []).map(({ id }) => id),
    versionsOf: (key) => objects.get(key)?.length ?? 0,
    remove: (key) => void write(key, Buffer.alloc(0), true),
    client() {
      const credentials = { accessKeyId: 'fake', secretAccessKey: 'fake' };
      const client = new S3Client({ endpoint: server.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) client.destroy();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return server;
}

function operationOf({ method }: IncomingMessage, { searchParams }: URL, key: string, body: string): string {
  if (method === 'POST') return new URLSearchParams(body).get('Action') ?? 'unknown';
  if (key !== '' && searchParams.has('tagging')) return 'GetObjectTagging';
  if (key !== '') return objectOperations[method ?? ''] ?? 'GetObject';
  if (searchParams.has('policy')) return 'GetBucketPolicy';
  return searchParams.has('versions') ? 'ListObjectVersions' : 'ListObjectsV2';
}

const objectOperations: Readonly<Record<string, string>> = {
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
};

/** Of a request, what S3 keeps with the object. */
function keptHeaders(headers: IncomingMessage['headers']): ObjectHeaders {
  const kept = Object.entries(headers).filter(([name]) =>
    /^(content-type|cache-control|x-amz-(server-side-encryption.*|meta-.*|tagging))$/.test(name),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

function tagging({ 'x-amz-tagging': tags = '' }: ObjectHeaders): string {
  const set = [...new URLSearchParams(tags)].map(
    ([key, value]) => `<Tag><Key>${escapeXml(key)}</Key><Value>${escapeXml(value)}</Value></Tag>`,
  );
  return `<Tagging><TagSet>${set.join('')}</TagSet></Tagging>`;
}

function entry(tag: string, key: string, { etag, body, modifiedAt, deleted }: StoredVersion, extra: string): string {
  const content = deleted ? '' : `<ETag>&quot;${etag}&quot;</ETag><Size>${body.length}</Size>`;
  const time = `<LastModified>${modifiedAt.toISOString()}</LastModified>`;
  return `<${tag}><Key>${urlEncoded(key)}</Key>${extra}${time}${content}</${tag}>`;
}

/** As S3 does it: a space is a plus. */
function urlEncoded(key: string): string {
  return encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function compareUtf8(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

function xml(response: ServerResponse, body: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?>${body}`);
}

function refuse(response: ServerResponse, { status, code, message = 'refused' }: S3Fault): void {
  xml(response, `<Error><Code>${code}</Code><Message>${message}</Message></Error>`, status);
}

const assumedRole = `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>assumed</AccessKeyId><SecretAccessKey>fake</SecretAccessKey><SessionToken>fake</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
