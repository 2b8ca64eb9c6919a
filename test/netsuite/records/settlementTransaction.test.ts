// A transaction that is only planned has no record in NetSuite: nothing is found for it by a record's id, nothing
// names it, and nothing of it is written.
import { NetSuiteError } from '../../../nodes/shared/netsuite/api/netSuiteError';
import { linksTo } from '../../../nodes/shared/netsuite/posting/documentMappings';
import { beginPosting } from '../../../nodes/shared/netsuite/posting/postingJobs';
import {
	NOTHING_POSTED,
	templateValues,
} from '../../../nodes/shared/netsuite/posting/postingResult';
import { statusOf } from '../../../nodes/shared/netsuite/posting/recordPosting';
import { fillTemplate } from '../../../nodes/shared/netsuite/records/fieldMapping';
import {
	foundFor,
	isRecorded,
	recordedOf,
} from '../../../nodes/shared/netsuite/records/settlementTransaction';
import { plannedTransaction, transaction } from '../../support/orderFacts';

const planned = plannedTransaction();
const recorded = transaction({ recordId: '9', settlementRecordId: '1' });

test('of many planned transactions none is found, whatever the map has', () => {
	const found = new Map([
		['', 'of no record'],
		['null', 'of a word'],
		['9', 'of record 9'],
	]);
	expect(foundFor(found, planned)).toBeUndefined();
	expect(foundFor(found, recorded)).toBe('of record 9');
});

test('documents carry links to a record only', () => {
	expect(linksTo(planned)).toEqual({});
	expect(linksTo(recorded)).toEqual({
		custbody_amzstl_transaction: { id: '9' },
		custbody_amzstl_settlement: { id: '1' },
	});
});

test('a template shows nothing in place of the ids that it does not have yet', () => {
	const show = (one: typeof planned | typeof recorded) =>
		fillTemplate('{recordId} of {settlementRecordId}', templateValues(one));
	expect(show(planned)).toBe(' of ');
	expect(show(recorded)).toBe('9 of 1');
});

test('nothing of it is written', () => {
	expect([planned, recorded].map(isRecorded)).toEqual([false, true]);
	expect(() => statusOf(recordedOf(planned), NOTHING_POSTED)).toThrow('only planned');
	expect(statusOf(recordedOf(recorded), NOTHING_POSTED)).toMatchObject({ recordId: '9' });
});

test('a run that posts ends before its first write when one is only planned', async () => {
	const match = new NetSuiteError('INVOICE_NOT_FOUND', 'none');
	const begun: string[][] = [];
	const begin = async (ids: string[]) => await Promise.resolve(void begun.push(ids));
	const jobs = [recorded, planned].map((one) => ({ transaction: one, match }));
	await expect(beginPosting(jobs, { isDryRun: false, begin })).rejects.toThrow('only planned');
	await beginPosting(jobs, { isDryRun: true, begin });
	expect(begun).toEqual([]);
	await beginPosting(jobs.slice(0, 1), { isDryRun: false, begin });
	expect(begun).toEqual([['1']]);
});
