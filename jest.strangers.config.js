// Strangers' NetSuite clients against the embedded NetSuite; test/strangers/setUp.mjs installs them.
const base = require('./jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	roots: ['<rootDir>/test/strangers'],
	testMatch: ['<rootDir>/test/strangers/**/*.strangers.ts'],
};
