import { InvokeCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { clients } from './deployment.ts';

/** @param entry of the stack: `Dispatch`, `Scan` */
export async function nameOf(entry: string): Promise<string> {
  const { Functions = [] } = await clients.lambda.send(new ListFunctionsCommand({}));
  const found = Functions.find(({ FunctionName = '' }) => FunctionName.includes(`${entry}Function`));
  if (found?.FunctionName === undefined) throw new Error(`the stack has no function ${entry}`);
  return found.FunctionName;
}

/** Runs a function of the stack to its end. @throws with what it said, where it fails */
export async function invoke(entry: string, event: object): Promise<void> {
  const request = new InvokeCommand({ FunctionName: await nameOf(entry), Payload: JSON.stringify(event) });
  const { FunctionError, Payload } = await clients.lambda.send(request);
  if (FunctionError !== undefined) throw new Error(`${entry}: ${FunctionError} ${Payload?.transformToString()}`);
}
