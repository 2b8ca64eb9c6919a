// A settlement far larger than usual through the whole workflow in a real n8n: a step of its own, because it
// takes half an hour on a small machine. `LINES=30000 npm run test:large` is a smaller one.
const e2e = require('./jest.e2e.config.js');

/** @type {import('jest').Config} */
module.exports = {
	...e2e,
	roots: ['<rootDir>/test/large'],
	testMatch: ['<rootDir>/test/large/**/*.large.ts'],
	testTimeout: 7_200_000,
};
