// Marketplace names as people and accounts spell them: Amazon.com, amazon.com, AMAZON COM, Amazoncom.

/** For comparing: without case, spaces and dots. */
export function sameMarketplace(name: string): string {
	return name.toLowerCase().replace(/[\s.]/g, '');
}

/** The same in SuiteQL. */
export function sameMarketplaceSql(column: string): string {
	return `REPLACE(REPLACE(LOWER(${column}), ' ', ''), '.', '')`;
}
