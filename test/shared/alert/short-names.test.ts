import { describe, expect, test } from 'vitest';
import { shortResource, shortService } from '#shared/alert/short-names.ts';

describe('shortResource', () => {
  test.each([
    ['arn:aws:s3:::my-bucket', 'my-bucket'],
    ['arn:aws-cn:cloudtrail:cn-north-1:123456789012:trail/main', 'trail/main'],
    ['arn:aws:sns:eu-west-1:123456789012:topic:1f', 'topic:1f'],
    ['i-0abc', 'i-0abc'],
    ['arn:aws', 'arn:aws'],
  ])('of %s is %s', (arn, expected) => {
    expect(shortResource(arn)).toBe(expected);
  });
});

describe('shortService', () => {
  test.each([
    ['s3.amazonaws.com', 's3'],
    ['sts.amazonaws.com.cn', 'sts'],
    ['amazonaws.com.example.com', 'amazonaws.com.example.com'],
  ])('of %s is %s', (eventSource, expected) => {
    expect(shortService(eventSource)).toBe(expected);
  });
});
