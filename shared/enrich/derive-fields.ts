import type { DerivedFields } from '#shared/model/derived.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { deriveAccessBlock } from './access-block.ts';
import { deriveAccessKey } from './access-key.ts';
import { deriveAcl } from './acl.ts';
import { deriveActor } from './actor/derive-actor.ts';
import { deriveCall } from './call/derive-call.ts';
import { deriveNetwork } from './network/derive-network.ts';
import { derivePolicy } from './policy/derive-policy.ts';
import { deriveResources } from './resources/derive-resources.ts';
import { deriveSharing } from './sharing.ts';
import { deriveSubject } from './subject.ts';
import { deriveTrail } from './trail/derive-trail.ts';

/** The facts that rules read under `derived.`, each group computed when it is first read, and then kept: most rules read none.
 * Groups that do not apply to the record read as undefined. Never throws, whatever the record holds. */
export function deriveFields(record: CloudTrailRecord): DerivedFields {
  return new LazyFields(record);
}

/** Its getters are the prototype's: an object literal with getters of its own would cost each record a new hidden class, which
 * keeps the record alive until the next full garbage collection. */
class LazyFields implements DerivedFields {
  readonly #record: CloudTrailRecord;
  readonly #kept: { -readonly [Group in keyof DerivedFields]?: { readonly value: DerivedFields[Group] } } = {};

  constructor(record: CloudTrailRecord) {
    this.#record = record;
  }

  get actor(): DerivedFields['actor'] {
    this.#kept.actor ??= { value: deriveActor(this.#record) };
    return this.#kept.actor.value;
  }

  get call(): DerivedFields['call'] {
    this.#kept.call ??= { value: deriveCall(this.#record) };
    return this.#kept.call.value;
  }

  get resources(): DerivedFields['resources'] {
    this.#kept.resources ??= { value: deriveResources(this.#record) };
    return this.#kept.resources.value;
  }

  get policy(): DerivedFields['policy'] {
    this.#kept.policy ??= { value: derivePolicy(this.#record) };
    return this.#kept.policy.value;
  }

  get acl(): DerivedFields['acl'] {
    this.#kept.acl ??= { value: deriveAcl(this.#record) };
    return this.#kept.acl.value;
  }

  get accessBlock(): DerivedFields['accessBlock'] {
    this.#kept.accessBlock ??= { value: deriveAccessBlock(this.#record) };
    return this.#kept.accessBlock.value;
  }

  get network(): DerivedFields['network'] {
    this.#kept.network ??= { value: deriveNetwork(this.#record) };
    return this.#kept.network.value;
  }

  get accessKey(): DerivedFields['accessKey'] {
    this.#kept.accessKey ??= { value: deriveAccessKey(this.#record) };
    return this.#kept.accessKey.value;
  }

  get sharing(): DerivedFields['sharing'] {
    this.#kept.sharing ??= { value: deriveSharing(this.#record) };
    return this.#kept.sharing.value;
  }

  get trail(): DerivedFields['trail'] {
    this.#kept.trail ??= { value: deriveTrail(this.#record) };
    return this.#kept.trail.value;
  }

  get subject(): DerivedFields['subject'] {
    this.#kept.subject ??= { value: deriveSubject(this.#record) };
    return this.#kept.subject.value;
  }

  /** The groups that rules may read and that apply, for those who want to see them all. */
  toJSON(): DerivedFields {
    const { actor, call, resources, policy, acl, accessBlock, network, accessKey, sharing, trail } = this;
    return { actor, call, resources, policy, acl, accessBlock, network, accessKey, sharing, trail };
  }
}
