import { createRandom } from '../random.ts';

/** The company's account; like every account and address here it is one that is reserved for documentation. */
export const accountId = '123456789012';
/** The company that is paid to look after security works from its own account. */
export const auditorAccountId = '111122223333';

/** Where the company works. */
export const homeRegion = 'eu-central-1';
/** Where CloudTrail records IAM, console sign-in and other global services. */
export const globalRegion = 'us-east-1';

/** The trail that delivers these files. */
export const trailName = 'security-audit';
/** The bucket that they are delivered to. */
export const trailBucket = 'example-security-audit-logs';
/** An older trail of the operations team, into a bucket of its own. */
export const operationsTrail = 'ops-trail';

export const addresses = {
  office: '192.0.2.10',
  officeIpv6: '2001:db8:10:1::42',
  ciRunners: ['192.0.2.130', '192.0.2.131', '192.0.2.132'],
  workloads: '192.0.2.80',
  scanner: '192.0.2.200',
  intruder: '198.51.100.23',
  intruderIpv6: '2001:db8:51:23::a7',
} as const;

export const agents = {
  firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:135.0) Gecko/20100101 Firefox/135.0',
  safari:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Safari/605.1.15',
  cli: 'aws-cli/2.24.10 md/awscrt#0.23.8 ua/2.0 os/linux#6.8.0-54-generic md/arch#x86_64 lang/python#3.12.9 md/pyimpl#CPython cfg/retry-mode#standard',
  boto3:
    'Boto3/1.37.4 md/Botocore#1.37.4 ua/2.0 os/linux#6.11.2 md/arch#x86_64 lang/python#3.11.9 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.37.4',
  terraform:
    'APN/1.0 HashiCorp/1.0 Terraform/1.11.0 (+https://www.terraform.io) terraform-provider-aws/5.89.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.36.3 ua/2.1 os/linux lang/go#1.23.6 md/GOOS#linux md/GOARCH#amd64',
  nodeSdk: 'aws-sdk-js/3.758.0 ua/2.1 os/linux#5.10 lang/js md/nodejs#22.14.0 exec-env/AWS_Lambda_nodejs22.x',
  ssmAgent: 'aws-sdk-go/1.55.5 (go1.23.4; linux; arm64) amazon-ssm-agent/',
  grafana: 'Grafana/11.5.2 aws-sdk-go/1.55.5 (go1.23.5; linux; amd64)',
} as const;

/** An identifier that stays the same for the same name and is plainly no real one: `AIDA…EXAMPLE`, 21 characters. */
export function principalId(prefix: 'AIDA' | 'AROA', name: string): string {
  return `${prefix}${createRandom(0, `${prefix}/${name}`).base32(10)}EXAMPLE`;
}

/** A long-lived access key id, the same for the same name: `AKIA…EXAMPLE`, 20 characters. */
export function accessKeyId(name: string): string {
  return `AKIA${createRandom(0, `AKIA/${name}`).base32(9)}EXAMPLE`;
}

/** A resource id such as `sg-0f3a…`, the same for the same name. */
export function resourceId(prefix: string, name: string): string {
  return `${prefix}-0${createRandom(0, `${prefix}/${name}`).hex(16)}`;
}

/** An ARN in the company's account; IAM and S3 pass an empty region. */
export function arn(service: string, region: string, resource: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`;
}

/** Services whose records CloudTrail keeps in one region, whatever region the caller works in. */
export function regionOf(service: string): string {
  return service === 'iam' || service === 'signin' || service === 'organizations' ? globalRegion : homeRegion;
}
