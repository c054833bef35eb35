import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An AWS account on loopback: as much of S3 and DynamoDB as someone sees who looks through it. Nothing can be written. */

export interface AccountBucket {
  readonly keys: readonly string[];
  /** Default us-east-1. */
  readonly region?: string;
  /** As S3 says it; off where absent. */
  readonly versioning?: 'Enabled' | 'Suspended';
  /** Default encryption: algorithm and key. None where absent. */
  readonly encryption?: { readonly algorithm: string; readonly key?: string };
  /** XML of its notifications. */
  readonly notifications?: string;
  /** ARN of the key that every object is encrypted with. */
  readonly objectKey?: string;
}

export interface AccountTable {
  /** Names of its key attributes. */
  readonly key: readonly string[];
  /** Values of the first of them. */
  readonly items?: readonly string[];
}

export interface AccountRequest {
  /** As IAM and the SDK call it: `ListBuckets`, `GetItem`; for anything else method and path. */
  readonly operation: string;
  /** Bucket or table; `''` where it is about neither. */
  readonly place: string;
  /** Of the signature. */
  readonly region: string;
}

export interface AwsAccount {
  readonly endpoint: string;
  readonly requests: AccountRequest[];
  /** Operations that are refused. */
  readonly denied: Set<string>;
  /** What a process needs to use it, and nothing of the machine that runs the tests. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

interface Contents {
  readonly buckets?: Readonly<Record<string, AccountBucket>>;
  readonly tables?: Readonly<Record<string, AccountTable>>;
}

/** How many keys a page of a listing holds. */
const pageSize = 1000;

export async function startAccount({ buckets = {}, tables = {} }: Contents): Promise<AwsAccount> {
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, response, Buffer.concat(chunks).toString()));
  });

  function answer(incoming: IncomingMessage, response: ServerResponse, body: string): void {
    const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(incoming.headers.authorization ?? '')?.[1] ?? '';
    const target = String(incoming.headers['x-amz-target'] ?? '');
    if (target !== '') {
      const input = JSON.parse(body) as { TableName?: string; Key?: Record<string, { S: string }> };
      const operation = target.slice(target.indexOf('.') + 1);
      account.requests.push({ operation, place: input.TableName ?? '', region });
      if (account.denied.has(operation)) return void json(response, { __type: 'AccessDeniedException' }, 400);
      return void json(response, dynamo(operation, input));
    }
    const url = new URL(incoming.url ?? '/', 'http://loopback');
    const [, bucket = '', ...key] = decodeURIComponent(url.pathname).split('/');
    const operation = operationOf(incoming, url, bucket, key.join('/'));
    account.requests.push({ operation, place: bucket, region });
    if (account.denied.has(operation)) return void xml(response, '<Error><Code>AccessDenied</Code></Error>', 403);
    const found = buckets[bucket];
    if (operation === 'ListBuckets') return void xml(response, listBuckets());
    if (found === undefined) return void xml(response, '<Error><Code>NoSuchBucket</Code></Error>', 404);
    if (operation === 'HeadObject') {
      response.writeHead(
        200,
        found.objectKey === undefined ? {} : { 'x-amz-server-side-encryption-aws-kms-key-id': found.objectKey },
      );
      return void response.end();
    }
    if (operation === 'GetBucketEncryption' && found.encryption === undefined) {
      return void xml(response, '<Error><Code>ServerSideEncryptionConfigurationNotFoundError</Code></Error>', 404);
    }
    return void xml(response, s3(operation, found, url.searchParams));
  }

  function listBuckets(): string {
    const entries = Object.entries(buckets).map(
      ([name, { region = 'us-east-1' }]) =>
        `<Bucket><Name>${name}</Name><BucketRegion>${region}</BucketRegion></Bucket>`,
    );
    return `<ListAllMyBucketsResult><Buckets>${entries.join('')}</Buckets></ListAllMyBucketsResult>`;
  }

  function dynamo(
    operation: string,
    { TableName = '', Key = {} }: { TableName?: string; Key?: Record<string, { S: string }> },
  ) {
    const table = tables[TableName];
    if (operation === 'ListTables') return { TableNames: Object.keys(tables) };
    if (operation === 'DescribeTable') {
      return {
        Table: {
          KeySchema: table?.key.map((name, index) => ({
            AttributeName: name,
            KeyType: index === 0 ? 'HASH' : 'RANGE',
          })),
        },
      };
    }
    const id = Object.values(Key)[0]?.S ?? '';
    return table?.items?.includes(id) === true ? { Item: { LockID: { S: id } } } : {};
  }

  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const account: AwsAccount = {
    endpoint,
    requests: [],
    denied: new Set(),
    environment: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'fake',
      AWS_SECRET_ACCESS_KEY: 'fake',
      AWS_REGION: 'us-east-1',
      AWS_CONFIG_FILE: '/nowhere',
      AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
    },
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return account;
}

