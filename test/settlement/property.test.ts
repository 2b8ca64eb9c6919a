// Laws: a generated settlement comes back from any report that says it, and no damage of one byte ever
// gives another total in silence.
import { fc } from '../support/fastCheck';
import type { Report } from '../../nodes/shared/settlement/report/report';
import { readReport } from '../../nodes/shared/settlement/report/report';
import { FAR_YEARS, farLine, itemLines, line, style } from './arbitrary';
import { cut, PLAIN_STYLE, V2_COLUMNS, writeFile, writeRows } from './writeReport';

/** What a report says, without where it says it. */
function meaningOf({ settlements, unreadable }: Report) {
	return {
		unreadable: unreadable
			.map(({ column, reason, settlementId }) => `${settlementId}: ${column}, ${reason}`)
			.sort(),
		settlements: settlements.map(({ transactions, totals, ...settlement }) => ({
			...settlement,
			totals: [...totals.values()].map((total) => JSON.stringify({ ...total, row: 0 })).sort(),
			transactions: transactions
				.map(({ lines, watched, undecided, ...transaction }) => ({
					...transaction,
					watched: [...(watched ?? [])]
						.map(([meaning, total]) => JSON.stringify({ ...meaning, ...total, row: 0 }))
						.sort(),
					undecided: undecided.map((label) => JSON.stringify({ ...label, row: 0 })).sort(),
					lines: lines.map((each) => JSON.stringify({ ...each, row: 0 })).sort(),
				}))
				.sort((a, b) => (a.key < b.key ? -1 : 1)),
		})),
	};
}

it('any style, row order and chunk border gives the same settlement', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.oneof({ arbitrary: line, weight: 9 }, farLine), { minLength: 1, maxLength: 30 }),
			style,
			fc.array(fc.nat(), { maxLength: 20 }),
			fc.infiniteStream(fc.nat()),
			async (lines, someStyle, places, order) => {
				const rows = writeRows('21000000001', lines, someStyle, 'EUR');
				const shuffled = rows
					.map((row) => ({ row, rank: order.next().value as number }))
					.sort((a, b) => a.rank - b.rank)
					.map(({ row }) => row);
				const plain = await readReport([
					writeFile(writeRows('21000000001', lines, PLAIN_STYLE, 'EUR')),
				]);
				const styled = await readReport(cut(writeFile(shuffled, someStyle), places));
				expect(meaningOf(styled)).toEqual(meaningOf(plain));

				const [settlement] = styled.settlements;
				const near = lines.filter(({ posted }) => !FAR_YEARS.some((year) => year === posted[0]));
				const [totalAmount, sumOfLines] = [lines, near].map((some) =>
					some.reduce((sum, { cents }) => sum + cents * 10, 0),
				);
				const balanced = totalAmount === sumOfLines;
				expect(settlement).toMatchObject({ sumOfLines, totalAmount, balanced });
				expect(settlement.lines).toBe(lines.length);
				expect(styled.unreadable).toHaveLength(lines.length - near.length);
				const units = near
					.filter(({ amountDescription }) => amountDescription === 'Principal')
					.reduce((sum, { quantity }) => sum + quantity, 0);
				expect(settlement.transactions.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(
					units,
				);
			},
		),
		{ numRuns: 200 },
	);
});

it('a row that repeats the one above says what it would say beside a column that never repeats', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(itemLines, { minLength: 1, maxLength: 6 }),
			style,
			fc.array(fc.nat(), { maxLength: 5 }),
			async (items, someStyle, places) => {
				const rows = writeRows('21000000001', items.flat(), someStyle, 'EUR');
				const [header, ...rest] = [V2_COLUMNS.join('\t'), ...rows];
				const numbered = [`${header}\tnumber`, ...rest.map((row, i) => `${row}\t${i}`)];
				const file = Buffer.from(numbered.join(someStyle.newline), 'utf8');
				expect(meaningOf(await readReport(cut(writeFile(rows, someStyle), places)))).toEqual(
					meaningOf(await readReport([file])),
				);
			},
		),
		{ numRuns: 300 },
	);
});

it('a damaged byte never gives another total in silence', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(itemLines, { minLength: 1, maxLength: 3 }),
			style,
			fc.nat(),
			fc.integer({ min: 0, max: 255 }),
			async (items, someStyle, place, byte) => {
				const rows = writeRows('21000000001', items.flat(), someStyle, 'EUR');
				const file = writeFile(rows, someStyle);
				const before = await readReport([file]);
				file[place % file.length] = byte;
				const after = await readReport([file]).catch((error: unknown) => error);
				if (after instanceof Error) {
					expect(after.name).toBe('SettlementError');
					return;
				}
				const { settlements, unreadable } = after as Report;
				const isSilent = unreadable.length === 0 && settlements.every(({ balanced }) => balanced);
				const totals = settlements.map(({ sumOfLines }) => sumOfLines);
				expect([isSilent, totals]).toEqual([
					isSilent,
					isSilent ? before.settlements.map(({ sumOfLines }) => sumOfLines) : totals,
				]);
			},
		),
		{ numRuns: 1000 },
	);
});
