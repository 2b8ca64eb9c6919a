// Tests run from source through SWC; `roots` keeps jest from crawling dist/, bench/ and the host. Every processor has a
// worker: by itself jest leaves one free, which on two halves the speed.
/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/nodes', '<rootDir>/credentials', '<rootDir>/sandbox', '<rootDir>/test'],
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	maxWorkers: '100%',
	testTimeout: 60_000,
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{
				jsc: {
					parser: { syntax: 'typescript', decorators: true },
					target: 'es2022',
					keepClassNames: true,
				},
				module: { type: 'commonjs' },
			},
		],
	},
};
