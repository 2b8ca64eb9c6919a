// Conditions that users write: what may stand inside a query of ours, and what is refused before it is sent.
import { safeCondition } from '../../../nodes/shared/netsuite/api/condition';
import { codeOr } from '../../support/orderFacts';

test.each([
	'',
	"t.custrecord_a = 'x'",
	"(a = 1 OR b = 2) AND c IN (SELECT id FROM customer WHERE entityid LIKE 'A%')",
	"memo = 'it''s; a -- text ? with /* marks */ and ((('",
	'"group" = 1',
	"a = 'first\nsecond'",
])('%s is taken as it is', (condition) => {
	expect(safeCondition(`  ${condition}\n`)).toBe(condition);
});

test.each([
	['1 = 1) OR (1 = 1', 'closed that was not opened'],
	['1 = 1)', 'closed that was not opened'],
	['(1 = 1', 'parenthesis is not closed'],
	["a = 'x", 'quotation mark is not closed'],
	["a = 'it's'", 'quotation mark is not closed'],
	['a = "x', 'quotation mark is not closed'],
	['a = 1; DELETE FROM transaction', "';' cannot stand"],
	['a = 1 -- OR b = 2', "'--' cannot stand"],
	['a = 1 /* b', "'/*' cannot stand"],
	['a = 1 */ b', "'*/' cannot stand"],
	['a = ?', "'?' cannot stand"],
])('%s is refused', (condition, says) => {
	expect(codeOr(() => safeCondition(condition))).toBe('SELECTION_INVALID');
	expect(() => safeCondition(condition)).toThrow(says);
});
