import type { Context } from 'aws-lambda';

/** A context as Lambda gives it; nothing of ours reads more than ids from it. */
export const lambdaContext: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'trailguard-test',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:trailguard-test',
  memoryLimitInMB: '512',
  awsRequestId: '6f1b1f2e-0000-4000-8000-000000000000',
  logGroupName: '/aws/lambda/trailguard-test',
  logStreamName: 'test',
  getRemainingTimeInMillis: () => 30_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
