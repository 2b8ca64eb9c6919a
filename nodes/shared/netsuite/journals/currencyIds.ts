// The currencies of the account: an entry names its own by internal id, '' where the account has one currency.
import type { NetSuiteClient } from '../api/client';
import { readCurrencies } from '../api/suiteql';

/** Internal id by ISO code. */
export async function currencyIds(client: NetSuiteClient): Promise<Map<string, string>> {
	return new Map([...(await readCurrencies(client))].map(([id, code]) => [code, id]));
}
