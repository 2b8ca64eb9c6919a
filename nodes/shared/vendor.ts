// Every third-party library the package carries, and nothing else. The build bundles this one file
// (dist/nodes/shared/vendor.js), so `dependencies` stays empty; everything else imports from here.
// luxon is missing on purpose: n8n ships it, and expressions hand us n8n's own DateTime objects.
export * as z from 'zod';
export { default as pLimit } from 'p-limit';
