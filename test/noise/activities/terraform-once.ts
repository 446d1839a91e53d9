import { accessKeyId, arn, auditorAccountId, operationsTrail } from '../../../samples/generator/company/account.ts';
import { roles } from '../../../samples/generator/company/estate.ts';
import { callAs } from '../call-as.ts';
import { terraformRun } from '../staff.ts';
import type { Work } from './work.ts';

/** Terraform makes the administrators' role of a new team, once. */
export const administratorsRoleMade: Work = {
  gapMs: 3000,
  run: (random, startMs) => {
    const call = callAs(terraformRun(roles.terraform, random, startMs));
    const roleName = 'platform-admin';
    const trust = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: arn('iam', '', 'root') },
          Action: 'sts:AssumeRole',
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        },
      ],
    };
    return [
      call('iam', 'CreateRole', {
        roleName,
        assumeRolePolicyDocument: JSON.stringify(trust),
        maxSessionDuration: 3600,
      }),
      call('iam', 'AttachRolePolicy', { roleName, policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    ];
  },
};

/** The vendor's role gets a new external id: its trust policy names the vendor's account. */
export const vendorTrustRenewed: Work = {
  gapMs: 3000,
  run: (random, startMs) => {
    const call = callAs(terraformRun(roles.terraform, random, startMs));
    const trust = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${auditorAccountId}:root` },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': random.uuid() } },
        },
      ],
    };
    return [
      call('iam', 'UpdateAssumeRolePolicy', { roleName: 'vendor-cost-reader', policyDocument: JSON.stringify(trust) }),
    ];
  },
};

/** The operations team's trail gets log file validation. */
export const trailImproved: Work = {
  gapMs: 3000,
  run: (random, startMs) => {
    const call = callAs(terraformRun(roles.terraform, random, startMs));
    return [
      call('cloudtrail', 'UpdateTrail', {
        name: operationsTrail,
        s3BucketName: 'example-ops-trail-logs',
        includeGlobalServiceEvents: true,
        isMultiRegionTrail: true,
        enableLogFileValidation: true,
      }),
    ];
  },
};

/** Mail servers that cannot take roles get a user with a key, made by Terraform. */
export const mailUserMade: Work = {
  gapMs: 2000,
  run: (random, startMs) => {
    const call = callAs(terraformRun(roles.terraform, random, startMs));
    const userName = 'mail-relay';
    const policy = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'ses:SendRawEmail', Resource: '*' }],
    };
    const accessKey = { accessKeyId: accessKeyId(userName), status: 'Active', userName };
    return [
      call(
        'iam',
        'CreateUser',
        { userName, path: '/' },
        { response: { user: { userName, path: '/', arn: arn('iam', '', `user/${userName}`) } } },
      ),
      call('iam', 'PutUserPolicy', { userName, policyName: 'send', policyDocument: JSON.stringify(policy) }),
      call('iam', 'CreateAccessKey', { userName }, { response: { accessKey } }),
    ];
  },
};
