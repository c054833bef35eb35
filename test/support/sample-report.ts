import { createHash } from 'node:crypto';
import type { Finding } from '../../src/findings/finding.ts';
import { type Severity, severities } from '../../src/findings/observation.ts';
import type { CheckInfo, Coverage, ReportedFinding, ScanReport } from '../../src/reports/report.ts';

/** Checks as formats are told of them, in the words of the real ones. */
export const sampleChecks: readonly CheckInfo[] = [
  check(
    'state/unreadable',
    'State cannot be read',
    'critical',
    'Stop every run on this state. Restore the newest earlier version (the backup file beside a local state, the previous object version in a bucket), then let `terraform plan` show what that version does not know.',
  ),
  check(
    'secret/private-key',
    'Private key in clear text',
    'critical',
    'Rotate the key, then keep it out of the state: generate it outside Terraform, or use an ephemeral resource.',
  ),
  check(
    'state/lost-update',
    'An update was lost: one serial, two contents',
    'high',
    'Compare the versions named in the evidence: both were written over the same predecessor, so the newer lacks what the older recorded. Import what is missing (`terraform import`), then make sure that every writer locks this state.',
  ),
  check(
    'state/resource-collapse',
    'Most resources vanished from the state',
    'high',
    'Ask who destroyed or removed them. If nobody meant to, stop runs on this state, put the earlier version back (`terraform state push`) and let `terraform plan` show what really still exists.',
  ),
  check(
    'secret/sensitive-attribute',
    'Sensitive attribute in clear text',
    'high',
    'Move the value to a secret store and read it at run time, then rotate it: whoever could read the state knows it.',
  ),
  check(
    'lock/stale',
    'Lock is held for too long',
    'high',
    'Make sure that the run that took the lock is over, then release it with `terraform force-unlock` and the lock id, in the directory and workspace of the state.',
  ),
  check(
    'state/tainted',
    'Instance is tainted',
    'medium',
    'Look at the real object. If it is sound, run `terraform untaint` on the address; if not, plan a time for the apply that destroys and replaces it.',
  ),
  check(
    'state/deposed',
    'A replaced object was never destroyed',
    'medium',
    'Run `terraform plan` and apply the destroy it shows for the deposed object. If that fails again, delete the object by hand, then refresh.',
  ),
  check(
    'backup/copy-missing',
    'No earlier version to go back to',
    'low',
    'Keep earlier versions: turn on versioning of the bucket, or keep the backup file beside a local state.',
  ),
  check(
    'state/empty',
    'State manages nothing',
    'info',
    'If nothing is left to manage, remove the state; if something should be there, look at the earlier versions.',
  ),
];

function check(id: string, title: string, severity: Severity, remediation: string): CheckInfo {
  return { id, title, severity, remediation, docs: `docs/checks.md#${id.replace('/', '')}` };
}

/** One finding, realistic where nothing else is asked for; its id follows from check, state and address. */
export function sampleFinding(given: Partial<ReportedFinding> = {}): ReportedFinding {
  const checkId = given.checkId ?? 'state/tainted';
  const known = sampleChecks.find(({ id }) => id === checkId);
  const stateKey = given.stateKey ?? 'prod/network/terraform.tfstate';
  const address = given.address ?? null;
  return {
    findingId: createHash('sha256')
      .update(JSON.stringify([checkId, stateKey, address]))
      .digest('hex')
      .slice(0, 32),
    checkId,
    scanner: { secret: 'secrets', lock: 'locks', backup: 'backups' }[checkId.split('/')[0] ?? ''] ?? 'integrity',
    title: known?.title ?? 'A title',
    severity: known?.severity ?? 'medium',
    status: 'open',
    route: 'ticket',
    source: 'estate',
    stateKey,
    environment: 'production',
    owner: 'platform',
    address,
    pointer: null,
    message: known?.title ?? 'A message.',
    evidence: {},
    remediation: known?.remediation ?? 'Look at it.',
    docs: known?.docs ?? 'docs/checks.md',
    firstSeenAt: '2026-11-20T11:58:00.000Z',
    lastSeenAt: '2026-11-20T11:58:00.000Z',
    resolvedAt: null,
    revision: 1,
    change: 'new',
    ...given,
  };
}

/** A finding that a scan resolved. */
export function resolvedFinding(given: Partial<ReportedFinding> = {}): Finding {
  const { change: _, ...finding } = sampleFinding(given);
  return { ...finding, status: 'resolved', resolvedAt: '2026-11-20T11:58:02.000Z', revision: finding.revision + 1 };
}

