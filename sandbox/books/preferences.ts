// How an account is set up, and what NetSuite does where we do not know it: the part of a seed called
// `preferences`. Each choice has the default that README.md gives a reason for, and tests for the other ways.
import { z } from 'zod';

const deletionWay = z.enum(['empty', 'refuse', 'keep']);

const features = z
	.object({
		/** Without it there is no currency: no table, no field, no column. */
		multipleCurrencies: z.boolean().default(true),
		/** Without it item lines have no price level. */
		multiplePrices: z.boolean().default(true),
		/** Collections in one request: NetSuite 2026.1. */
		batch: z.boolean().default(true),
		departments: z.boolean().default(true),
		classes: z.boolean().default(true),
		locations: z.boolean().default(true),
	})
	.strict();

const role = z
	.object({
		/** Permission keys and levels; any other permission is missing. */
		permissions: z.record(z.string(), z.enum(['VIEW', 'CREATE', 'EDIT', 'FULL'])).optional(),
		/** The role of the SuiteCloud project whose permissions it has. */
		scriptId: z.string().optional(),
		/** Permission keys that it lacks after all. */
		without: z.array(z.string()).default([]),
		/** Names of the subsidiaries it sees; all unless given. */
		subsidiaries: z.array(z.string()).optional(),
	})
	.strict();

export const preferencesShape = z
	.object({
		/** "Invoice in Advance of Fulfillment": orders may be billed before they ship. */
		invoiceInAdvance: z.boolean().default(false),
		/** Fields that the forms of invoices and cash sales make mandatory. */
		mandatoryOnBills: z.array(z.string()).default([]),
		/** By record type: fields that its form makes mandatory, `item.department` for one of each line. */
		mandatory: z.record(z.string(), z.array(z.string())).default({}),
		/** Whether new journals wait for somebody's approval before they post. */
		journalApproval: z.enum(['none', 'pending']).default('none'),
		/** Whether the form of customer refunds asks for a payment method. */
		refundNeedsMethod: z.boolean().default(false),
		/** Percent that NetSuite's tax codes add to lines of new documents whose item has no rate of its own. */
		taxRate: z.number().default(0),
		/** How the account spells the two values of `undepFunds`. */
		undepFunds: z.enum(['true/false', 'T/F']).default('true/false'),
		/** Whether a new payment that does not mention `autoApply` pays other open invoices with its remainder. */
		autoApply: z.enum(['unlessOff', 'whenAsked']).default('unlessOff'),
		/** What a voided document is over: nothing, or what it was over, as after a void by a journal. */
		voidedTotal: z.enum(['nothing', 'kept']).default('nothing'),
		/** What becomes of a deposit's payment that is not in Undeposited Funds, or in another deposit. */
		depositNotListed: z.enum(['refused', 'ignored']).default('refused'),
		/** What is said of a document that money cannot be applied to. */
		applyRefusal: z.enum(['invalidField', 'noMatchingLine']).default('invalidField'),
		/** What SuiteQL says is open on an invoice that nobody approved. */
		unapprovedOpen: z.enum(['none', 'zero', 'total']).default('none'),
		/** What becomes of the custom fields that name a record when it is deleted. */
		deletions: z
			.object({
				transaction: deletionWay.default('empty'),
				customRecord: deletionWay.default('refuse'),
			})
			.strict()
			.default({}),
		/** What a job whose records failed says of itself. */
		failedJob: z.enum(['succeeded', 'failed']).default('succeeded'),
		/** What the same idempotency key gets. */
		repeatedKey: z.union([z.literal(400), z.literal(409)]).default(400),
		/** Whether `fields` and `expandSubResources` go together. */
		fieldsWithExpand: z.enum(['refused', 'taken']).default('refused'),
		/** Whether SuiteQL runs as a job where that is preferred. */
		asyncQueries: z.enum(['ignored', 'jobs']).default('ignored'),
		/** Without several currencies: whether SuiteQL has the columns called `foreign...`. */
		foreignColumns: z.enum(['shown', 'hidden']).default('shown'),
		/** Columns that the account's SuiteQL does not know, `transactionline.expenseaccount`. */
		absentColumns: z.array(z.string()).default([]),
		/** Functions and operators that its SuiteQL refuses, `INSTR`. */
		refusedSql: z.array(z.string().regex(/^[A-Za-z_]+$/)).default([]),
		features: features.default({}),
		role: role.optional(),
	})
	.strict();

export type Preferences = z.output<typeof preferencesShape>;
export type Features = Preferences['features'];
export type RolePreference = z.output<typeof role>;

export function preferencesFrom(given: unknown): Preferences {
	return preferencesShape.parse(given ?? {});
}
