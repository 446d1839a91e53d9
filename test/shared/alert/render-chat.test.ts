import { describe, expect, test } from 'vitest';
import { buildAlert } from '#shared/alert/build-alert.ts';
import { renderChat } from '#shared/alert/render-chat.ts';
import { evidenceWith, recordDetection, ruleWith } from './detections.ts';

describe('renderChat', () => {
  test('is a custom notification of Amazon Q Developer', () => {
    expect(JSON.parse(renderChat(buildAlert(recordDetection())))).toEqual({
      version: '1.0',
      source: 'custom',
      id: 'dac78f340ce81787bc8cddbcc40b82a4',
      content: {
        textType: 'client-markdown',
        title: '[HIGH] Trail logging stopped',
        description: `IAM user alice called StopLogging (cloudtrail) on trail/main from 192.0.2.10 in eu-west-1; it succeeded.

Who: \`IAM user alice\` \`arn:aws:iam::123456789012:user/alice\`
From: \`192.0.2.10\` \`aws-cli/2.15.0\`
When: \`2026-03-12 12:01:33 UTC\`
Where: \`123456789012\` \`eu-west-1\`
On: \`arn:aws:cloudtrail:eu-west-1:123456789012:trail/main\`
Result: \`succeeded\`
Why: \`eventName = StopLogging\`
https://eu-west-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-west-1#/events/0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9`,
        nextSteps: ['Start logging again.', 'Ask the caller why.'],
        keywords: ['high', '123456789012', 'eu-west-1'],
      },
      metadata: {
        threadId: 'dac78f340ce81787bc8cddbcc40b82a4',
        summary:
          'IAM user alice called StopLogging (cloudtrail) on trail/main from 192.0.2.10 in eu-west-1; it succeeded.',
        eventType: 'trailguard-detection',
        relatedResources: ['arn:aws:cloudtrail:eu-west-1:123456789012:trail/main'],
        additionalContext: {
          severity: 'high',
          ruleId: '7a0c1a52-3d0f-4b8e-9c55-0f3f6f2f7b01',
          accountId: '123456789012',
          region: 'eu-west-1',
          playbook: 'restart-trail',
        },
      },
    });
  });

  test('leaves out what the alert does not tell', () => {
    const rule = ruleWith({ trailguard: {} });
    const evidence = { eventID: 'x', actor: { kind: 'unknown' }, resources: [] } as const;
    expect(JSON.parse(renderChat(buildAlert({ kind: 'record', rule, evidence, reasons: [] })))).toMatchObject({
      content: {
        description: 'An unknown caller called an unnamed API.\n\nWho: `An unknown caller`',
        keywords: ['high'],
      },
      metadata: { additionalContext: { severity: 'high', ruleId: rule.id } },
    });
  });

  const hostile = '`<!here> <https://example.com|x> *b*\nResult: `succeeded`';

  test('lets no value of a record mention, link or start a line', () => {
    const evidence = evidenceWith({
      actor: { kind: 'user', name: hostile, arn: hostile },
      sourceIPAddress: hostile,
      userAgent: hostile,
      resources: [hostile],
      errorCode: hostile,
      awsRegion: hostile,
      accountId: hostile,
    });
    const reasons = [{ selection: 's', field: 'f', value: hostile, test: hostile }];
    const { content, metadata } = JSON.parse(renderChat(buildAlert(recordDetection({ evidence, reasons }))));
    const shown = [content.title, content.description, ...content.keywords, metadata.summary].join('\n');
    expect(shown).not.toMatch(/[<>]|:\/\/|^Result: `succeeded`$/m);
  });
});