/** A report over findings: the totals follow from them, the rest is a complete scan of twelve states unless given. */
export function reportOf(
  findings: readonly ReportedFinding[],
  given: { readonly coverage?: Partial<Coverage>; readonly incomplete?: boolean } & Partial<
    Omit<ScanReport, 'findings' | 'summary'>
  > = {},
): ScanReport {
  const { coverage, incomplete, ...rest } = given;
  const resolved = rest.resolved ?? [];
  const sorted = findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const environments = [...new Set(sorted.map(({ environment }) => environment))];
  const changed = (change: string) => sorted.filter((finding) => finding.change === change).length;
  return {
    schemaVersion: 1,
    tool: { name: 'statewarden', version: '0.1.0' },
    startedAt: '2026-11-20T11:58:00.000Z',
    finishedAt: '2026-11-20T11:58:04.200Z',
    sources: [{ name: 'estate', location: 's3://acme-tfstate/live' }],
    summary: {
      coverage: {
        found: 12,
        read: 12,
        unchanged: 0,
        encrypted: 0,
        denied: 0,
        damaged: 0,
        tooLarge: 0,
        failed: 0,
        bytes: 3_481_203,
        notInspected: [],
        notEvaluated: [],
        ...coverage,
      },
      bySeverity: tally(sorted),
      byEnvironment: Object.fromEntries(
        environments.map((name) => [name, tally(sorted.filter(({ environment }) => environment === name))]),
      ),
      changes: {
        new: changed('new'),
        kept: changed('kept'),
        updated: changed('updated'),
        reopened: changed('reopened'),
        resolved: resolved.length,
      },
      incomplete: incomplete ?? false,
    },
    errors: [],
    ...rest,
    findings: sorted,
    resolved,
  };
}

function tally(findings: readonly Pick<Finding, 'severity'>[]): Record<Severity, number> {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return {
    critical: count('critical'),
    high: count('high'),
    medium: count('medium'),
    low: count('low'),
    info: count('info'),
  };
}

const databases = ['orders', 'ledger', 'refunds', 'customers', 'audit'];

