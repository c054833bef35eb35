import { shortened, visibleText } from '../reports/visible-text.ts';
import type { Alert } from './alert.ts';
import { alertDocument } from './alert-document.ts';
import { type FieldLimits, fitted, tighterLimits, unlimited } from './fitting.ts';
import { alertText } from './text.ts';
import { subject } from './words.ts';

/** An alert as SNS takes it. */
export interface Message {
  readonly Subject: string;
  readonly Message: string;
  readonly MessageStructure: 'json';
  readonly MessageAttributes: Record<string, { readonly DataType: 'String'; readonly StringValue: string }>;
}

/**
 * Most bytes of a message, and of all messages of one request: with room for what SNS counts beside them.
 * Source: Amazon SNS API reference, "PublishBatch": 262,144 bytes.
 */
export const messageBytes = 250_000;

const longestAttribute = 256;

/**
 * The message of an alert: text for mail and for whatever knows no better, JSON for machines. What does not fit is shortened.
 * Source of the structure: Amazon SNS API reference, "Publish", MessageStructure.
 */
export function messageOf(alert: Alert): Message {
  let message = messageWithin(alert, unlimited);
  for (const limits of tighterLimits) {
    if (bytesOf(message) <= messageBytes) break;
    message = messageWithin(alert, limits);
  }
  return message;
}

/** What SNS counts: body, subject, and names, types and values of the attributes. */
export function bytesOf({ Message, Subject, MessageAttributes }: Message): number {
  const attributes = Object.entries(MessageAttributes).flatMap(([name, { DataType, StringValue }]) => [
    name,
    DataType,
    StringValue,
  ]);
  return [Message, Subject, ...attributes].reduce((bytes, text) => bytes + Buffer.byteLength(text), 0);
}

function messageWithin(alert: Alert, limits: FieldLimits): Message {
  const { finding, cut } = fitted(alert.finding, limits);
  const short: Alert = { ...alert, finding };
  const text = alertText(short, cut).replaceAll(noCharacter, '\uFFFD');
  const json = JSON.stringify(alertDocument(short, cut)).replaceAll(noCharacter, escaped);
  return {
    Subject: subject(short),
    Message: JSON.stringify({ default: text, email: text, http: json, https: json, sqs: json, lambda: json }),
    MessageStructure: 'json',
    MessageAttributes: attributesOf(alert),
  };
}

/** What SQS takes in no message, on top of what is never in ours. Source: Amazon SQS API reference, "SendMessage", valid characters. */
const noCharacter = /[\uFFFE\uFFFF]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16)}`;
}

/** For filter policies. A finding without an owner has no attribute `owner`: SNS takes no empty value. */
function attributesOf({ kind, route, finding }: Alert): Message['MessageAttributes'] {
  const { severity, environment, owner, checkId } = finding;
  return Object.fromEntries(
    Object.entries({ severity, environment, owner, checkId, route, transition: kind })
      .map(
        ([name, value]) =>
          [name, shortened(visibleText(value).replaceAll(noCharacter, '\uFFFD'), longestAttribute)] as const,
      )
      .filter(([, value]) => value !== '')
      .map(([name, StringValue]) => [name, { DataType: 'String' as const, StringValue }]),
  );
}
