import { connect } from '../runtime/connect.ts';
import { createHandler, type ScheduleHandler } from './attend-deadlines.ts';

export const handler: ScheduleHandler = createHandler(connect('on-schedule'));
