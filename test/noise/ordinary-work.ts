import type { Activity } from '../../samples/generator/activities/activity.ts';
import { autoscaling } from '../../samples/generator/activities/autoscaling.ts';
import { backup } from '../../samples/generator/activities/backup.ts';
import { deploy, nightlyMirror } from '../../samples/generator/activities/deploy.ts';
import { mishaps } from '../../samples/generator/activities/mishaps.ts';
import { dashboards, inventory, serverReports } from '../../samples/generator/activities/monitoring.ts';
import { browsing, signIns } from '../../samples/generator/activities/people.ts';
import { scanner } from '../../samples/generator/activities/scanner.ts';
import { awsRounds, coldStarts, keyRotation } from '../../samples/generator/activities/services.ts';
import { terraform } from '../../samples/generator/activities/terraform.ts';
import * as applications from './activities/applications.ts';
import * as containers from './activities/containers.ts';
import * as outside from './activities/contractors.ts';
import * as copies from './activities/databases-and-copies.ts';
import * as fleet from './activities/fleet.ts';
import * as objects from './activities/objects.ts';
import * as operators from './activities/operators.ts';
import * as people from './activities/people-at-work.ts';
import { platformChanged } from './activities/platform-changes.ts';
import { postureScanned } from './activities/posture-scan.ts';
import * as previews from './activities/preview-environments.ts';
import * as profiles from './activities/profiles.ts';
import * as retired from './activities/retired-by-code.ts';
import { rootTriedOut } from './activities/root-drill.ts';
import * as sandboxes from './activities/sandboxes.ts';
import * as guards from './activities/security-services.ts';
import * as signIn from './activities/sign-ins.ts';
import { stagingRebuilt } from './activities/staging-network.ts';
import * as once from './activities/terraform-once.ts';
import * as users from './activities/users-and-keys.ts';
import type { Work } from './activities/work.ts';

/** When in a day something goes on, UTC; the office is an hour ahead. */
export type Time = 'all day' | 'office' | 'morning' | 'evening' | 'night';

/** Something that goes on every day. */
export interface DailyWork {
  readonly what: string;
  /** Runs on a day from Monday to Friday, and on one of the weekend. */
  readonly runs: readonly [weekday: number, weekend: number];
  readonly time: Time;
  readonly work: Work;
}

/** Something that happens on some days of the month: at these times, `<day from 1> <HH:MM>`; day 1 is a Monday. */
export interface RareWork {
  readonly what: string;
  readonly on: readonly string[];
  readonly work: Work;
}

