/** A record of the findings table's stream is not what DynamoDB sends. Names the fields, never a value. */
export class StreamRecordError extends Error {
  override readonly name = 'StreamRecordError';

  constructor(fields: string) {
    super(
      `A record of the findings table's stream can't be read (${fields}). Find out what else sends events to the alert function.`,
    );
  }
}

const authorization =
  'Allow sns:Publish on the topic, and kms:GenerateDataKey and kms:Decrypt on its key, to the role of the alert function.';

/** Source: Amazon SNS API reference, "Publish" and "PublishBatch", errors. */
const whatToDo: Readonly<Record<string, string>> = {
  AuthorizationError: authorization,
  AuthorizationErrorException: authorization,
  KMSAccessDenied: authorization,
  KMSAccessDeniedException: authorization,
  KMSDisabledException: "Enable the topic's KMS key again.",
  KMSNotFoundException: "The topic's KMS key is gone: deploy again.",
  NotFound: 'The topic is gone: deploy again.',
  NotFoundException: 'The topic is gone: deploy again.',
};

/** What SNS says of a message that it will never take, however often it is sent. */
const refusals: ReadonlySet<string> = new Set([
  'InvalidParameter',
  'InvalidParameterException',
  'InvalidParameterValue',
  'ParameterValueInvalid',
  'ValidationException',
]);

/** SNS did not take an alert. The service's own words are left out: they may quote the message. */
export class AlertNotPublishedError extends Error {
  override readonly name = 'AlertNotPublishedError';
  /** Whether SNS will never take it. */
  readonly isRefused: boolean;

  /** @param code name of the error as SNS or the SDK gives it: `Throttled` */
  constructor(code: string, options?: ErrorOptions) {
    const isRefused = refusals.has(code);
    const otherwise = isRefused ? 'Tell the makers of statewarden.' : 'The stream delivers it again.';
    super(`SNS did not take the alert (${code}). ${whatToDo[code] ?? otherwise}`, options);
    this.isRefused = isRefused;
  }
}

/** An earlier alert of the same finding was not sent: this one would overtake it. */
export class AlertHeldBackError extends Error {
  override readonly name = 'AlertHeldBackError';

  constructor() {
    super('An earlier alert of this finding was not sent. The stream delivers both again.');
  }
}
