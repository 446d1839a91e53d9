import { describe, expect, test } from 'vitest';
import { buildAlert } from '#shared/alert/build-alert.ts';
import { renderChat } from '#shared/alert/render-chat.ts';
import { renderMail } from '#shared/alert/render-mail.ts';
import { renderMessage } from '#shared/alert/render-message.ts';
import { renderSms } from '#shared/alert/render-sms.ts';
import { serializeAlert } from '#shared/alert/serialize-alert.ts';
import { evidenceWith, recordDetection, ruleWith } from './detections.ts';

const alert = buildAlert(recordDetection());

describe('renderMessage', () => {
  test('gives each kind of subscriber its own text', () => {
    const json = serializeAlert(alert);
    expect(JSON.parse(renderMessage(alert).message)).toEqual({
      default: json,
      lambda: json,
      sqs: json,
      email: renderMail(alert),
      sms: renderSms(alert),
      https: renderChat(alert),
    });
  });

  test('has the attributes that subscriptions filter on', () => {
    expect(renderMessage(alert).attributes).toEqual({
      severity: 'high',
      ruleId: '7a0c1a52-3d0f-4b8e-9c55-0f3f6f2f7b01',
      kind: 'detection',
      accountId: '123456789012',
      region: 'eu-west-1',
      playbook: 'restart-trail',
    });
  });

  test('has no attribute for what is unknown or empty', () => {
    const { awsRegion, ...evidence } = evidenceWith({ accountId: ' ' });
    const unknown = buildAlert(recordDetection({ rule: ruleWith({ trailguard: {} }), evidence }));
    expect(Object.keys(renderMessage(unknown).attributes)).toEqual(['severity', 'ruleId', 'kind']);
  });

  test('shortens an alert that does not fit', () => {
    const long = { ...alert, resources: Array<string>(9000).fill('arn:aws:s3:::example') };
    expect(JSON.parse(JSON.parse(renderMessage(long).message).default).truncated).toEqual({ resources: 8900 });
  });
});
