import { describe, expect, test } from 'vitest';
import { consoleLink } from '#shared/alert/console-link.ts';

const eventID = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9';

describe('consoleLink', () => {
  test.each([
    ['eu-west-1', `https://eu-west-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-west-1#/events/${eventID}`],
    [
      'ap-southeast-5',
      `https://ap-southeast-5.console.aws.amazon.com/cloudtrailv2/home?region=ap-southeast-5#/events/${eventID}`,
    ],
    ['cn-north-1', `https://console.amazonaws.cn/cloudtrailv2/home?region=cn-north-1#/events/${eventID}`],
    ['us-gov-west-1', `https://console.amazonaws-us-gov.com/cloudtrailv2/home?region=us-gov-west-1#/events/${eventID}`],
  ])('leads to the record in %s', (awsRegion, link) => {
    expect(consoleLink({ awsRegion, eventID })).toBe(link);
  });

  test.each([
    ['a host in place of the region', 'example.com#', eventID],
    ['a region with a path', 'eu-west-1/../x-y-1', eventID],
    ['a region with a second line', 'eu-west-1\n', eventID],
    ['an isolated partition', 'us-iso-east-1', eventID],
    ['another isolated partition', 'us-isob-east-1', eventID],
    ['a sovereign partition', 'eusc-de-east-1', eventID],
    ['no region', '', eventID],
    ['an eventID that is a hash', 'eu-west-1', `sha256:${'0'.repeat(64)}`],
    ['an eventID with markup', 'eu-west-1', `${eventID}">`],
    ['a lone surrogate', 'eu-west-1', '\uD800'],
  ])('is absent for %s', (_, awsRegion, id) => {
    expect(consoleLink({ awsRegion, eventID: id })).toBeUndefined();
  });

  test('is absent for a record without a region', () => {
    expect(consoleLink({ eventID })).toBeUndefined();
  });
});
