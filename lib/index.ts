/** What an AWS CDK app of one's own needs to deploy Statewarden. */

export { MemberStack } from './member-stack.ts';
export { Statewarden, type StatewardenProps } from './statewarden.ts';
export { StatewardenStack } from './statewarden-stack.ts';
export { VaultStack } from './vault-stack.ts';