/** What goes on in the account on an ordinary day; `npm run detection -- --month` counts the records of each line. */
export const dailyWork: readonly DailyWork[] = [
  // People and programs that change things.
  { what: 'pipeline deploys through CloudFormation', runs: [18, 0], time: 'office', work: asWork(deploy) },
  { what: 'pipeline releases functions', runs: [8, 0], time: 'office', work: containers.functionReleased },
  { what: 'pipeline rolls out containers', runs: [12, 0], time: 'office', work: containers.containersRolledOut },
  { what: 'Terraform plans, and applies small things', runs: [14, 3], time: 'all day', work: asWork(terraform) },
  { what: 'Terraform applies preview environments', runs: [6, 0], time: 'office', work: previews.previewApplied },
  { what: 'Terraform destroys preview environments', runs: [6, 0], time: 'office', work: previews.previewDestroyed },
  { what: 'Terraform changes production', runs: [1.5, 0], time: 'office', work: platformChanged },
  { what: 'build runners start', runs: [45, 4], time: 'office', work: fleet.runnersCome },
  { what: 'build runners end', runs: [45, 4], time: 'office', work: fleet.runnersGo },
  { what: 'web tier scales', runs: [24, 16], time: 'all day', work: asWork(autoscaling) },
  { what: 'spot servers are taken back', runs: [4, 4], time: 'all day', work: fleet.spotTaken },
  { what: 'development servers start', runs: [1, 0], time: 'morning', work: fleet.developmentStarts },
  { what: 'development servers stop', runs: [1, 0], time: 'evening', work: fleet.developmentStops },
  { what: 'rendering fleet ends', runs: [0.6, 0.3], time: 'night', work: fleet.renderFleetEnds },
  { what: 'disks grow', runs: [0.3, 0], time: 'office', work: fleet.disksGrown },
  // Copies.
  { what: 'AWS Backup copies disks', runs: [24, 24], time: 'night', work: asWork(backup) },
  { what: 'AWS Backup drops old copies', runs: [24, 24], time: 'night', work: copies.recoveryPointsExpired },
  { what: 'lifecycle manager copies disks', runs: [2, 2], time: 'night', work: copies.disksCopied },
  { what: 'database copy goes to the other account', runs: [1, 1], time: 'night', work: copies.databaseCopied },
  { what: 'old logs are dropped', runs: [1, 1], time: 'night', work: objects.oldLogsDropped },
  { what: 'data centre tidies up', runs: [1, 1], time: 'night', work: profiles.dataCentreTidied },
  // People.
  { what: 'people sign in, some mistype', runs: [9, 0], time: 'office', work: asWork(signIns) },
  { what: 'people sign in from home', runs: [5, 1], time: 'office', work: signIn.signedInFromHome },
  {
    what: 'contractors sign in by Identity Center',
    runs: [12, 1],
    time: 'office',
    work: signIn.signedInByIdentityCenter,
  },
  { what: 'contractors work in the console', runs: [14, 0.5], time: 'office', work: outside.contractorAtConsole },
  { what: 'contractors apply sandboxes', runs: [0.4, 0], time: 'office', work: sandboxes.sandboxApplied },
  { what: 'contractors destroy sandboxes', runs: [0.4, 0], time: 'evening', work: sandboxes.sandboxDestroyed },
  { what: "a partner's developers work", runs: [6, 0], time: 'office', work: outside.partnerAtWork },
  { what: 'people look from the road', runs: [0.4, 0.3], time: 'evening', work: people.lookedFromRoad },
  { what: 'laptops take sessions', runs: [20, 2], time: 'office', work: signIn.sessionsTaken },
  { what: 'people use a profile', runs: [9, 0.6], time: 'office', work: profiles.profileUsed },
  { what: 'people switch roles', runs: [6, 0], time: 'office', work: signIn.roleSwitched },
  { what: 'people browse the console', runs: [90, 6], time: 'office', work: asWork(browsing) },
  { what: 'operators open sessions on servers', runs: [7, 1], time: 'office', work: operators.serverSessions },
  { what: 'operators send a key to a server', runs: [3, 0.2], time: 'office', work: operators.instanceConnected },
  { what: 'operators run commands', runs: [1, 0.1], time: 'office', work: operators.commandsRun },
  { what: 'operators debug a server', runs: [0.2, 0], time: 'office', work: operators.serverDebugged },
  { what: 'developers patch functions by hand', runs: [0.5, 0], time: 'office', work: people.functionPatched },
  { what: 'people open CloudShell', runs: [1, 0], time: 'office', work: people.shellOpened },
  { what: 'people ask the tables', runs: [3, 0], time: 'office', work: people.tablesAsked },
  { what: 'findings are worked on', runs: [6, 0], time: 'office', work: guards.findingsUpdated },
  { what: 'calls fail for dull reasons', runs: [20, 6], time: 'all day', work: asWork(mishaps) },
  { what: 'dashboards ask in vain', runs: [144, 144], time: 'all day', work: guards.oldToolRefused },
  // Applications.
  { what: 'functions start cold', runs: [260, 120], time: 'all day', work: asWork(coldStarts) },
  { what: 'servers take their role', runs: [260, 260], time: 'all day', work: applications.serverRolesTaken },
  {
    what: 'pods take their roles and read settings',
    runs: [220, 150],
    time: 'all day',
    work: applications.podRolesTaken,
  },
  { what: 'pods in Python take their roles', runs: [70, 50], time: 'all day', work: applications.pythonPodsWork },
  { what: 'stock is reported from the data centre', runs: [24, 24], time: 'all day', work: profiles.stockReported },
  { what: 'programs use objects', runs: [110, 60], time: 'all day', work: objects.objectsUsed },
  { what: 'keys are used for applications', runs: [1300, 800], time: 'all day', work: applications.keysUsed },
  { what: 'functions read secrets', runs: [260, 120], time: 'all day', work: applications.secretsRead },
  { what: 'cluster compares its secrets', runs: [24, 24], time: 'all day', work: applications.secretsSynced },
  { what: 'database password rotates', runs: [1, 1], time: 'night', work: applications.secretRotated },
  { what: 'log streams begin', runs: [380, 200], time: 'all day', work: applications.logStreamsBegun },
  { what: 'chat window asks a model', runs: [160, 90], time: 'all day', work: applications.modelAsked },
  { what: 'cluster writes names', runs: [70, 24], time: 'all day', work: applications.namesSynced },
  { what: 'cluster assigns addresses', runs: [120, 70], time: 'all day', work: fleet.addressesAssigned },
  { what: 'reports ask the tables', runs: [45, 12], time: 'all day', work: applications.dataAsked },
  { what: 'web firewall blocks addresses', runs: [6, 6], time: 'all day', work: applications.addressesBlocked },
  { what: 'old job of an IAM user', runs: [2, 0], time: 'night', work: asWork(nightlyMirror) },
  // Those who watch.
  { what: 'dashboards read', runs: [170, 170], time: 'all day', work: asWork(dashboards) },
  { what: 'Config takes inventory', runs: [40, 30], time: 'all day', work: asWork(inventory) },
  { what: 'Config hears of rules', runs: [90, 60], time: 'all day', work: guards.configJudged },
  { what: 'servers report to Systems Manager', runs: [290, 290], time: 'all day', work: asWork(serverReports) },
  { what: 'guarding services look around', runs: [90, 90], time: 'all day', work: guards.guardsLook },
  { what: 'auditors scan briefly', runs: [4, 4], time: 'all day', work: asWork(scanner) },
  { what: 'auditors scan everything', runs: [1, 1], time: 'night', work: postureScanned },
  { what: 'vendor counts licences in vain', runs: [1, 1], time: 'night', work: outside.licencesCounted },
  { what: 'vendor reads costs', runs: [4, 4], time: 'all day', work: guards.costsRead },
  { what: 'quotas are watched', runs: [6, 6], time: 'all day', work: guards.quotasWatched },
  { what: 'AWS makes its rounds', runs: [180, 160], time: 'all day', work: asWork(awsRounds) },
  { what: 'keys get new material', runs: [0.6, 0.6], time: 'night', work: asWork(keyRotation) },
  { what: 'registry expires images', runs: [3, 3], time: 'night', work: fleet.imagesExpired },
];

