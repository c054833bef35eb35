import type { WriteOnlyArguments } from './way-out.ts';

/**
 * Attributes for which the provider has a write-only argument of the same name and `_wo` behind it: Terraform keeps nothing of it. Each
 * was read in the schema or the documentation that is named; an argument that is not known to be there has no place here.
 */
export const writeOnlyArguments: readonly WriteOnlyArguments[] = [
  {
    source: 'hashicorp/terraform-provider-aws website/docs/r/ssm_parameter.html.markdown, and the same of each type',
    version: '_wo_version',
    attributes: {
      aws_db_instance: ['password'],
      aws_rds_cluster: ['master_password'],
      aws_redshift_cluster: ['master_password'],
      aws_secretsmanager_secret_version: ['secret_string'],
      aws_ssm_parameter: ['value'],
    },
  },
  {
    source: 'hashicorp/terraform-provider-aws v6.47.0, schema dump lonegunmanb/terraform-aws-schema at 6812d62211',
    attributes: {
      aws_bedrockagentcore_api_key_credential_provider: ['api_key'],
      aws_bedrockagentcore_oauth2_credential_provider: [
        'oauth2_provider_config.custom_oauth2_provider_config.client_id',
        'oauth2_provider_config.custom_oauth2_provider_config.client_secret',
        'oauth2_provider_config.github_oauth2_provider_config.client_id',
        'oauth2_provider_config.github_oauth2_provider_config.client_secret',
        'oauth2_provider_config.google_oauth2_provider_config.client_id',
        'oauth2_provider_config.google_oauth2_provider_config.client_secret',
        'oauth2_provider_config.microsoft_oauth2_provider_config.client_id',
        'oauth2_provider_config.microsoft_oauth2_provider_config.client_secret',
        'oauth2_provider_config.salesforce_oauth2_provider_config.client_id',
        'oauth2_provider_config.salesforce_oauth2_provider_config.client_secret',
        'oauth2_provider_config.slack_oauth2_provider_config.client_id',
        'oauth2_provider_config.slack_oauth2_provider_config.client_secret',
      ],
      aws_elasticache_user: ['passwords'],
      aws_fsx_windows_file_system: ['self_managed_active_directory.password'],
      aws_kms_ciphertext: ['plaintext'],
      aws_transfer_host_key: ['host_key_body'],
    },
  },
  {
    source:
      'hashicorp/terraform-provider-azurerm v4.79.0, schema dump lonegunmanb/terraform-azurerm-schema at 195b01c1a5',
    attributes: {
      azurerm_mssql_server: ['administrator_login_password'],
    },
  },
  {
    source:
      'hashicorp/terraform-provider-azurerm website/docs/r/key_vault_secret.html.markdown, mysql_flexible_server, postgresql_flexible_server',
    version: '_wo_version',
    attributes: {
      azurerm_key_vault_secret: ['value'],
      azurerm_mysql_flexible_server: ['administrator_password'],
      azurerm_postgresql_flexible_server: ['administrator_password'],
    },
  },
  {
    source:
      'hashicorp/terraform-provider-google, schema dump lonegunmanb/terraform-google-schema generated/resource/googleSqlUser.go at 473a08f276; website/docs/r/secret_manager_secret_version.html.markdown',
    version: '_wo_version',
    attributes: {
      google_secret_manager_secret_version: ['secret_data'],
      google_sql_user: ['password'],
    },
  },
  {
    source:
      'hashicorp/terraform-provider-kubernetes, schema dump lonegunmanb/terraform-kubernetes-schema generated/resource/kubernetesSecretV1.go at 6b2023307c',
    version: '_wo_revision',
    attributes: {
      kubernetes_secret_v1: ['data', 'binary_data'],
    },
  },
  {
    source: 'aiven/terraform-provider-aiven at de2e6b0de4, registry docs',
    attributes: {
      aiven_clickhouse_user: ['password'],
      aiven_kafka_user: ['password'],
      aiven_mysql_user: ['password'],
      aiven_opensearch_user: ['password'],
      aiven_pg_user: ['password'],
      aiven_valkey_user: ['password'],
    },
  },
  {
    source: 'auth0/terraform-provider-auth0 at a00b69214a, schemas in Go',
    attributes: {
      auth0_action: ['secrets'],
      auth0_client_credentials: ['client_secret'],
      auth0_event_stream: [
        'webhook_configuration.webhook_authorization.header_value',
        'webhook_configuration.webhook_authorization.password',
        'webhook_configuration.webhook_authorization.token',
      ],
      auth0_log_stream: ['sink.datadog_api_key'],
    },
  },
  {
    source: 'DataDog/terraform-provider-datadog at 701d55bc44, schemas in Go',
    attributes: {
      datadog_integration_fastly_account: ['api_key'],
      datadog_synthetics_global_variable: ['value'],
    },
  },
  {
    source: 'keycloak/terraform-provider-keycloak at 05accfd870, schemas in Go',
    attributes: {
      keycloak_ldap_user_federation: ['bind_credential'],
      keycloak_oidc_identity_provider: ['client_secret'],
      keycloak_openid_client: ['client_secret'],
    },
  },
  {
    source: 'mongodb/terraform-provider-mongodbatlas at 468253dbf6, schemas in Go',
    attributes: {
      mongodbatlas_database_user: ['password'],
    },
  },
  {
    source: 'petoju/terraform-provider-mysql at 214310dc19, schemas in Go',
    attributes: {
      mysql_user: ['password'],
    },
  },
  {
    source: 'hashicorp/terraform-provider-nomad at f50e8ca395, schemas in Go',
    attributes: {
      nomad_variable: ['items'],
    },
  },
  {
    source: 'okta/terraform-provider-okta at e59c130b0b, schemas in Go',
    attributes: {
      okta_app_oauth: ['client_basic_secret'],
      okta_idp_oidc: ['client_secret'],
      okta_idp_social: ['client_secret'],
    },
  },
  {
    source: 'cyrilgdn/terraform-provider-postgresql at ff936b9548, schemas in Go',
    attributes: {
      postgresql_role: ['password'],
    },
  },
  {
    source: 'scaleway/terraform-provider-scaleway at b2d45ed4bd, schemas in Go',
    attributes: {
      scaleway_secret_version: ['data'],
    },
  },
  {
    source: 'hashicorp/terraform-provider-tfe at 62d27c7564, schemas in Go',
    attributes: {
      tfe_admin_smtp_settings: ['password'],
      tfe_notification_configuration: ['token', 'url'],
      tfe_organization_run_task: ['hmac_key'],
      tfe_policy_set_parameter: ['value'],
      tfe_project_notification_configuration: ['token', 'url'],
      tfe_saml_settings: ['private_key'],
      tfe_ssh_key: ['key'],
      tfe_team_notification_configuration: ['token'],
      tfe_test_variable: ['value'],
      tfe_variable: ['value'],
    },
  },
  {
    source: 'hashicorp/terraform-provider-vault at 31447510c5, schemas in Go',
    attributes: {
      vault_approle_auth_backend_login: ['secret_id'],
      vault_aws_auth_backend_client: ['secret_key'],
      vault_aws_secret_backend: ['secret_key'],
      vault_azure_auth_backend_config: ['client_secret'],
      vault_azure_secret_backend: ['client_secret'],
      vault_consul_secret_backend: ['client_key', 'token'],
      vault_gcp_auth_backend: ['credentials'],
      vault_gcp_secret_backend: ['credentials'],
      vault_jwt_auth_backend: ['oidc_client_secret'],
      vault_kubernetes_auth_backend_config: ['token_reviewer_jwt'],
      vault_kubernetes_secret_backend: ['service_account_jwt'],
      vault_ldap_auth_backend: ['bindpass'],
      vault_ldap_secret_backend: ['bindpass'],
      vault_mongodbatlas_secret_backend: ['private_key'],
      vault_nomad_secret_backend: ['client_key', 'token'],
      vault_okta_auth_backend: ['api_token'],
      vault_rabbitmq_secret_backend: ['password'],
      vault_raft_snapshot_agent_config: ['aws_secret_access_key'],
      vault_terraform_cloud_secret_backend: ['token'],
    },
  },
  {
    source: 'yandex-cloud/terraform-provider-yandex at b52b1df55c, schemas in Go',
    attributes: {
      yandex_mdb_clickhouse_cluster: ['admin_password'],
      yandex_mdb_clickhouse_cluster_v2: ['admin_password'],
      yandex_mdb_clickhouse_user: ['password'],
      yandex_mdb_greenplum_cluster: ['user_password'],
      yandex_mdb_greenplum_cluster_v2: ['user_password'],
      yandex_mdb_greenplum_user: ['password'],
      yandex_mdb_mysql_user: ['password'],
      yandex_mdb_opensearch_cluster: ['config.admin_password'],
      yandex_mdb_postgresql_user: ['password'],
      yandex_mdb_redis_cluster: ['config.password'],
      yandex_mdb_redis_cluster_v2: ['config.password'],
    },
  },
];
