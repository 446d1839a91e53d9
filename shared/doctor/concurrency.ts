/** Of how many things one service is asked at once: EventBridge and others let through some tens of such calls a second, and a deployment
 * has as many rules. */
export const concurrency = 8;