/** What happens now and then in a month. */
export const rareWork: readonly RareWork[] = [
  {
    what: 'machine image is built',
    on: ['1 09:10', '8 09:10', '15 09:10', '22 09:10', '29 09:10'],
    work: fleet.imageBuilt,
  },
  { what: 'old copies are dropped', on: ['7 02:30', '14 02:30', '21 02:30', '28 02:30'], work: fleet.oldCopiesDropped },
  { what: 'servers are patched', on: ['6 21:00', '13 21:00', '20 21:00', '27 21:00'], work: fleet.serversPatched },
  { what: 'staging gets data', on: ['1 05:00', '8 05:00', '15 05:00', '22 05:00'], work: copies.stagingRefreshed },
  { what: 'staging network is rebuilt', on: ['4 13:20', '18 10:40'], work: stagingRebuilt },
  { what: 'data team gets files', on: ['5 04:00', '12 04:00', '19 04:00', '26 04:00'], work: copies.dataExported },
  { what: 'database is tuned', on: ['10 15:05'], work: copies.databaseTuned },
  {
    what: 'GuardDuty findings are archived',
    on: ['3 09:40', '11 10:15', '17 14:00', '24 08:30'],
    work: guards.findingsArchived,
  },
  { what: 'colleague starts', on: ['1 08:05', '15 08:10'], work: users.colleagueStarts },
  { what: 'colleague leaves', on: ['26 15:30'], work: users.colleagueLeaves },
  { what: 'own key is renewed', on: ['3 09:30', '16 13:10', '25 08:50'], work: users.ownKeyRenewed },
  { what: 'key of the build job is renewed', on: ['9 10:00'], work: users.robotKeyRenewed },
  { what: 'telephone is replaced', on: ['12 12:40'], work: users.secondFactorReplaced },
  { what: 'password is forgotten', on: ['8 07:20', '23 07:45'], work: signIn.passwordForgotten },
  { what: 'root is tried out', on: ['24 13:00'], work: rootTriedOut },
  { what: 'glass is broken', on: ['20 02:12'], work: signIn.glassBroken },
  { what: 'release lacks permission', on: ['9 13:40', '24 16:20'], work: applications.releaseLacksPermission },
  { what: 'database port moves', on: ['17 08:25'], work: people.portMoved },
  { what: 'bucket is made by hand', on: ['4 09:50', '19 14:20'], work: people.bucketMade },
  { what: 'topic gets a subscriber', on: ['2 10:10', '22 11:30'], work: people.subscriberAdded },
  { what: 'users are reviewed', on: ['2 18:30'], work: users.usersReviewed },
  { what: 'service is used the first time', on: ['11 13:00'], work: people.serviceFirstUsed },
  { what: "administrators' role is made by Terraform", on: ['16 09:15'], work: once.administratorsRoleMade },
  { what: "vendor's external id is renewed", on: ['23 13:30'], work: once.vendorTrustRenewed },
  { what: 'trail is improved by Terraform', on: ['12 14:10'], work: once.trailImproved },
  { what: "mail relay's user is made by Terraform", on: ['5 10:50'], work: once.mailUserMade },
  { what: 'server gets another role', on: ['18 13:15'], work: operators.serverRoleReplaced },
  { what: 'developer lets the own home in', on: ['10 09:05', '24 09:20'], work: people.homeLetIn },
  { what: 'expected findings are filtered', on: ['3 10:05'], work: guards.expectedFindingsFiltered },
  { what: "account's own trail is retired by Terraform", on: ['9 08:45'], work: retired.ownTrailRetired },
  { what: 'recorders are replaced by the landing zone', on: ['9 10:30'], work: retired.recordersReplaced },
  {
    what: 'replicated bucket is retired by Terraform',
    on: ['10 13:15', '25 09:40'],
    work: retired.replicatedBucketRetired,
  },
  { what: 'backup vault is retired by Terraform', on: ['15 12:10'], work: retired.vaultRetired },
  { what: 'database is retired by Terraform', on: ['11 14:30', '29 13:00'], work: retired.databaseRetired },
  { what: 'tables are retired by Terraform', on: ['19 12:30'], work: retired.tablesRetired },
  { what: 'stack is deleted in the console', on: ['5 14:10', '17 09:30'], work: sandboxes.stackDeletedInConsole },
  {
    what: 'cache of images is cleaned',
    on: ['2 03:10', '5 03:10', '9 03:10', '12 03:10', '16 03:10', '19 03:10', '23 03:10', '26 03:10'],
    work: objects.cacheCleaned,
  },
  {
    what: "partner's files are moved",
    on: ['3 04:40', '10 04:40', '17 04:40', '24 04:40'],
    work: objects.partnerFilesMoved,
  },
  { what: 'data team reads files by hand', on: ['18 08:20'], work: objects.lakeReadByHand },
  { what: 'folder is fetched for a complaint', on: ['11 09:10'], work: profiles.folderFetched },
  { what: 'certificate renews', on: ['14 04:00'], work: guards.certificatesRenewed },
];

/** An activity of the sample week, whose own rhythm the tables above replace. */
function asWork({ burst, gapMs }: Activity): Work {
  return { run: burst, gapMs };
}
