import type { Tags } from './buckets.ts';

/** EC2 security groups. */
export interface SecurityGroups {
  /** The group's ingress rules; none for a group that is not there, which EC2 does not tell apart. `ec2:DescribeSecurityGroupRules` */
  getIngressRules(groupId: string): Promise<readonly IngressRule[]>;
  /** `ec2:RevokeSecurityGroupIngress` */
  revokeIngress(groupId: string, ruleIds: readonly string[]): Promise<void>;
  /** Add rules; AWS gives them new ids. `ec2:AuthorizeSecurityGroupIngress` */
  authorizeIngress(groupId: string, rules: readonly IngressRule[]): Promise<void>;
  /** `ec2:DescribeTags` */
  getTags(groupId: string): Promise<Tags>;
}

export interface IngressRule {
  readonly ruleId: string;
  /** `tcp`, `udp`, `icmp`, `-1` for all, or a number. */
  readonly protocol: string;
  /** As EC2 gives them: -1 or absent for all ports; type and code for ICMP. */
  readonly fromPort?: number;
  readonly toPort?: number;
  /** One of these says whom it lets in. */
  readonly cidrIpv4?: string;
  readonly cidrIpv6?: string;
  readonly prefixListId?: string;
  readonly referencedGroupId?: string;
  readonly description?: string;
}
