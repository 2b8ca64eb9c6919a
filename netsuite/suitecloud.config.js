// SuiteCloud CLI entry: `suitecloud project:deploy` from this folder installs the custom records.
module.exports = {
	defaultProjectFolder: 'src',
	commands: {},
};
