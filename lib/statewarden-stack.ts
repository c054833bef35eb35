import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Statewarden, type StatewardenProps } from './statewarden.ts';

/** One stack that holds nothing but {@link Statewarden}. */
export class StatewardenStack extends Stack {
  constructor(scope: Construct, id: string, props: StatewardenProps & StackProps) {
    super(scope, id, { description: 'Watches the states of Terraform and OpenTofu', ...props });
    new Statewarden(this, 'Statewarden', props);
  }
}
