/** What a record may have at a place: one value, several (a list, or members of one), anything, or named members. */
type FieldShape = 'value' | 'values' | 'open' | { readonly [name: string]: FieldShape };

const identity = {
  type: 'value',
  userName: 'value',
  principalId: 'value',
  arn: 'value',
  accountId: 'value',
} as const;

/** The members that CloudTrail documents for its records, whatever service wrote them. What a service puts in by itself is open.
 * @see CloudTrail user guide, "record contents for management, data, and network activity events", "userIdentity element",
 * "record contents for Insights events", "Enrich CloudTrail events"; event version 1.11 */
const recordShape: { readonly [name: string]: FieldShape } = {
  eventVersion: 'value',
  userIdentity: {
    ...identity,
    accessKeyId: 'value',
    sessionContext: {
      sessionIssuer: identity,
      webIdFederationData: { federatedProvider: 'value', attributes: 'open' },
      attributes: { creationDate: 'value', mfaAuthenticated: 'value', sessionCredentialFromConsole: 'value' },
      assumedRoot: 'value',
      ec2IssuedInVpc: 'value',
      ec2RoleDelivery: 'value',
      sourceIdentity: 'value',
    },
    invokedBy: 'value',
    invokedByDelegate: { accountId: 'value' },
    identityProvider: 'value',
    identityProviderConnectionVerificationMethod: 'value',
    credentialId: 'value',
    onBehalfOf: { userId: 'value', identityStoreArn: 'value' },
    inScopeOf: { sourceArn: 'value', sourceAccount: 'value', issuerType: 'value', credentialsIssuedTo: 'value' },
  },
  eventTime: 'value',
  eventSource: 'value',
  eventName: 'value',
  awsRegion: 'value',
  sourceIPAddress: 'value',
  userAgent: 'value',
  errorCode: 'value',
  errorMessage: 'value',
  requestParameters: 'open',
  responseElements: 'open',
  additionalEventData: 'open',
  requestID: 'value',
  eventID: 'value',
  eventType: 'value',
  apiVersion: 'value',
  managementEvent: 'value',
  readOnly: 'value',
  resources: { ARN: 'values', ARNPrefix: 'values', accountId: 'values', type: 'values' },
  recipientAccountId: 'value',
  serviceEventDetails: 'open',
  sharedEventID: 'value',
  vpcEndpointId: 'value',
  vpcEndpointAccountId: 'value',
  eventCategory: 'value',
  addendum: { reason: 'value', updatedFields: 'values', originalRequestID: 'value', originalEventID: 'value' },
  sessionCredentialFromConsole: 'value',
  eventContext: 'open',
  edgeDeviceDetails: 'open',
  insightDetails: 'open',
  tlsDetails: { tlsVersion: 'value', cipherSuite: 'value', clientProvidedHostHeader: 'value' },
};

/** A path that leads to nothing that CloudTrail documents. */
export interface UnknownField {
  /** Up to and with the first name that is not documented. */
  readonly path: string;
  /** What is documented in its place, as whole paths. */
  readonly known: readonly string[];
}

/** Where a path leaves what CloudTrail documents; `undefined` when it does not. Derived fields are not CloudTrail's. */
export function findUnknownField(path: string): UnknownField | undefined {
  if (path === 'derived' || path.startsWith('derived.')) return undefined;
  const names = withoutIndexes(path).split('.');
  let shape: FieldShape = recordShape;
  for (const [at, name] of names.entries()) {
    if (shape === 'open') return undefined;
    const members: { readonly [name: string]: FieldShape } = typeof shape === 'string' ? {} : shape;
    const next = Object.hasOwn(members, name) ? members[name] : undefined;
    if (next === undefined) {
      const before = names.slice(0, at);
      const known = Object.keys(members).map((member) => [...before, member].join('.'));
      return { path: [...before, name].join('.'), known };
    }
    shape = next;
  }
  return undefined;
}

/** Tell whether a record has at most one value at a path, as CloudTrail documents it. */
export function isSingleValued(path: string): boolean {
  let shape: FieldShape | undefined = recordShape;
  for (const name of path.split('.')) {
    if (shape === undefined || typeof shape === 'string') return false;
    shape = Object.hasOwn(shape, name) ? shape[name] : undefined;
  }
  return shape === 'value';
}

function withoutIndexes(path: string): string {
  return path.replace(/\[-?\d+\]/g, '');
}
