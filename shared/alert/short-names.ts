/** What people call an AWS resource: an ARN without its first five parts (`trail/main`, `my-bucket`); other text as it is. */
export function shortResource(arn: string): string {
  const short = arn.startsWith('arn:') ? arn.split(':').slice(5).join(':') : '';
  return short === '' ? arn : short;
}

/** What people call an AWS service: `s3` for `s3.amazonaws.com`. */
export function shortService(eventSource: string): string {
  return eventSource.replace(/\.amazonaws\.com(?:\.cn)?$/, '');
}