function operationOf({ method }: IncomingMessage, url: URL, bucket: string, key: string): string {
  const { searchParams } = url;
  if (method === 'HEAD' && key !== '') return 'HeadObject';
  if (method !== 'GET') return `${method} ${url.pathname}`;
  if (bucket === '') return 'ListBuckets';
  if (searchParams.has('location')) return 'GetBucketLocation';
  if (searchParams.has('versioning')) return 'GetBucketVersioning';
  if (searchParams.has('encryption')) return 'GetBucketEncryption';
  if (searchParams.has('notification')) return 'GetBucketNotificationConfiguration';
  return searchParams.get('list-type') === '2' && key === '' ? 'ListObjectsV2' : `GET ${url.pathname}${url.search}`;
}

function s3(operation: string, bucket: AccountBucket, query: URLSearchParams): string {
  switch (operation) {
    case 'GetBucketLocation':
      return `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${bucket.region === 'us-east-1' ? '' : (bucket.region ?? '')}</LocationConstraint>`;
    case 'GetBucketVersioning':
      return `<VersioningConfiguration>${bucket.versioning === undefined ? '' : `<Status>${bucket.versioning}</Status>`}</VersioningConfiguration>`;
    case 'GetBucketEncryption': {
      const { algorithm = '', key } = bucket.encryption ?? {};
      const keyId = key === undefined ? '' : `<KMSMasterKeyID>${key}</KMSMasterKeyID>`;
      return `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>${algorithm}</SSEAlgorithm>${keyId}</ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>`;
    }
    case 'GetBucketNotificationConfiguration':
      return `<NotificationConfiguration>${bucket.notifications ?? ''}</NotificationConfiguration>`;
    default:
      return listObjects(bucket.keys, query);
  }
}

function listObjects(keys: readonly string[], query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '';
  const after = query.get('continuation-token') ?? '';
  const delimiter = query.get('delimiter');
  const below = keys.filter((key) => key.startsWith(prefix)).toSorted();
  const folderOf = (key: string) => {
    const end = delimiter === null ? -1 : key.indexOf(delimiter, prefix.length);
    return end < 0 ? null : key.slice(0, end + 1);
  };
  const folders = new Set(below.flatMap((key) => folderOf(key) ?? []));
  const flat = below.filter((key) => folderOf(key) === null && key > after);
  const page = flat.slice(0, pageSize);
  const truncated = flat.length > page.length;
  const next = truncated
    ? `<NextContinuationToken>${encodeURIComponent(page.at(-1) ?? '')}</NextContinuationToken>`
    : '';
  const contents = page.map((key) => `<Contents><Key>${encodeURIComponent(key)}</Key></Contents>`);
  const prefixes = [...folders].map(
    (folder) => `<CommonPrefixes><Prefix>${encodeURIComponent(folder)}</Prefix></CommonPrefixes>`,
  );
  return `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>${truncated}</IsTruncated>${next.replaceAll('%2F', '/')}${contents.join('')}${prefixes.join('')}</ListBucketResult>`;
}

function xml(response: ServerResponse, body: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?>${body}`);
}

function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify(body));
}
