import type { JsonObject } from '#shared/model/json.ts';
import { defaultDedupWindowMs, type RulePack } from '#shared/sigma/rule-pack.ts';

/** One rule, for the call that switches a trail off. */
export const stopLoggingPack: RulePack = {
  version: 1,
  rules: [
    {
      kind: 'detection',
      meta: {
        id: '7c1f7a52-0f1e-4f0c-9d5b-0a6d3d2e9b11',
        title: 'Logging stopped',
        level: 'high',
        tags: [],
        references: [],
        falsepositives: [],
        trailguard: {},
        path: 'cloudtrail/logging-stopped.yml',
      },
      selections: {
        selection: {
          kind: 'item',
          field: 'eventName',
          match: 'any',
          negated: false,
          tests: [{ test: 'string', parts: ['StopLogging'], cased: false }],
        },
      },
      condition: { kind: 'selection', name: 'selection' },
    },
  ],
  correlations: [],
  dedupWindowMs: defaultDedupWindowMs,
};

/** A record of a call; `StopLogging` is what the rule above looks for. */
export function recordOf(eventName: string, eventID: string): JsonObject {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      arn: 'arn:aws:iam::123456789012:user/alice',
      accountId: '123456789012',
      userName: 'alice',
    },
    eventTime: '2026-03-02T10:15:00Z',
    eventSource: 'cloudtrail.amazonaws.com',
    eventName,
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-cli/2.22',
    requestParameters: { name: 'management' },
    responseElements: null,
    eventID,
    eventType: 'AwsApiCall',
    recipientAccountId: '123456789012',
  };
}
