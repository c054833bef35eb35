import { type Example, Secret, type Values } from './documented-secrets.ts';
import { madeUpPem } from './made-up-pem.ts';

const declared = (value: unknown) => new Secret('declared', value);
const named = (value: string) => new Secret('by its name', value);
const inText = (value: string) => new Secret('in a text', value);
const shaped = (value: string) => new Secret('by its shape', value);

/** Examples of the providers for Google Cloud, Azure, Kubernetes and of many services: `website/docs/r` or `docs/resources` of each. */
export function otherExamples({ password, token, hex, uuid, base64, random }: Values): readonly Example[] {
  const certificate = madeUpPem('CERTIFICATE', random, 12);
  const azureKey = () => base64(64);
  const project = 'my-project-name';
  const vault = `/subscriptions/${uuid()}/resourceGroups/example/providers/Microsoft.KeyVault/vaults/examplekeyvault`;
  return [
    [
      'google_sql_user',
      { name: 'me', instance: 'main-instance', host: 'me.com', password: declared(password()), project },
    ],
    [
      'google_sql_database_instance',
      {
        name: 'main-instance',
        root_password: declared(password()),
        connection_name: `${project}:us-central1:main-instance`,
        server_ca_cert: [{ cert: certificate, sha1_fingerprint: hex(40) }],
      },
    ],
    [
      'google_service_account_key',
      {
        service_account_id: `projects/${project}/serviceAccounts/x@${project}.iam.gserviceaccount.com`,
        private_key: declared(
          Buffer.from(
            JSON.stringify({
              type: 'service_account',
              private_key: madeUpPem('PRIVATE KEY', random, 20),
              client_id: '123',
            }),
          ).toString('base64'),
        ),
        public_key: base64(400),
        key_algorithm: 'KEY_ALG_RSA_2048',
      },
    ],
    [
      'google_container_cluster',
      {
        name: 'my-gke-cluster',
        endpoint: '203.0.113.20',
        master_auth: [
          {
            client_certificate: base64(300),
            client_key: declared(Buffer.from(madeUpPem('RSA PRIVATE KEY', random, 20)).toString('base64')),
            cluster_ca_certificate: base64(400),
          },
        ],
        services_ipv4_cidr: '10.3.240.0/20',
      },
    ],
    [
      'google_secret_manager_secret_version',
      {
        secret: `projects/${project}/secrets/secret-version`,
        secret_data: declared(password()),
        version: '1',
        name: `projects/114123456789/secrets/secret-version/versions/1`,
      },
    ],
    [
      'google_compute_instance',
      {
        name: 'my-instance',
        metadata: {
          foo: 'bar',
          'ssh-keys': `dev:ssh-rsa ${base64(270)} dev`,
          'startup-script': inText(
            `#! /bin/bash\ncurl -H "Authorization: Bearer ${token(43)}" https://config.example.com/boot | bash\n`,
          ),
        },
        metadata_fingerprint: base64(8),
        tags_fingerprint: base64(8),
      },
    ],
    [
      'google_redis_instance',
      {
        name: 'ha-memory-cache',
        auth_enabled: true,
        auth_string: declared(uuid()),
        host: '10.0.0.3',
        server_ca_certs: [{ cert: certificate, serial_number: '0' }],
      },
    ],
    [
      'google_compute_vpn_tunnel',
      {
        name: 'tunnel-1',
        peer_ip: '15.0.0.120',
        shared_secret: declared(password()),
        shared_secret_hash: base64(18),
        tunnel_id: '1234567890',
      },
    ],
    [
      'google_sql_ssl_cert',
      {
        common_name: 'client-name',
        private_key: shaped(madeUpPem('RSA PRIVATE KEY', random, 20)),
        cert: certificate,
        sha1_fingerprint: hex(40),
      },
    ],
    [
      'google_storage_hmac_key',
      {
        access_id: `GOOG1E${token(55).toUpperCase()}`,
        secret: declared(base64(30)),
        service_account_email: `x@${project}.iam.gserviceaccount.com`,
        state: 'ACTIVE',
      },
    ],
    [
      'google_cloudfunctions2_function',
      {
        name: 'function-v2',
        service_config: [
          {
            environment_variables: {
              SERVICE_CONFIG_TEST: 'config_test',
              STRIPE_WEBHOOK_SECRET: named(`whsec_${token(32)}`),
            },
            secret_environment_variables: [{ key: 'TEST', secret: 'secret', version: 'latest' }],
          },
        ],
      },
    ],
    [
      'google_compute_ssl_certificate',
      {
        name: 'my-certificate',
        certificate,
        private_key: shaped(madeUpPem('PRIVATE KEY', random, 20)),
        certificate_id: 123,
      },
    ],
    [
      'google_iap_client',
      {
        brand: 'projects/1/brands/1',
        client_id: '1-a.apps.googleusercontent.com',
        display_name: 'Test Client',
        secret: declared(`GOCSPX-${token(28)}`),
      },
    ],
    ['google_project', { name: 'My Project', project_id: 'your-project-id', number: '1234567890', org_id: '1234567' }],
    [
      'azurerm_storage_account',
      {
        name: 'storageaccountname',
        primary_access_key: declared(azureKey()),
        secondary_access_key: declared(azureKey()),
        primary_connection_string: declared(
          `DefaultEndpointsProtocol=https;AccountName=storageaccountname;AccountKey=${azureKey()};EndpointSuffix=core.windows.net`,
        ),
        primary_blob_endpoint: 'https://storageaccountname.blob.core.windows.net/',
      },
    ],
    [
      'azurerm_mssql_server',
      {
        name: 'mssqlserver',
        administrator_login: 'missadministrator',
        administrator_login_password: declared(password()),
        minimum_tls_version: '1.2',
      },
    ],
    [
      'azurerm_linux_virtual_machine',
      {
        name: 'example-machine',
        admin_username: 'adminuser',
        admin_password: declared(password()),
        custom_data: declared(
          Buffer.from(`#cloud-config\nchpasswd:\n  list: |\n    root:${password()}\n`).toString('base64'),
        ),
        admin_ssh_key: [{ username: 'adminuser', public_key: `ssh-rsa ${base64(270)}` }],
        virtual_machine_id: uuid(),
      },
    ],
    [
      'azurerm_key_vault_secret',
      {
        name: 'secret-sauce',
        value: declared(password()),
        key_vault_id: vault,
        version: hex(32),
        versionless_id: 'https://examplekeyvault.vault.azure.net/secrets/secret-sauce',
      },
    ],
    [
      'azurerm_container_registry',
      {
        name: 'containerRegistry1',
        admin_enabled: true,
        admin_username: 'containerRegistry1',
        admin_password: declared(token(32)),
        login_server: 'containerregistry1.azurecr.io',
      },
    ],
    [
      'azurerm_cosmosdb_account',
      {
        name: 'tfex-cosmos-db',
        primary_key: declared(azureKey()),
        primary_readonly_key: declared(azureKey()),
        primary_sql_connection_string: declared(
          `AccountEndpoint=https://tfex-cosmos-db.documents.azure.com:443/;AccountKey=${azureKey()};`,
        ),
        endpoint: 'https://tfex-cosmos-db.documents.azure.com:443/',
      },
    ],
    [
      'azurerm_eventhub_authorization_rule',
      {
        name: 'navi',
        primary_key: declared(base64(32)),
        primary_connection_string: declared(
          `Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKeyName=navi;SharedAccessKey=${base64(32)};EntityPath=hub`,
        ),
      },
    ],
    [
      'azurerm_kubernetes_cluster',
      {
        name: 'example-aks1',
        kube_config_raw: declared(
          `apiVersion: v1\nkind: Config\nusers:\n- name: clusterUser\n  user:\n    client-certificate-data: ${base64(300)}\n    client-key-data: ${base64(300)}\n    token: ${hex(128)}\n`,
        ),
        kube_config: declared([
          {
            host: 'https://example.hcp.westeurope.azmk8s.io:443',
            username: 'clusterUser',
            password: hex(128),
            client_certificate: base64(300),
            client_key: base64(300),
            cluster_ca_certificate: base64(300),
          },
        ]),
        oidc_issuer_url: `https://westeurope.oic.prod-aks.azure.com/${uuid()}/`,
      },
    ],
    [
      'azurerm_redis_cache',
      {
        name: 'example-cache',
        hostname: 'example-cache.redis.cache.windows.net',
        primary_access_key: declared(base64(32)),
        primary_connection_string: declared(
          `example-cache.redis.cache.windows.net:6380,password=${base64(32)},ssl=True,abortConnect=False`,
        ),
      },
    ],
    [
      'azurerm_linux_web_app',
      {
        name: 'example',
        app_settings: {
          WEBSITE_RUN_FROM_PACKAGE: '1',
          APPINSIGHTS_INSTRUMENTATIONKEY: uuid(),
          DB_PASSWORD: named(password()),
        },
        site_credential: declared([{ name: '$example', password: token(60) }]),
        custom_domain_verification_id: declared(hex(64).toUpperCase()),
      },
    ],
    [
      'azuread_application_password',
      {
        application_object_id: uuid(),
        key_id: uuid(),
        value: declared(`${token(3)}8Q~${token(34)}`),
        display_name: 'rotated',
        end_date: '2028-01-01T00:00:00Z',
      },
    ],
    [
      'azurerm_postgresql_flexible_server',
      {
        name: 'example-psqlflexibleserver',
        administrator_login: 'psqladmin',
        administrator_password: declared(password()),
        fqdn: 'example-psqlflexibleserver.postgres.database.azure.com',
      },
    ],
    [
      'azurerm_servicebus_namespace',
      {
        name: 'tfex-servicebus-namespace',
        default_primary_key: declared(base64(32)),
        default_primary_connection_string: declared(
          `Endpoint=sb://tfex.servicebus.windows.net/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=${base64(32)}`,
        ),
      },
    ],
    ['azurerm_virtual_network', { name: 'example-network', guid: uuid(), address_space: ['10.0.0.0/16'] }],
    [
      'random_password',
      {
        length: 16,
        special: true,
        override_special: '!#$%&*()-_=+[]{}<>:?',
        result: declared(password()),
        bcrypt_hash: declared(`$2a$10$${token(53)}`),
      },
    ],
    [
      'random_id',
      { byte_length: 8, hex: hex(16), b64_std: base64(8), b64_url: token(11), dec: '12345678901234567890' },
    ],
    [
      'tls_private_key',
      {
        algorithm: 'ECDSA',
        private_key_pem: shaped(madeUpPem('EC PRIVATE KEY', random, 5)),
        private_key_openssh: shaped(madeUpPem('OPENSSH PRIVATE KEY', random, 7)),
        public_key_openssh: `ecdsa-sha2-nistp384 ${base64(100)}`,
        public_key_fingerprint_sha256: `SHA256:${token(43)}`,
      },
    ],
    [
      'tls_self_signed_cert',
      {
        private_key_pem: shaped(madeUpPem('PRIVATE KEY', random, 20)),
        cert_pem: certificate,
        key_algorithm: 'ECDSA',
        validity_start_time: '2026-01-01T00:00:00Z',
      },
    ],
    [
      'kubernetes_secret',
      {
        metadata: [{ name: 'basic-auth', uid: uuid(), resource_version: '1234' }],
        data: declared({ username: 'admin', password: password() }),
        type: 'kubernetes.io/basic-auth',
      },
    ],
    [
      'kubernetes_config_map',
      {
        metadata: [{ name: 'my-config' }],
        data: {
          api_host: 'myhost:443',
          db_host: 'dbhost:5432',
          'my_config_file.yml': inText(
            `server:\n  port: 8080\nspring:\n  datasource:\n    username: app\n    password: ${password()}\n`,
          ),
        },
      },
    ],
    [
      'helm_release',
      {
        name: 'my-redis-release',
        chart: 'redis',
        values: [
          inText(`auth:\n  enabled: true\n  password: "${password()}"\nmaster:\n  persistence:\n    size: 8Gi\n`),
        ],
        set_sensitive: [{ name: 'auth.password', value: declared(password()), type: '' }],
        set: [{ name: 'service.annotations.prometheus', value: '9127' }],
      },
    ],
    [
      'github_actions_secret',
      {
        repository: 'example_repository',
        secret_name: 'example_secret_name',
        plaintext_value: declared(password()),
        encrypted_value: null,
      },
    ],
    [
      'github_repository_webhook',
      {
        repository: 'repo',
        configuration: [
          { url: 'https://google.de/', content_type: 'form', secret: declared(token(30)), insecure_ssl: false },
        ],
        events: ['issues'],
      },
    ],
    [
      'gitlab_project_variable',
      { project: '12345', key: 'deploy_password', value: named(password()), protected: false },
    ],
    [
      'gitlab_deploy_token',
      {
        name: 'Example',
        username: 'example-username',
        token: declared(token(20)),
        expires_at: '2027-03-14T00:00:00.000Z',
      },
    ],
    ['datadog_api_key', { name: 'foo-application', key: declared(hex(32)), id: uuid() }],
    [
      'datadog_synthetics_test',
      {
        name: 'test',
        request_headers: { 'Content-Type': 'application/json', Authentication: named(`Token: ${hex(40)}`) },
        public_id: 'abc-def-ghi',
        monitor_id: 12345,
      },
    ],
    [
      'cloudflare_api_token',
      { name: 'api_token_create', value: declared(token(40)), issued_on: '2026-07-01T05:20:00Z' },
    ],
    [
      'cloudflare_tunnel',
      { name: 'my-tunnel', secret: declared(base64(32)), account_id: hex(32), cname: `${uuid()}.cfargotunnel.com` },
    ],
    [
      'digitalocean_database_cluster',
      {
        name: 'example-postgres-cluster',
        user: 'doadmin',
        password: declared(`AVNS_${token(19)}`),
        uri: declared(
          `postgresql://doadmin:${password().replaceAll(/[^\w-]/g, '')}@example.db.ondigitalocean.com:25060/defaultdb?sslmode=require`,
        ),
        urn: `do:dbaas:${uuid()}`,
      },
    ],
    ['digitalocean_spaces_bucket', { name: 'foobar', region: 'nyc3', urn: 'do:space:foobar' }],
    [
      'mongodbatlas_database_user',
      {
        username: 'test-acc-username',
        password: declared(password()),
        project_id: hex(24),
        auth_database_name: 'admin',
      },
    ],
    [
      'vault_generic_secret',
      { path: 'secret/foo', data_json: declared(JSON.stringify({ foo: 'bar', pizza: password() })) },
    ],
    ['vault_token', { policies: ['policy1'], client_token: declared(`hvs.${token(90)}`), lease_duration: 3600 }],
    [
      'postgresql_role',
      {
        name: 'my_role',
        login: true,
        password: declared(password()),
        encrypted_password: true,
        valid_until: 'infinity',
      },
    ],
    ['mysql_user', { user: 'jdoe', host: 'example.com', plaintext_password: declared(password()) }],
    [
      'newrelic_api_access_key',
      { account_id: 1234567, key_type: 'INGEST', name: 'APM Ingest License Key', key: declared(`${hex(36)}NRAL`) },
    ],
    ['pagerduty_service_integration', { name: 'API V2', integration_key: named(hex(32)), service: 'PABCDEF' }],
    [
      'okta_app_oauth',
      {
        label: 'example',
        client_id: `0oa${token(17)}`,
        client_secret: declared(token(64)),
        redirect_uris: ['https://example.com/'],
      },
    ],
    ['auth0_client', { name: 'Application', client_id: token(32), signing_keys: [] }],
    [
      'snowflake_user',
      { name: 'Snowflake User', password: declared(password()), rsa_public_key: base64(294), default_role: 'role1' },
    ],
    [
      'fastly_tls_private_key',
      { key_pem: shaped(madeUpPem('RSA PRIVATE KEY', random, 20)), name: 'tf-demo', public_key_sha1: hex(40) },
    ],
    ['rabbitmq_user', { name: 'mctest', password: declared(password()), tags: ['administrator'] }],
    [
      'confluent_api_key',
      { id: token(16).toUpperCase(), display_name: 'env-manager-api-key', secret: declared(base64(48)) },
    ],
    [
      'databricks_token',
      {
        comment: 'Terraform Provisioning',
        lifetime_seconds: 8640000,
        token_value: shaped(`dapi${hex(32)}`),
        token_id: hex(64),
      },
    ],
    [
      'grafana_service_account_token',
      { name: 'key_foo', key: shaped(`glsa_${token(32)}_${hex(8)}`), has_expired: false },
    ],
    [
      'hcp_service_principal_key',
      {
        resource_name: 'iam/project/my-project',
        client_id: token(32),
        client_secret: declared(token(64)),
        rotate_triggers: {},
      },
    ],
    [
      'linode_instance',
      {
        label: 'simple_instance',
        root_pass: declared(password()),
        authorized_keys: [`ssh-rsa ${base64(270)} linode`],
        ip_address: '203.0.113.7',
      },
    ],
    [
      'scaleway_iam_api_key',
      { access_key: `SCW${token(17).toUpperCase()}`, secret_key: declared(uuid()), application_id: uuid() },
    ],
    [
      'rancher2_token',
      {
        description: 'foo token',
        access_key: 'token-abcde',
        secret_key: declared(token(54).toLowerCase()),
        token: declared(`token-abcde:${token(54).toLowerCase()}`),
      },
    ],
    [
      'null_resource',
      {
        triggers: { always_run: '2026-11-21T10:00:00Z', cluster_instance_ids: 'i-0abc,i-0def', content_hash: hex(64) },
      },
    ],
    [
      'terraform_remote_state',
      {
        backend: 's3',
        config: { bucket: 'acme', key: 'network' },
        outputs: { vpc_id: 'vpc-0a1b2c3d', db_password: named(password()), ca_certificate: certificate },
      },
    ],
    ['archive_file', { type: 'zip', output_sha: hex(40), output_base64sha256: base64(32), output_md5: hex(32) }],
    [
      'local_sensitive_file',
      { filename: 'foo.bar', content: declared(password()), content_sha256: hex(64), content_base64sha256: base64(32) },
    ],
    [
      'heroku_addon',
      {
        name: 'postgresql-clear-1234',
        plan: 'heroku-postgresql:essential-0',
        config_vars: ['DATABASE_URL'],
        config_var_values: {
          DATABASE_URL: declared(
            `postgres://u${token(13).toLowerCase()}:p${hex(64)}@ec2-1.compute-1.amazonaws.com:5432/d1`,
          ),
        },
      },
    ],
    [
      'aiven_kafka',
      {
        service_name: 'my-kafka1',
        service_password: declared(`AVNS_${token(19)}`),
        service_uri: declared('my-kafka1-project.aivencloud.com:12345'),
        kafka: [{ access_cert: certificate, access_key: declared(madeUpPem('PRIVATE KEY', random, 20)) }],
      },
    ],
    [
      'elasticstack_elasticsearch_security_user',
      { username: 'kibanauser', password: declared(password()), roles: ['kibana_user'] },
    ],
  ];
}
