import type { Detector } from './detector.ts';

export interface SignedAddress {
  /** In lower case: `https`; null for a signature without its address. */
  readonly scheme: string | null;
  /** When the signature ends, ISO 8601 UTC; null where it does not say. */
  readonly expiresAt: string | null;
}

/** Beside a signature of the older kind: whose key it was made with. */
const keyOfSignature = /[?&](?:AWSAccessKeyId|GoogleAccessId|Key-Pair-Id|OSSAccessKeyId|AccessKeyId)=/i;

/** Longest address that is looked at around a signature. */
const reach = 2048;

/**
 * Addresses that open something for whoever has them. Sources: Azure Storage, "Create a service SAS" (`sig`, `se`); AWS Signature
 * Version 4, query parameters (`X-Amz-Signature`, `X-Amz-Date`, `X-Amz-Expires`); Google Cloud Storage, "V4 signing process";
 * Azure Functions, "Work with access keys" (`code`). The older kind, `Signature` with `Expires`: Amazon S3, "Query string request
 * authentication alternative"; Cloud Storage, "V2 signing process"; CloudFront, "Signed URLs"; Alibaba OSS, "Add signatures to URLs".
 */
export const signedAddress: Detector<SignedAddress> = {
  mayMatch: (text) => text.length >= 40 && /sig=|signature=|\.azurewebsites\.net\/[^\s]*code=/i.test(text),
  match(text) {
    for (const { index, 0: found } of text.matchAll(
      /[?&](?:sig=[\w%+/=-]{20,}|code=[\w%+/=-]{40,}|Signature=[\w%+/=~-]{20,}|X-(?:Amz|Goog)-Signature=[0-9a-f]{32,})/gi,
    )) {
      const before =
        text
          .slice(Math.max(0, index - reach), index)
          .split(/[\s"'<>]/)
          .at(-1) ?? '';
      const after = text.slice(index + found.length, index + found.length + reach).split(/[\s"'<>]/)[0] ?? '';
      const address = `${before}${found}${after}`;
      if (/^.signature=/i.test(found) && !keyOfSignature.test(address)) continue;
      if (/^.sig=/i.test(found) && !/[?&](?:sv|se|sr|skn|sp)=/.test(address)) continue;
      if (/^.code=/i.test(found) && !/\.azurewebsites\.net\//i.test(before)) continue;
      return { scheme: /[a-z]{2,10}(?=:\/\/)/i.exec(before)?.[0].toLowerCase() ?? null, expiresAt: endOf(address) };
    }
    return null;
  },
};

function endOf(address: string): string | null {
  const parameter = (name: string) => new RegExp(`[?&]${name}=([\\w:.%-]{1,40})`, 'i').exec(address)?.[1] ?? '';
  const until = parameter('se').replaceAll(/%3a/gi, ':');
  if (until !== '') return isoTime(/^\d+$/.test(until) ? Number(until) * 1000 : Date.parse(until));
  const seconds1970 = parameter('Expires');
  if (/^\d{9,}$/.test(seconds1970)) return isoTime(Number(seconds1970) * 1000);
  const provider = /X-Goog-Date=/i.test(address) ? 'Goog' : 'Amz';
  const signedAt = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(parameter(`X-${provider}-Date`));
  const seconds = Number(parameter(`X-${provider}-Expires`));
  if (signedAt === null || !Number.isFinite(seconds)) return null;
  const [, year, month, day, hour, minute, second] = signedAt;
  return isoTime(Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) + seconds * 1000);
}

/** Null for what is no time: an address may say anything. */
function isoTime(milliseconds: number): string | null {
  return Math.abs(milliseconds) <= 8_640_000_000_000_000 ? new Date(milliseconds).toISOString() : null;
}
