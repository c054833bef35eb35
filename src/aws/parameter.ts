import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { sourceErrorFrom } from './errors.ts';

let client: SSMClient | undefined;

/**
 * The value of a parameter; null when there is none, or it is a SecureString, which is never decrypted.
 * @throws SourceError
 */
export async function readParameter(name: string, signal: AbortSignal): Promise<string | null> {
  client ??= new SSMClient({
    retryMode: 'adaptive',
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 20_000 },
  });
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name }), { abortSignal: signal });
    return Parameter?.Type === 'SecureString' ? null : (Parameter?.Value ?? null);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ParameterNotFound) return null;
    throw sourceErrorFrom(error, { location: `parameter ${name}`, permission: 'ssm:GetParameter' });
  }
}
