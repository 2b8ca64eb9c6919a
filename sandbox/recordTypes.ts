// All standard record types of the sandbox; custom ones come from the SDF objects (customRecords.ts).
import type { Field, RecordType } from './fields';
import { LIST_TYPES } from './listTypes';
import { TRANSACTION_TYPES } from './transactionTypes';

/** All standard types; the custom body fields of the SDF project are on every transaction type. */
export function standardRecordTypes(bodyFields: Field[]): RecordType[] {
	const withBodyFields = (type: RecordType): RecordType => ({
		...type,
		fields: [...type.fields, ...bodyFields],
	});
	return [...TRANSACTION_TYPES.map(withBodyFields), ...LIST_TYPES];
}