/** What a first week with a middling estate looks like: three environments, every severity and change, gaps in the coverage. */
export function sampleReport(): ScanReport {
  const seen = { firstSeenAt: '2026-11-03T06:14:09.000Z', change: 'kept' as const };
  const payments = { stateKey: 'prod/payments/terraform.tfstate', owner: 'payments' };
  const staging = { environment: 'staging', stateKey: 'staging/apps/terraform.tfstate', owner: 'apps' };
  const findings = [
    sampleFinding({
      ...payments,
      checkId: 'state/unreadable',
      route: 'page',
      message: 'The state cannot be read: the document ends in the middle of a string at byte 18442.',
      evidence: {
        reason: 'truncated',
        detail: 'the document ends in the middle of a string',
        offset: 18442,
        pointer: null,
      },
    }),
    sampleFinding({
      checkId: 'secret/private-key',
      address: 'module.vpn["eu-central-1"].tls_private_key.peer',
      pointer: '/resources/4/instances/0/attributes/private_key_pem',
      message: 'A private key (PEM, RSA) stands in clear text in private_key_pem.',
      evidence: { kind: 'pem', algorithm: 'RSA', attribute: 'private_key_pem' },
      ...seen,
    }),
    sampleFinding({
      checkId: 'state/lost-update',
      stateKey: 'prod/eks/terraform.tfstate',
      message: 'Two different versions have serial 412: what the older one recorded is lost.',
      pointer: '/serial',
      evidence: {
        serial: 412,
        lineage: '3f1b6f2e-9a54-4b7c-8d52-0c6a1f7be201',
        versions: [
          { versionId: 'kZ3p.FAKE.Qm1', modifiedAt: '2026-11-19T22:41:07.000Z' },
          { versionId: 'b0Vt.FAKE.x9s', modifiedAt: '2026-11-19T22:40:58.000Z' },
        ],
      },
    }),
    sampleFinding({
      checkId: 'lock/stale',
      stateKey: 'prod/eks/terraform.tfstate',
      message: 'ci-runner@build-7 has held the lock since 2026-11-20T02:51:33.000Z (apply).',
      evidence: {
        lockId: '5f0c9a4e-57d1-4e6a-9d0e-1f3a2b4c5d6e',
        who: 'ci-runner@build-7',
        operation: 'OperationTypeApply',
        limitMinutes: 60,
      },
      remediation:
        'First make sure that the run of ci-runner@build-7 is over. Then, in the directory and workspace of the state: `terraform force-unlock 5f0c9a4e-57d1-4e6a-9d0e-1f3a2b4c5d6e`. Then `terraform plan`: the run may have died half-way.',
    }),
    ...databases.map((name) =>
      sampleFinding({
        stateKey: 'prod/rds/terraform.tfstate',
        checkId: 'secret/sensitive-attribute',
        address: `module.databases.aws_db_instance.this["${name}"]`,
        pointer: `/resources/2/instances/${databases.indexOf(name)}/attributes/password`,
        message: 'The master password of a database stands in clear text in password.',
        evidence: { attribute: 'password', resourceType: 'aws_db_instance' },
        ...(name === 'audit' ? {} : seen),
      }),
    ),
    ...['aws_instance.bastion[0]', `module.web["blue"].aws_launch_template.this`].map((address) =>
      sampleFinding({
        address,
        message: `${address} is tainted: the next apply destroys and replaces it.`,
        evidence: { address },
        pointer: '/resources/7/instances/0/status',
        remediation: `Look at the real object. If it is sound: \`terraform untaint '${address}'\`. If not, plan a time for the apply that destroys and replaces it.`,
        change: 'updated',
      }),
    ),
    sampleFinding({
      ...staging,
      checkId: 'state/resource-collapse',
      message: '38 of 41 managed instances vanished from the state since serial 97.',
      evidence: {
        managedInstances: 3,
        earlierManagedInstances: 41,
        earlierSerial: 97,
        knownFrom: 'kept',
        vanished: ['aws_lambda_function.api', 'aws_lambda_function.worker', 'aws_sqs_queue.jobs'],
      },
      change: 'reopened',
      firstSeenAt: '2026-10-12T08:00:00.000Z',
      revision: 3,
    }),
    sampleFinding({
      ...staging,
      checkId: 'state/deposed',
      address: 'aws_instance.worker[2]',
      message:
        'aws_instance.worker[2] was replaced, but its old object (deposed 8b1f0a2c) was not destroyed: it still runs and costs.',
      evidence: { address: 'aws_instance.worker[2]', deposedKey: '8b1f0a2c' },
      ...seen,
    }),
    sampleFinding({
      environment: 'development',
      stateKey: 'dev/sandbox/terraform.tfstate',
      owner: 'apps',
      checkId: 'backup/copy-missing',
      message: 'There is no earlier version of this state to go back to.',
      evidence: { versions: 1 },
    }),
    sampleFinding({
      environment: 'development',
      stateKey: 'dev/old/terraform.tfstate',
      owner: 'apps',
      checkId: 'state/empty',
      message: 'The state manages nothing.',
      evidence: { managedInstances: 0, serial: 9 },
      ...seen,
    }),
  ];
  return reportOf(findings, {
    incomplete: true,
    coverage: {
      read: 8,
      unchanged: 1,
      encrypted: 1,
      denied: 1,
      damaged: 1,
      notInspected: [
        {
          source: 'estate',
          stateKey: 'prod/payments/terraform.tfstate',
          reason: 'prod/payments/terraform.tfstate: the document ends in the middle of a string at byte 18442',
        },
        { source: 'estate', stateKey: 'prod/vault/terraform.tfstate', reason: 'access denied: s3:GetObject' },
        {
          source: 'estate',
          stateKey: 'staging/keys/terraform.tfstate',
          reason: 'the state is encrypted, its contents were not inspected',
        },
      ],
      notEvaluated: [
        {
          source: 'estate',
          stateKey: 'prod/eks/terraform.tfstate',
          checkId: 'state/serial-regressed',
          reason: 'the versions could not be listed',
        },
        {
          source: 'estate',
          stateKey: 'prod/vault/terraform.tfstate',
          checkId: 'state/tainted',
          reason: 'access denied: s3:GetObject',
        },
      ],
    },
    resolved: [resolvedFinding({ checkId: 'state/tainted', address: 'aws_nat_gateway.this["a"]' })],
    errors: [
      {
        code: 'damaged',
        source: 'estate',
        stateKey: 'prod/payments/terraform.tfstate',
        message: 'prod/payments/terraform.tfstate: the document ends in the middle of a string at byte 18442',
        action: 'Repair the state or restore an earlier version; the finding of the integrity scanner says how.',
        damage: { reason: 'truncated', detail: 'the document ends in the middle of a string', offset: 18442 },
      },
      {
        code: 'denied',
        source: 'estate',
        stateKey: 'prod/vault/terraform.tfstate',
        message: 's3://acme-tfstate/live/prod/vault/terraform.tfstate: access denied',
        action: 'Allow s3:GetObject on this key to the role that scans.',
        permission: 's3:GetObject',
      },
      {
        code: 'unavailable',
        source: 'estate',
        stateKey: null,
        message: 's3://acme-tfstate/live: the listing of versions was throttled',
        action: 'Scan again in a few minutes.',
      },
    ],
  });
}

/** As many findings as asked for, spread over environments, checks, owners and changes. */
export function manyFindings(count: number): readonly ReportedFinding[] {
  const environments = ['production', 'staging', 'development', 'sandbox'];
  const owners = ['platform', 'payments', 'apps', 'data'];
  const changes = ['kept', 'kept', 'new', 'updated', 'reopened'] as const;
  return Array.from({ length: count }, (_, index) => {
    const info = sampleChecks[index % sampleChecks.length];
    const environment = environments[index % environments.length] ?? '';
    const address = `module.service_${index % 97}.aws_instance.node[${index}]`;
    return sampleFinding({
      checkId: info?.id ?? '',
      environment,
      stateKey: `${environment}/team-${index % 41}/terraform.tfstate`,
      owner: owners[index % owners.length] ?? '',
      address,
      pointer: `/resources/${index % 97}/instances/${index}`,
      message: `${address}: ${info?.title ?? ''}.`,
      evidence: { address, index, nested: { list: [1, 2, { deep: 'value' }] } },
      change: changes[index % changes.length] ?? 'new',
    });
  });
}
