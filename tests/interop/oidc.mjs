// oidc-provider as the token server: client_secret_basic and _post, tls_client_auth, certificate-bound tokens.
import { createServer } from 'node:https';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { pathToFileURL } from 'node:url';

const settings = JSON.parse(process.argv[2]);
const require = createRequire(`${process.env.SKIFTE_NPM}/`);
const { default: Provider } = await import(pathToFileURL(require.resolve('oidc-provider')));

const subject = (pem) => new X509Certificate(pem).subject.split('\n').join(', ');
const expected = subject(readFileSync(settings.clientCertificate));
const certificate = (ctx) => {
  const der = ctx.req.socket.getPeerCertificate?.()?.raw;
  return der && new X509Certificate(der).toString();
};
const scopes = 'sager:read sager:write';
const client = (id, method, more = {}) => ({
  client_id: id, token_endpoint_auth_method: method, grant_types: ['client_credentials'], response_types: [],
  redirect_uris: [], tls_client_certificate_bound_access_tokens: true, scope: scopes, ...more });

let keys = [];
const newKey = (kid) => ({ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  kid, use: 'sig', alg: 'RS256' });
keys.push(newKey('first'));

const server = createServer({ key: readFileSync(settings.serverKey), cert: readFileSync(settings.serverChain),
  ca: readFileSync(settings.root), requestCert: true, rejectUnauthorized: false });
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `https://127.0.0.1:${server.address().port}`;

const makeProvider = () => {
  const provider = new Provider(issuer, {
    jwks: { keys }, scopes: ['openid', ...scopes.split(' ')],
    clients: [
      client('basic', 'client_secret_basic', { client_secret: settings.secret }),
      client('post', 'client_secret_post', { client_secret: settings.secret }),
      client('short', 'client_secret_basic', { client_secret: settings.secret }),
      client('narrow', 'client_secret_basic', { client_secret: settings.secret, scope: 'sager:write' }),
      client('certificate', 'tls_client_auth', { tls_client_auth_subject_dn: expected }),
    ],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'tls_client_auth'],
    ttl: { ClientCredentials: (ctx, token, who) => (who.clientId === 'short' ? 1 : 600) },
    features: {
      clientCredentials: { enabled: true }, devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true, defaultResource: () => settings.resource, useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: scopes, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }),
      },
      mTLS: {
        enabled: true, certificateBoundAccessTokens: true, tlsClientAuth: true, getCertificate: certificate,
        certificateAuthorized: (ctx) => ctx.req.socket.authorized,
        certificateSubjectMatches: (ctx, property, value) => subject(certificate(ctx)) === value,
      },
    },
  });
  const note = (what) => process.stderr.write(`${JSON.stringify(what)}\n`);
  provider.on('client_credentials.issued', (token) => note({ issued: token.clientId }));
  provider.on('grant.error', (ctx, error) => note({ refused: error.message, detail: error.error_detail }));
  return provider.callback();
};
let handle = makeProvider();
server.on('request', (request, response) => {
  // Key rollover: the next tokens are signed by a key that nobody has seen.
  if (request.url === '/roll') {
    keys = [newKey(`key-${keys.length + 1}`), ...keys];
    handle = makeProvider();
    response.end();
    return;
  }
  handle(request, response);
});
console.log(JSON.stringify({ url: issuer, token: `${issuer}/token`, jwks: `${issuer}/jwks` }));
process.stdin.resume().on('end', () => process.exit(0));
