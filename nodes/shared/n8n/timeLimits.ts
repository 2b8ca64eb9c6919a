// How long a request may take, in milliseconds.

/** NetSuite itself gives up after 15 minutes (subsect_1559222360); a post takes a few seconds. */
export const ANSWER_MS = 120_000;
/** For what is under way, or still has to be recorded, once the user has cancelled. */
export const AFTER_CANCEL_MS = 20_000;
