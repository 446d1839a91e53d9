/** Inputs that are known, hold no records, and are left out on purpose; each with the sentence that people read. */
export const setAsideTexts: Readonly<Record<SetAside, string>> = {
  empty: 'A list of records with nothing in it.',
  digest: 'A CloudTrail digest file: it vouches for log files and holds no records.',
  config: 'AWS Config data, not CloudTrail records.',
  'control-message': 'A CloudWatch Logs control message, sent to test a subscription.',
  'object-notice': 'A notification about stored objects: it names log files and holds no records.',
  'object-not-created': 'A notification about an object that was removed, restored or otherwise not created.',
  's3-test': 'The message that S3 sends when notifications are switched on.',
  'cloudtrail-validation': 'The message that CloudTrail sends when a trail gets an SNS topic.',
  'sns-subscription': 'An SNS message about a subscription itself.',
  'other-eventbridge': 'An EventBridge event that CloudTrail did not send.',
  'other-trigger': 'An event of another AWS service for a Lambda function.',
  foreign: 'JSON of another kind, not a CloudTrail record.',
};

/** Why an input was left out. */
export type SetAside =
  | 'empty'
  | 'digest'
  | 'config'
  | 'control-message'
  | 'object-notice'
  | 'object-not-created'
  | 's3-test'
  | 'cloudtrail-validation'
  | 'sns-subscription'
  | 'other-eventbridge'
  | 'other-trigger'
  | 'foreign';
