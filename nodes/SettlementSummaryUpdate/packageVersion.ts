// The version of this package, for the report to keep. package.json does not come along with the published code; a
// test holds the two against each other.
export const PACKAGE_VERSION = '0.1.0';
