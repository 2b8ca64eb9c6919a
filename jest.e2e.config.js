// End-to-end tests: a real n8n with the package installed, and a real browser. Run one after another,
// because each starts n8n and the machine is small.
const base = require('./jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	roots: ['<rootDir>/test/e2e'],
	testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts'],
	testTimeout: 300_000,
	maxWorkers: 1,
	moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
	transform: { '^.+\\.(ts|mjs)$': base.transform['^.+\\.ts$'] },
};
