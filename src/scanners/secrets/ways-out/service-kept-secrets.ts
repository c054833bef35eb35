import type { ServiceKeptSecrets } from './way-out.ts';

/** Secrets that the service keeps itself, in Secrets Manager, and changes from time to time. */
export const serviceKeptSecrets: readonly ServiceKeptSecrets[] = [
  {
    source: 'hashicorp/terraform-provider-aws website/docs/r/db_instance.html.markdown, and the same of each type',
    attributes: {
      aws_db_instance: { attribute: 'password', argument: 'manage_master_user_password' },
      aws_rds_cluster: { attribute: 'master_password', argument: 'manage_master_user_password' },
      aws_docdb_cluster: { attribute: 'master_password', argument: 'manage_master_user_password' },
      aws_redshift_cluster: { attribute: 'master_password', argument: 'manage_master_password' },
    },
  },
];
