// The library jose as a witness of our signatures, in a process of its own because it is an ES module: reads
// jobs as JSON, verifies or signs, and prints the results in the same order.
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { jwtVerify, SignJWT } from 'jose';

async function verified({ jwt, publicKey, audience, now }) {
	try {
		const { protectedHeader, payload } = await jwtVerify(jwt, createPublicKey(publicKey), {
			audience,
			algorithms: ['PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'],
			currentDate: new Date(now * 1000),
		});
		return { protectedHeader, payload };
	} catch (error) {
		return { refused: error.code };
	}
}

async function signed({ claims, header, privateKey }) {
	const jwt = new SignJWT(claims).setProtectedHeader(header);
	return await jwt.sign(createPrivateKey(privateKey));
}

const jobs = JSON.parse(await text(process.stdin));
const results = [];
for (const job of jobs) {
	results.push('jwt' in job ? await verified(job) : await signed(job));
}
process.stdout.write(JSON.stringify(results));
