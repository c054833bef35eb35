interface ObjectEvent {
  readonly bucket?: string;
  /** `detail-type`. */
  readonly type?: string;
  /** How it was written. */
  readonly reason?: string;
  /** Who tells. */
  readonly service?: string;
}

/**
 * What EventBridge puts into the scan queue when an object was written or deleted.
 * Source: Amazon S3 user guide, "EventBridge event message structure", example of "Object Created".
 */
export function objectEvent(key: string, changes: ObjectEvent = {}): string {
  const { bucket = 'acme-tfstate', type = 'Object Created', reason = 'PutObject', service = 'aws.s3' } = changes;
  return JSON.stringify({
    version: '0',
    id: '17793124-05d4-b198-2fde-7ededc63b103',
    'detail-type': type,
    source: service,
    account: '111122223333',
    time: '2026-11-20T11:00:00Z',
    region: 'us-east-1',
    resources: [`arn:aws:s3:::${bucket}`],
    detail: {
      version: '0',
      bucket: { name: bucket },
      object: {
        key,
        size: 5,
        etag: 'b1946ac92492d2347c6235b4d2611184',
        'version-id': 'v2',
        sequencer: '00617F08299329D189',
      },
      'request-id': 'N4N7GDK58NMKJ12R',
      requester: '123456789012',
      'source-ip-address': '192.0.2.1',
      reason,
    },
  });
}
