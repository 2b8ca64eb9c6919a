// Credentials in engine tests: plain values by credential type, signed by the credential's own
// `authenticate`, as n8n does it. A credential type without values behaves as one that nobody set up.
import { ICredentialsHelper, NodeHelpers } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
} from 'n8n-workflow';

/** Values by credential type name, such as `{ netSuiteTbaApi: { accountId: '1234567_SB1' } }`. */
export type CredentialValues = Record<string, ICredentialDataDecryptedObject>;

export class EngineCredentials extends ICredentialsHelper {
	constructor(
		private readonly types: ReadonlyMap<string, ICredentialType>,
		private readonly values: CredentialValues,
	) {
		super();
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.type(typeName);
		if (typeof authenticate !== 'function') {
			throw new Error(`The credential type "${typeName}" has no authenticate function.`);
		}
		return await authenticate(credentials, requestOptions);
	}

	/** The values, completed with the defaults of the credential's fields. */
	async getDecrypted(
		_additionalData: unknown,
		_nodeCredentials: INodeCredentialsDetails,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject> {
		const values = this.values[typeName] as INodeParameters;
		const { properties } = this.type(typeName);
		const complete = NodeHelpers.getNodeParameters(properties, values, true, false, null, null);
		return complete as ICredentialDataDecryptedObject;
	}

	getCredentialsProperties(typeName: string): INodeProperties[] {
		return this.type(typeName).properties;
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	/** n8n's rule: an expirable field that is '' or was refused is filled, and stored for whoever comes next. */
	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		_node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { properties, preAuthentication } = this.type(typeName);
		const field = properties.find(
			({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable === true,
		);
		if (field === undefined || preAuthentication === undefined) {
			return undefined;
		}
		if (credentials[field.name] !== '' && !credentialsExpired) {
			return undefined;
		}
		const made = (await preAuthentication.call(
			helpers,
			credentials,
		)) as ICredentialDataDecryptedObject;
		Object.assign(this.values[typeName], made);
		return Object.assign(credentials, made);
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('Stored credentials do not exist in engine tests.');
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	private type(typeName: string): ICredentialType {
		const type = this.types.get(typeName);
		if (!type) {
			throw new Error(`No credential type "${typeName}" in this test.`);
		}
		return type;
	}
}
