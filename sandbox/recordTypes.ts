// All standard record types of the sandbox; custom ones come from the SDF objects (customRecords.ts).
import { reference, TRANSACTIONS, type Field, type RecordType } from './fields';
import { LIST_TYPES, SUBSIDIARY_TYPE } from './listTypes';
import { TRANSACTION_TYPES } from './transactionTypes';

/**
 * All standard types; the custom body fields of the SDF project are on every transaction type. Subsidiaries
 * are only known to a OneWorld account: there every customer and transaction has one.
 */
export function standardRecordTypes(bodyFields: Field[], isOneWorld = false): RecordType[] {
	const withFields = (type: RecordType, fields: Field[]): RecordType => ({
		...type,
		fields: [...type.fields, ...fields],
	});
	const types = [...TRANSACTION_TYPES.map((type) => withFields(type, bodyFields)), ...LIST_TYPES];
	if (!isOneWorld) {
		return types;
	}
	const subsidiary = reference('subsidiary', SUBSIDIARY_TYPE.name, { filterable: true });
	const hasOne = ({ name, group }: RecordType) => group === TRANSACTIONS || name === 'customer';
	return [
		...types.map((type) => (hasOne(type) ? withFields(type, [subsidiary]) : type)),
		SUBSIDIARY_TYPE,
	];
}
