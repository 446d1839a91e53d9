import { describe, expect, it } from 'vitest';
import { matchesPattern } from '#shared/respond/matches-pattern.ts';

describe('matchesPattern', () => {
  it.each<[string, string, boolean]>([
    ['shop', 'shop', true],
    ['shop', 'shops', false],
    ['shop', 'Shop', false],
    ['', '', true],
    ['', 'shop', false],
    ['*', '', true],
    ['*', 'shop', true],
    ['shop*', 'shop', true],
    ['shop*', 'shop-1', true],
    ['shop*', 'a-shop', false],
    ['*-shop', 'a-shop', true],
    ['*-shop', 'a-shop-1', false],
    ['a*b*c', 'a-b-c', true],
    ['a*b*c', 'abc', true],
    ['a*b*c', 'a-c', false],
    ['a*b*c', 'acb', false],
    // What a star took may not be taken again.
    ['ab*ba', 'aba', false],
    ['a*bb*b', 'abb', false],
    ['a*b*b', 'ab', false],
    ['a**b', 'ab', true],
    ['***', '', true],
    // Nothing but the star means anything.
    ['s.op', 'shop', false],
    ['[a-z]*', 'shop', false],
    ['arn:aws:s3:::site-*', 'arn:aws:s3:::site-1', true],
    ['arn:aws:iam::*:role/deploy', 'arn:aws:iam::123456789012:role/deploy', true],
    ['arn:aws:iam::*:role/deploy', 'arn:aws:iam::123456789012:role/deployer', false],
    // Each of the first five fields of an ARN is compared for itself.
    ['arn:*:iam::*:role/deploy', 'arn:aws-cn:iam::123456789012:role/deploy', true],
    ['arn:aws:iam::*:role/deploy', 'arn:aws:iam::123456789012:user/x:role/deploy', false],
    ['arn:aws:ec2:*:*:instance/*', 'arn:aws:ec2:eu-central-1:123456789012:image/a:instance/b', false],
    ['arn:*:*:*:*:role/deploy', 'arn:aws:iam::123456789012:role/deploy', true],
    ['arn:aws:s3:*:site', 'arn:aws:s3:::site', false],
    ['arn:*', 'arn:aws:s3:::site', false],
    // The rest is one text, colons and slashes and all.
    ['arn:aws:rds:*:*:snapshot:*', 'arn:aws:rds:eu-central-1:123456789012:snapshot:daily', true],
    ['arn:aws:sts::*:assumed-role/*', 'arn:aws:sts::123456789012:assumed-role/deploy/a:b', true],
    ['arn:aws:sts::*:assumed-role/*', 'arn:aws:sts::123456789012:assumed-role', false],
    // What is no ARN is one text.
    ['*role/deploy', 'arn:aws:iam::123456789012:role/deploy', true],
  ])('%j on %j: %s', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });

  it('takes no more than moments for a pattern of many stars', () => {
    expect(matchesPattern(`${'*a'.repeat(1000)}b`, 'a'.repeat(100_000))).toBe(false);
  });
});
