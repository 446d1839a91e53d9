/** What the functions' bundles ask of their environment as they are loaded: names and identifiers that lead nowhere. Nothing is asked of AWS. */
export const bundleEnvironment: Readonly<Record<string, string>> = {
  AWS_REGION: 'us-east-1',
  // The SDK's notice about the Node of this machine says nothing about the Node of Lambda.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  ALERT_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:alerts',
  STATE_TABLE_NAME: 'state',
  SEAL_KEY_ARN: 'arn:aws:kms:us-east-1:123456789012:key/seal',
  REQUEST_FUNCTION_NAME: 'trailguard-dev-on-request',
  RESPONSE_TABLE_NAME: 'responses',
  KILL_SWITCH_PARAMETER: '/trailguard/dev/responses',
  HOME_ACCOUNT_ID: '123456789012',
  FAST_REGIONS: 'us-east-1',
  LOG_BUCKET_NAME: 'logs',
  LOG_PREFIX: 'AWSLogs/',
  OWN_ROLE_ARNS: 'arn:aws:iam::123456789012:role/on-alert',
  MEMBER_ROLE_NAME: 'member',
};
