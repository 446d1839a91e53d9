/** The parameters of the deployment's template and what each is where nobody gives it. The template that is deployed does not tell: it has
 * what was given as its defaults (infra/subscribers.yml says why). */
export const parameterDefaults: Readonly<Record<string, string>> = {
  AlertEmail: '',
  AlertEmailSeverity: 'informational',
  AlertHttps: '',
  AlertHttpsSeverity: 'informational',
  ChatWorkspaceId: '',
  ChatChannelId: '',
  ChatApproves: 'no',
  TrailBucket: '',
  TrailKeyArn: '',
  TrailPrefix: '',
  OrganizationId: '',
  OrganizationTrail: '',
  ForwardedRegions: '',
  LogColdAfterDays: '90',
  LogExpireAfterDays: '0',
  MemberExternalId: '',
  Tracing: 'PassThrough',
};
