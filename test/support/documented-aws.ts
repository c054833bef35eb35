import { type Example, Secret, type Values } from './documented-secrets.ts';
import { madeUpPem } from './made-up-pem.ts';

const declared = (value: unknown) => new Secret('declared', value);
const named = (value: string) => new Secret('by its name', value);
const inText = (value: string) => new Secret('in a text', value);
const shaped = (value: string) => new Secret('by its shape', value);

const account = '123456789012';
const arn = (service: string, name: string) => `arn:aws:${service}:us-west-2:${account}:${name}`;
const policy = (action: string, resource: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: [action], Resource: resource }] });

/** Examples of hashicorp/terraform-provider-aws, `website/docs/r`. */
export function awsExamples({ password, token, hex, uuid, base64, random }: Values): readonly Example[] {
  const certificate = madeUpPem('CERTIFICATE', random, 12);
  return [
    [
      'aws_db_instance',
      {
        id: 'db-ABCDEFGHIJKL',
        allocated_storage: 10,
        db_name: 'mydb',
        engine: 'mysql',
        engine_version: '8.0',
        instance_class: 'db.t3.micro',
        username: 'foo',
        password: declared(password()),
        parameter_group_name: 'default.mysql8.0',
        arn: arn('rds', 'db:mydb'),
        address: 'mydb.c9akciq32abc.us-west-2.rds.amazonaws.com',
        ca_cert_identifier: 'rds-ca-rsa2048-g1',
        hosted_zone_id: 'Z1PVIF0B656C1W',
        resource_id: `db-${token(26).toUpperCase()}`,
      },
    ],
    [
      'aws_rds_cluster',
      {
        id: 'aurora-cluster-demo',
        cluster_identifier: 'aurora-cluster-demo',
        engine: 'aurora-mysql',
        database_name: 'mydb',
        master_username: 'foo',
        master_password: declared(password()),
        backup_retention_period: 5,
        kms_key_id: arn('kms', `key/${uuid()}`),
        cluster_resource_id: `cluster-${token(26).toUpperCase()}`,
      },
    ],
    [
      'aws_redshift_cluster',
      {
        cluster_identifier: 'tf-redshift-cluster',
        database_name: 'mydb',
        master_username: 'exampleuser',
        master_password: declared(password()),
        node_type: 'dc1.large',
        cluster_public_key: `ssh-rsa ${base64(270)} Amazon-Redshift`,
      },
    ],
    [
      'aws_docdb_cluster',
      {
        cluster_identifier: 'my-docdb-cluster',
        master_username: 'foo',
        master_password: declared(password()),
        engine: 'docdb',
        preferred_backup_window: '07:00-09:00',
      },
    ],
    [
      'aws_elasticache_replication_group',
      {
        replication_group_id: 'example',
        auth_token: declared(token(32)),
        auth_token_update_strategy: 'ROTATE',
        transit_encryption_enabled: true,
        primary_endpoint_address: 'master.example.abcdef.usw2.cache.amazonaws.com',
      },
    ],
    [
      'aws_iam_access_key',
      {
        id: `AKIA${token(16)
          .toUpperCase()
          .replaceAll(/[0189]/g, 'Q')}`,
        user: 'loadbalancer',
        secret: shaped(base64(30)),
        ses_smtp_password_v4: declared(base64(33)),
        status: 'Active',
        encrypted_secret: null,
        pgp_key: null,
        create_date: '2026-01-01T00:00:00Z',
      },
    ],
    [
      'aws_secretsmanager_secret_version',
      {
        id: `${arn('secretsmanager', 'secret:example-AbCdEf')}|${uuid().toUpperCase()}`,
        secret_id: arn('secretsmanager', 'secret:example-AbCdEf'),
        secret_string: declared(JSON.stringify({ username: 'admin', password: password() })),
        version_id: uuid().toUpperCase(),
        version_stages: ['AWSCURRENT'],
      },
    ],
    [
      'aws_ssm_parameter',
      {
        name: '/production/database/password/master',
        type: 'SecureString',
        value: declared(password()),
        insecure_value: null,
        key_id: 'alias/aws/ssm',
        tier: 'Standard',
        version: 1,
      },
    ],
    [
      'aws_dms_endpoint',
      {
        endpoint_id: 'test-dms-endpoint-tf',
        endpoint_type: 'source',
        engine_name: 'aurora',
        database_name: 'test',
        username: 'test',
        password: declared(password()),
        server_name: 'test',
        certificate_arn: arn('acm', `certificate/${uuid()}`),
      },
    ],
    [
      'aws_directory_service_directory',
      {
        id: 'd-926724cf57',
        name: 'corp.notexample.com',
        password: declared(password()),
        size: 'Small',
        access_url: 'd-926724cf57.awsapps.com',
      },
    ],
    [
      'aws_mq_broker',
      {
        id: `b-${uuid()}`,
        broker_name: 'example',
        engine_type: 'ActiveMQ',
        user: [{ username: 'example_user', password: declared(password()), console_access: false, groups: [] }],
        instances: [
          {
            console_url: `https://b-${uuid()}-1.mq.us-west-2.amazonaws.com:8162`,
            endpoints: ['ssl://b-1.mq.us-west-2.amazonaws.com:61617'],
          },
        ],
      },
    ],
    [
      'aws_opensearch_domain',
      {
        domain_name: 'ggkitty',
        engine_version: 'OpenSearch_1.0',
        advanced_security_options: [
          {
            enabled: true,
            internal_user_database_enabled: true,
            master_user_options: [
              { master_user_arn: '', master_user_name: 'example', master_user_password: declared(password()) },
            ],
          },
        ],
        access_policies: policy('es:*', arn('es', 'domain/ggkitty/*')),
        domain_endpoint_options: [{ enforce_https: true, tls_security_policy: 'Policy-Min-TLS-1-2-2019-07' }],
      },
    ],
    [
      'aws_glue_connection',
      {
        id: `${account}:example`,
        name: 'example',
        connection_properties: declared({
          JDBC_CONNECTION_URL: 'jdbc:mysql://example.com/exampledatabase',
          PASSWORD: password(),
          USERNAME: 'exampleusername',
        }),
      },
    ],
    [
      'aws_cloudwatch_event_connection',
      {
        name: 'ngrok-connection',
        authorization_type: 'API_KEY',
        auth_parameters: [
          {
            api_key: [{ key: 'x-signature', value: declared(token(24)) }],
            basic: [{ username: 'user', password: declared(password()) }],
            oauth: [
              {
                authorization_endpoint: 'https://auth.url.com/endpoint',
                client_parameters: [{ client_id: '1234567890', client_secret: declared(token(32)) }],
              },
            ],
          },
        ],
        secret_arn: arn('secretsmanager', `secret:events!connection/ngrok-connection/${uuid()}-AbCdEf`),
      },
    ],
    [
      'aws_lambda_function',
      {
        function_name: 'lambda_function_name',
        handler: 'index.test',
        code_sha256: base64(32),
        source_code_hash: base64(32),
        environment: [
          {
            variables: {
              foo: 'bar',
              DB_HOST: 'db.example.com',
              DB_PASSWORD: named(password()),
              TABLE_NAME: 'orders',
              SECRET_ARN: arn('secretsmanager', 'secret:db-AbCdEf'),
            },
          },
        ],
        last_modified: '2026-01-01T00:00:00.000+0000',
      },
    ],
    [
      'aws_ecs_task_definition',
      {
        family: 'service',
        container_definitions: inText(
          JSON.stringify([
            {
              name: 'first',
              image: 'service-first',
              cpu: 10,
              environment: [{ name: 'API_TOKEN', value: token(40) }],
              secrets: [{ name: 'OTHER', valueFrom: arn('ssm', 'parameter/other') }],
            },
          ]),
        ),
        revision: 7,
      },
    ],
    [
      'aws_instance',
      {
        ami: 'ami-005e54dee72cc1d00',
        instance_type: 't3.micro',
        key_name: 'deployer',
        user_data: inText(
          `#!/bin/bash\necho "machine git.example.com login ci password ${password()}" > /root/.netrc\n`,
        ),
        user_data_base64: null,
        private_dns: 'ip-172-16-10-100.us-west-2.compute.internal',
        password_data: '',
        primary_network_interface_id: `eni-${hex(17)}`,
      },
    ],
    [
      'aws_launch_template',
      {
        name: 'foo',
        user_data: inText(
          Buffer.from(`#!/bin/bash\nexport MYSQL_PWD=${password()}\nmysql -h db -u app < /tmp/schema.sql\n`).toString(
            'base64',
          ),
        ),
        latest_version: 2,
        image_id: 'ami-test',
      },
    ],
    [
      'aws_iam_user_login_profile',
      {
        user: 'example',
        password: null,
        encrypted_password: `wcBMA${base64(240)}`,
        key_fingerprint: hex(40),
        pgp_key: 'keybase:some_person_that_exists',
      },
    ],
    [
      'aws_key_pair',
      {
        key_name: 'deployer-key',
        public_key: `ssh-rsa ${base64(270)} email@example.com`,
        fingerprint: Array.from({ length: 16 }, () => hex(2)).join(':'),
      },
    ],
    [
      'aws_acm_certificate',
      {
        private_key: shaped(madeUpPem('RSA PRIVATE KEY', random, 20)),
        certificate_body: certificate,
        certificate_chain: certificate,
        domain_name: 'example.com',
        arn: arn('acm', `certificate/${uuid()}`),
      },
    ],
    [
      'aws_iam_server_certificate',
      {
        name: 'some_test_cert',
        certificate_body: certificate,
        private_key: shaped(madeUpPem('PRIVATE KEY', random, 20)),
        expiration: '2027-01-01T00:00:00Z',
      },
    ],
    [
      'aws_cognito_user_pool_client',
      {
        id: token(26).toLowerCase(),
        name: 'client',
        user_pool_id: 'us-west-2_aaaaaaaaa',
        client_secret: declared(token(51).toLowerCase()),
        generate_secret: true,
        refresh_token_validity: 30,
        explicit_auth_flows: ['ADMIN_NO_SRP_AUTH'],
      },
    ],
    [
      'aws_appsync_api_key',
      {
        api_id: token(26).toLowerCase(),
        key: shaped(`da2-${token(26).toLowerCase()}`),
        expires: '2027-05-03T04:00:00Z',
      },
    ],
    [
      'aws_api_gateway_api_key',
      { id: token(10).toLowerCase(), name: 'demo', value: declared(token(40)), enabled: true },
    ],
    [
      'aws_lightsail_key_pair',
      {
        name: 'lg_key_pair',
        private_key: shaped(madeUpPem('RSA PRIVATE KEY', random, 20)),
        public_key: base64(270),
        fingerprint: hex(40),
      },
    ],
    [
      'aws_vpn_connection',
      {
        id: `vpn-${hex(17)}`,
        type: 'ipsec.1',
        tunnel1_preshared_key: declared(token(32)),
        tunnel2_preshared_key: declared(token(32)),
        tunnel1_address: '203.0.113.10',
        tunnel1_inside_cidr: '169.254.33.88/30',
        customer_gateway_configuration: declared(
          `<?xml version="1.0" encoding="UTF-8"?>\n<vpn_connection id="vpn-1">\n  <ipsec_tunnel>\n    <ike>\n      <pre_shared_key>${token(32)}</pre_shared_key>\n    </ike>\n  </ipsec_tunnel>\n</vpn_connection>\n`,
        ),
      },
    ],
    [
      'aws_cloudformation_stack',
      {
        name: 'networking-stack',
        parameters: { VPCCidr: '10.0.0.0/16', DBPassword: named(password()) },
        template_body: JSON.stringify({
          Parameters: { DBPassword: { Type: 'String', NoEcho: true, Description: 'Password of the database' } },
        }),
      },
    ],
    [
      'aws_db_proxy',
      {
        name: 'example',
        auth: [
          {
            auth_scheme: 'SECRETS',
            description: 'example',
            iam_auth: 'DISABLED',
            secret_arn: arn('secretsmanager', 'secret:proxy-AbCdEf'),
            client_password_auth_type: 'MYSQL_NATIVE_PASSWORD',
          },
        ],
        engine_family: 'MYSQL',
      },
    ],
    [
      'aws_kms_ciphertext',
      {
        key_id: uuid(),
        plaintext: declared(JSON.stringify({ client_id: 'e587dbae22222f55da22', client_secret: hex(40) })),
        ciphertext_blob: `AQICAH${base64(120)}`,
      },
    ],
    [
      'aws_codebuild_source_credential',
      { auth_type: 'PERSONAL_ACCESS_TOKEN', server_type: 'GITHUB_ENTERPRISE', token: declared(token(40)) },
    ],
    [
      'aws_codebuild_project',
      {
        name: 'test-project',
        environment: [
          {
            environment_variable: [
              { name: 'SOME_KEY1', value: 'SOME_VALUE1', type: 'PLAINTEXT' },
              { name: 'SONAR_TOKEN', value: named(hex(40)), type: 'PLAINTEXT' },
              { name: 'SOME_KEY2', value: 'SOME_VALUE2', type: 'PARAMETER_STORE' },
            ],
          },
        ],
      },
    ],
    [
      'aws_amplify_app',
      {
        name: 'example',
        repository: 'https://github.com/example/app',
        access_token: declared(token(36)),
        environment_variables: { ENV: 'test' },
        custom_rule: [{ source: '/<*>', target: '/index.html', status: '404' }],
      },
    ],
    [
      'aws_s3_bucket',
      {
        bucket: 'my-tf-test-bucket',
        hosted_zone_id: 'Z3BJ6K6RIION7M',
        bucket_regional_domain_name: 'my-tf-test-bucket.s3.us-west-2.amazonaws.com',
        tags: { Name: 'My bucket', Token: 'not-used' },
      },
    ],
    [
      'aws_iam_policy',
      {
        name: 'test_policy',
        policy: policy('secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:prod/*')),
        policy_id: `ANPA${token(17).toUpperCase()}`,
      },
    ],
    [
      'aws_cloudfront_public_key',
      {
        encoded_key: madeUpPem('PUBLIC KEY', random, 7),
        name: 'test_key',
        caller_reference: `terraform-${token(26)}`,
        etag: token(14).toUpperCase(),
      },
    ],
    [
      'aws_lambda_layer_version',
      {
        layer_name: 'lambda_layer_name',
        source_code_hash: base64(32),
        code_sha256: base64(32),
        arn: arn('lambda', 'layer:lambda_layer_name:1'),
      },
    ],
    [
      'aws_wafv2_web_acl',
      {
        id: uuid(),
        lock_token: uuid(),
        name: 'managed-rule-example',
        application_integration_url: `https://${hex(12)}.us-west-2.sdk.awswaf.com/${hex(12)}/`,
      },
    ],
    ['aws_ses_domain_dkim', { domain: 'example.com', dkim_tokens: [token(32).toLowerCase(), token(32).toLowerCase()] }],
    [
      'aws_ecr_authorization_token',
      {
        authorization_token: declared(Buffer.from(`AWS:${base64(400)}`).toString('base64')),
        password: declared(base64(400)),
        user_name: 'AWS',
        proxy_endpoint: `https://${account}.dkr.ecr.us-west-2.amazonaws.com`,
      },
    ],
    [
      'aws_quicksight_data_source',
      {
        data_source_id: 'example-id',
        credentials: [
          {
            credential_pair: [
              { username: 'reader', password: declared(password()), alternate_data_source_parameters: [] },
            ],
          },
        ],
        name: 'My Cool Data in S3',
      },
    ],
    [
      'aws_transfer_ssh_key',
      { server_id: `s-${hex(17)}`, user_name: 'tftestuser', body: `ssh-ed25519 ${base64(51)} user@example` },
    ],
    [
      'aws_storagegateway_smb_file_share',
      {
        id: `share-${hex(8)}`,
        fileshare_id: `share-${hex(8)}`,
        authentication: 'GuestAccess',
        role_arn: arn('iam', 'role/gateway'),
      },
    ],
    [
      'aws_dx_bgp_peer',
      { address_family: 'ipv6', bgp_asn: 65351, bgp_auth_key: named(token(24)), bgp_peer_id: `dxpeer-${hex(8)}` },
    ],
    [
      'aws_pinpoint_apns_channel',
      {
        application_id: hex(32),
        certificate,
        private_key: shaped(madeUpPem('PRIVATE KEY', random, 18)),
        bundle_id: 'com.example',
        token_key: null,
      },
    ],
  ];
}
