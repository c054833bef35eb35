import type { EphemeralResources } from './way-out.ts';

/**
 * Resources and data sources for which the provider has an ephemeral resource that does the same: nothing of it is kept. Each page was
 * looked up where it is named.
 */
export const ephemeralResources: readonly EphemeralResources[] = [
  {
    source: 'hashicorp/terraform-provider-random docs/ephemeral-resources/',
    types: {
      random_password: { ephemeral: 'random_password', page: 'password.md' },
      random_bytes: { ephemeral: 'random_bytes', page: 'bytes.md' },
    },
  },
  {
    source: 'hashicorp/terraform-provider-tls docs/ephemeral-resources/',
    types: {
      tls_private_key: { ephemeral: 'tls_private_key', page: 'private_key.md' },
    },
  },
  {
    source: 'hashicorp/terraform-provider-aws website/docs/ephemeral-resources/',
    types: {
      'data.aws_secretsmanager_secret_version': {
        ephemeral: 'aws_secretsmanager_secret_version',
        page: 'secretsmanager_secret_version.html.markdown',
      },
      'data.aws_secretsmanager_random_password': {
        ephemeral: 'aws_secretsmanager_random_password',
        page: 'secretsmanager_random_password.html.markdown',
      },
      'data.aws_ssm_parameter': { ephemeral: 'aws_ssm_parameter', page: 'ssm_parameter.html.markdown' },
      'data.aws_kms_secrets': { ephemeral: 'aws_kms_secrets', page: 'kms_secrets.html.markdown' },
      'data.aws_eks_cluster_auth': { ephemeral: 'aws_eks_cluster_auth', page: 'eks_cluster_auth.html.markdown' },
      'data.aws_ecr_authorization_token': {
        ephemeral: 'aws_ecr_authorization_token',
        page: 'ecr_authorization_token.html.markdown',
      },
      'data.aws_ecrpublic_authorization_token': {
        ephemeral: 'aws_ecrpublic_authorization_token',
        page: 'ecrpublic_authorization_token.html.markdown',
      },
      'data.aws_lambda_invocation': { ephemeral: 'aws_lambda_invocation', page: 'lambda_invocation.html.markdown' },
      'data.aws_cognito_identity_openid_token_for_developer_identity': {
        ephemeral: 'aws_cognito_identity_openid_token_for_developer_identity',
        page: 'cognito_identity_openid_token_for_developer_identity.html.markdown',
      },
    },
  },
  {
    source: 'hashicorp/terraform-provider-azurerm website/docs/ephemeral-resources/',
    types: {
      'data.azurerm_key_vault_secret': {
        ephemeral: 'azurerm_key_vault_secret',
        page: 'key_vault_secret.html.markdown',
      },
      'data.azurerm_key_vault_certificate_data': {
        ephemeral: 'azurerm_key_vault_certificate',
        page: 'key_vault_certificate.html.markdown',
      },
    },
  },
  {
    source: 'hashicorp/terraform-provider-google website/docs/ephemeral-resources/',
    types: {
      'data.google_secret_manager_secret_version': {
        ephemeral: 'google_secret_manager_secret_version',
        page: 'secret_manager_secret_version.html.markdown',
      },
      'data.google_secret_manager_secret_version_access': {
        ephemeral: 'google_secret_manager_secret_version',
        page: 'secret_manager_secret_version.html.markdown',
      },
      'data.google_service_account_access_token': {
        ephemeral: 'google_service_account_access_token',
        page: 'service_account_access_token.html.markdown',
      },
      'data.google_service_account_id_token': {
        ephemeral: 'google_service_account_id_token',
        page: 'service_account_id_token.html.markdown',
      },
      'data.google_service_account_jwt': {
        ephemeral: 'google_service_account_jwt',
        page: 'service_account_jwt.html.markdown',
      },
      'data.google_client_config': { ephemeral: 'google_client_config', page: 'client_config.html.markdown' },
      google_service_account_key: {
        ephemeral: 'google_service_account_key',
        page: 'service_account_key.html.markdown',
      },
    },
  },
  {
    source: 'hashicorp/terraform-provider-vault website/docs/ephemeral-resources/',
    types: {
      'data.vault_kv_secret_v2': { ephemeral: 'vault_kv_secret_v2', page: 'kv_secret_v2.html.md' },
      'data.vault_generic_secret': { ephemeral: 'vault_generic_secret', page: 'generic_secret.html.md' },
      'data.vault_aws_access_credentials': {
        ephemeral: 'vault_aws_access_credentials',
        page: 'aws_access_credentials.html.md',
      },
      'data.vault_aws_static_access_credentials': {
        ephemeral: 'vault_aws_static_access_credentials',
        page: 'aws_static_access_credentials.html.md',
      },
      'data.vault_azure_access_credentials': {
        ephemeral: 'vault_azure_access_credentials',
        page: 'azure_access_credentials.html.md',
      },
      'data.vault_kubernetes_service_account_token': {
        ephemeral: 'vault_kubernetes_credentials',
        page: 'kubernetes_credentials.html.md',
      },
      vault_approle_auth_backend_role_secret_id: {
        ephemeral: 'vault_approle_auth_backend_role_secret_id',
        page: 'approle_auth_backend_role_secret_id.html.md',
      },
      vault_token: { ephemeral: 'vault_token', page: 'token.html.md' },
    },
  },
  {
    source: 'hashicorp/terraform-provider-kubernetes docs/ephemeral-resources/',
    types: {
      kubernetes_token_request_v1: { ephemeral: 'kubernetes_token_request_v1', page: 'kubernetes_token_request_v1.md' },
      kubernetes_certificate_signing_request_v1: {
        ephemeral: 'kubernetes_certificate_signing_request_v1',
        page: 'kubernetes_certificate_signing_request_v1.md',
      },
    },
  },
  {
    source: 'Azure/terraform-provider-azapi docs/ephemeral-resources/',
    types: {
      'data.azapi_resource_action': { ephemeral: 'azapi_resource_action', page: 'resource_action.md' },
      azapi_resource_action: { ephemeral: 'azapi_resource_action', page: 'resource_action.md' },
    },
  },
];
