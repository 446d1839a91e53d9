/** A rule that is about what callers say of themselves, so that saying otherwise takes them out of it. */
export interface Exception {
  readonly rule: string;
  /** Names of rewrites. */
  readonly rewrites: readonly string[];
  readonly because: string;
}

const agents: readonly string[] = [
  'when it calls itself Terraform',
  'when it calls itself a browser',
  'when it calls itself nothing',
  'when it calls itself the command line',
];

export const exceptions: readonly Exception[] = [
  {
    rule: 'iam/penetration-test-system-used',
    rewrites: agents,
    because:
      'it catches those who forget to change what their system says of itself; what they do has rules of its own',
  },
  {
    rule: 'ec2/server-credentials-on-desktop',
    rewrites: agents,
    because: 'a server asks such questions itself; that it does so on a desktop computer is the finding',
  },
  {
    rule: 's3/file-manager-used',
    rewrites: agents,
    because: 'it is the program that is odd there, not the call, which everybody makes all day',
  },
  {
    rule: 'sts/key-tested-by-secret-scanner',
    rewrites: agents,
    because: 'asking who one is is daily business; that a scanner of secrets asks is the finding',
  },
  {
    rule: 'ec2/security-group-changed-by-hand',
    rewrites: ['when it calls itself nothing', 'when it calls itself the command line'],
    because:
      'a role’s session that nothing but its browser shows to be a person’s becomes a program’s, which is told at low',
  },
  {
    rule: 'data/destroyed-by-code',
    rewrites: agents.slice(1),
    because:
      'deletions by code are told because others’ counts leave them out; what does not call itself code is counted there',
  },
  ...['correlation/key-used-from-many-addresses', 'correlation/signed-in-from-many-addresses'].map((rule) => ({
    rule,
    rewrites: ['when it comes from another address'],
    because: 'that there are many addresses is the finding; all calls come from one here',
  })),
  {
    rule: 'correlation/user-tried-from-many-addresses',
    rewrites: ['when it comes from another address'],
    because:
      'that there are many addresses is the finding; from one it is a password guessed at, which is counted otherwise',
  },
  ...['correlation/server-credentials-from-two-networks', 'correlation/server-credentials-stolen'].map((rule) => ({
    rule,
    rewrites: ['when it comes from another address'],
    because:
      'that a server’s credentials are in two places is the finding; who steals them and stays on the server is in one',
  })),
];
